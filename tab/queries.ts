/** What the pages read and change, each as one hook. How often something is asked again stands here and nowhere else. */
import { QueryClient, useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { ApiError, type Approval, answerOf, api, type Leaver, type Plan, type RowKind } from './api.ts';
import { readRowsOfKind } from './read-rows-of-kind.ts';
import { approveUnchanged } from './superseded.ts';

const seconds = 1000;
const isWorthRetrying = (error: Error): boolean =>
  error instanceof ApiError && (error.code === 'offline' || error.status === 503 || error.status === 429);

export const makeQueryClient = (): QueryClient =>
  new QueryClient({
    defaultOptions: {
      queries: { retry: (count, error) => count < 2 && isWorthRetrying(error), staleTime: 5 * seconds },
    },
  });

/** `waiting`: a reading is under way. Asked more often too while Mobilo is not connected: somebody may be signing in there in another window. */
export const useMe = (waiting = false) =>
  useQuery({
    queryKey: ['me'],
    queryFn: ({ signal }) => answerOf(api.GET('/me', { signal })),
    refetchInterval: ({ state }) => (waiting ? 2 : state.data?.health.mobilo.ok === false ? 5 : 60) * seconds,
  });

export const useLatestPlan = (waiting = false) =>
  useQuery({
    queryKey: ['latest'],
    queryFn: async ({ signal }) => (await answerOf(api.GET('/plans/latest', { signal }))).plan,
    refetchInterval: (waiting ? 2 : 15) * seconds,
  });

/** Approved, and not yet at its end. */
export const isUnderWay = (plan: Plan): boolean =>
  plan.state === 'approved' && plan.run?.state !== 'finished' && plan.run?.state !== 'stopped';

export const usePlan = (planId: string | null) =>
  useQuery({
    queryKey: ['plan', planId],
    queryFn: ({ signal }) =>
      answerOf(api.GET('/plans/{planId}', { params: { path: { planId: planId ?? '' } }, signal })),
    enabled: planId !== null,
    refetchInterval: ({ state }) => (state.data && isUnderWay(state.data) ? 1 : 15) * seconds,
  });

export interface RowFilter {
  readonly kind: RowKind;
  readonly search: string;
  readonly offset: number;
}
export const pageSize = 50;

export const useRows = (planId: string, { kind, search, offset }: RowFilter) =>
  useQuery({
    queryKey: ['rows', planId, kind, search, offset],
    queryFn: ({ signal }) => {
      const query = { kind, offset, limit: pageSize, ...(search && { search }) };
      return answerOf(api.GET('/plans/{planId}/rows', { params: { path: { planId }, query }, signal }));
    },
    placeholderData: (previous, query) => (query?.queryKey[2] === kind ? previous : undefined),
    staleTime: Number.POSITIVE_INFINITY,
  });

/** Every leaver of the plan: without their cards nobody can say which choices are open. */
export const useLeavers = (planId: string, enabled: boolean) =>
  useQuery({
    queryKey: ['leavers', planId],
    queryFn: async ({ signal }) =>
      (await readRowsOfKind(planId, 'leaver', '', signal)).filter((row): row is Leaver => row.kind === 'leaver'),
    enabled,
    staleTime: Number.POSITIVE_INFINITY,
  });

/** `moving`: a run is spending them. */
export const useCredits = (enabled: boolean, moving: boolean) =>
  useQuery({
    queryKey: ['credits'],
    queryFn: async ({ signal }) => (await answerOf(api.GET('/credits', { signal }))).pools,
    enabled,
    refetchInterval: (moving ? 3 : 60) * seconds,
  });

export const useCatalog = (enabled: boolean) =>
  useQuery({
    queryKey: ['catalog'],
    queryFn: async ({ signal }) => (await answerOf(api.GET('/catalog', { signal }))).items,
    enabled,
    staleTime: 600 * seconds,
  });

export const useSettings = (enabled: boolean) =>
  useQuery({
    queryKey: ['settings'],
    queryFn: ({ signal }) => answerOf(api.GET('/settings', { signal })),
    enabled,
  });

export const useReceipt = (planId: string, enabled: boolean) =>
  useQuery({
    queryKey: ['receipt', planId],
    queryFn: ({ signal }) => answerOf(api.GET('/plans/{planId}/receipt', { params: { path: { planId } }, signal })),
    enabled,
  });

export const useAudit = (planId: string, limit: number, enabled: boolean) =>
  useQuery({
    queryKey: ['audit', planId, limit],
    queryFn: async ({ signal }) =>
      (await answerOf(api.GET('/audit', { params: { query: { planId, limit } }, signal }))).events,
    placeholderData: (previous) => previous,
    enabled,
  });

/** Looked up live by the server each time it is asked. */
export const useExplanation = (personId: string) =>
  useQuery({
    queryKey: ['why', personId],
    queryFn: ({ signal }) => answerOf(api.GET('/people/why', { params: { query: { who: personId } }, signal })),
  });

/** Of everybody, or on account of one person. */
export const useRequestPlan = (personId: string | null = null) =>
  useMutation({
    mutationFn: () =>
      answerOf(
        personId === null
          ? api.POST('/plans')
          : api.POST('/people/{personId}/check', { params: { path: { personId } } }),
      ),
  });

/** Shows the decided plan without asking for it again. What was refused may have been decided elsewhere: it is asked for. */
const useDecision = <Input>(planId: string, decide: (input: Input) => Promise<Plan>) => {
  const client = useQueryClient();
  const queryKey = ['plan', planId];
  return useMutation({
    mutationFn: decide,
    onSuccess: (plan) => client.setQueryData(['plan', plan.id], plan),
    onError: () => client.invalidateQueries({ queryKey }),
    onSettled: () => client.invalidateQueries({ queryKey: ['latest'] }),
  });
};

export const useApprove = (planId: string) =>
  useDecision(planId, async (makeBody: () => Promise<Approval>) =>
    answerOf(api.POST('/plans/{planId}/approve', { params: { path: { planId } }, body: await makeBody() })),
  );

/** Approves, in the newer plan, what of this one is unchanged. */
export const useApproveUnchanged = (planId: string) =>
  useDecision(planId, async (makeBody: () => Promise<Approval>) => approveUnchanged(planId, await makeBody()));

export const useReject = (planId: string) =>
  useDecision(planId, (body: { readonly fingerprint: string; readonly reason: string | null }) =>
    answerOf(api.POST('/plans/{planId}/reject', { params: { path: { planId } }, body })),
  );

export const useResume = (planId: string) =>
  useDecision(planId, () => answerOf(api.POST('/plans/{planId}/resume', { params: { path: { planId } } })));
