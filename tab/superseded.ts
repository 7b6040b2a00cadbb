/** An approval that came too late, and what of it is left (case 60). */
import { isSelected } from '../src/approval.ts';
import { ApiError, type Approval, answerOf, api, type Plan } from './api.ts';

export interface Superseded {
  readonly unchanged: number;
  readonly moved: readonly {
    readonly rowId: string;
    readonly name: string;
    readonly how: 'gone' | 'new' | 'changed';
  }[];
}

/** What the server said about an approval of a plan that was replaced, or null for any other problem. */
export const readSuperseded = (error: unknown): Superseded | null => {
  if (!(error instanceof ApiError) || error.code !== 'plan-superseded' || !error.details.current) return null;
  const { unchanged, moved } = error.details as Partial<Superseded>;
  return { unchanged: unchanged ?? 0, moved: moved ?? [] };
};

/** Approves in the newer plan exactly the rows of the approval that are unchanged; the choices for cards carry over. */
export const approveUnchanged = async (planId: string, tried: Approval): Promise<Plan> => {
  const { current, unchanged } = await answerOf(api.GET('/plans/{planId}/stale', { params: { path: { planId } } }));
  if (!current) throw new ApiError({ code: 'plan-decided', detail: '', status: 409, details: {}, requestId: null });
  const rows = unchanged.filter((rowId) => isSelected(tried.selection, rowId));
  const body: Approval = { ...tried, fingerprint: current.fingerprint, selection: { rows } };
  return answerOf(api.POST('/plans/{planId}/approve', { params: { path: { planId: current.planId } }, body }));
};
