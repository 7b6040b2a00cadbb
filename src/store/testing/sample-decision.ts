import type { Decision, PlanRecord } from '../../approval.ts';
import type { PlanKey } from '../plan-rows.ts';
import { recordDecision } from '../plans.ts';
import type { Store } from '../store.ts';

export const makeApproval = (name: string): Decision => ({
  action: 'approve',
  selection: 'all',
  cards: { byCard: {}, others: null },
  confirmedRemovals: null,
  automatic: false,
  by: { id: name.toLowerCase(), name },
  at: '2026-11-23T09:00:00.000Z',
});

/** Approves a sample plan, as if it had been about `total` rows. */
export const approveSample = (store: Store, plan: PlanKey, total = 1): Promise<PlanRecord | null> =>
  store.tx((tx) => recordDecision(tx, { ...plan, fingerprint: 'fingerprint', decision: makeApproval('Grace'), total }));
