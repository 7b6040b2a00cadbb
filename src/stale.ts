/** An approval that came too late: what moved since, and what of it is still the same in the newer plan (case 60). */
import { type Selection, selectChanges } from './approval.ts';
import { SyncError } from './errors.ts';
import { comparePlans, type PlanComparison } from './plan/compare-plans.ts';
import type { Row } from './plan/plan.ts';
import { type PlanKey, readAllRows } from './store/plan-rows.ts';
import { findPending } from './store/plans.ts';
import type { Store } from './store/store.ts';

/** A plan compared with the one that waits for a decision now; null when none does, and then nothing is listed. */
export interface StalePlan extends PlanComparison {
  readonly current: { readonly planId: string; readonly fingerprint: string } | null;
}

const movedShown = 20;

const readRows = async (store: Store, plan: PlanKey): Promise<readonly Row[]> => {
  const rows: Row[] = [];
  for await (const row of readAllRows(store, plan)) rows.push(row);
  return rows;
};

const compare = async (store: Store, plan: PlanKey, before: readonly Row[]): Promise<StalePlan> => {
  const pending = await findPending(store, plan.tenantId);
  if (!pending) return { current: null, unchanged: [], moved: [] };
  const { id: planId, fingerprint } = pending;
  const now = await readRows(store, { tenantId: plan.tenantId, planId });
  return { current: { planId, fingerprint }, ...comparePlans(before, now) };
};

/** What has become of every change of this plan. The caller has seen to it that the plan exists. */
export const readStale = async (store: Store, plan: PlanKey): Promise<StalePlan> =>
  compare(store, plan, await readRows(store, plan));

/** The error for somebody who approved a plan that was replaced: where to decide now, and how much of theirs stands. */
export const explainSuperseded = async (
  store: Store,
  plan: PlanKey,
  selection: Selection,
  cause: SyncError,
): Promise<SyncError> => {
  const before = await readRows(store, plan);
  const wanted = new Set(selectChanges(before, selection).map((row) => row.id));
  const { current, unchanged, moved } = await compare(store, plan, before);
  const theirs = moved.filter((row) => row.how === 'new' || wanted.has(row.rowId));
  return new SyncError(cause.code, cause.message, {
    cause,
    details: {
      current,
      unchanged: unchanged.filter((id) => wanted.has(id)).length,
      moved: theirs.slice(0, movedShown).map(({ rowId, name, how }) => ({ rowId, name, how })),
    },
  });
};
