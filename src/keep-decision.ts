/** Writes down what was decided, together with the jobs that follow and the trail, or nothing (case 59). */
import type { Decision, FirstApproval, PlanRecord } from './approval.ts';
import type { AuditEntry } from './audit.ts';
import { SyncError } from './errors.ts';
import type { SendJob } from './jobs/send.ts';
import type { Change, ChangeKind } from './plan/plan.ts';
import { appendAudit } from './store/audit-log.ts';
import type { PlanKey } from './store/plan-rows.ts';
import { recordDecision, recordFirstApproval } from './store/plans.ts';
import type { Store } from './store/store.ts';

interface KeepTools {
  readonly store: Store;
  readonly send: SendJob;
}

/** How many rows of each kind; for the trail. */
export const summarizeSelection = (changes: readonly Change[]): AuditEntry['data'] => {
  const count = (kind: ChangeKind): number => changes.filter((change) => change.kind === kind).length;
  return {
    joiners: count('joiner'),
    movers: count('mover'),
    leavers: count('leaver'),
    links: count('link'),
    deletions: count('deletion'),
  };
};

const releaseOf = (decision: Decision, first: FirstApproval | null): AuditEntry['data'] => ({
  ...(decision.action === 'approve' &&
    decision.confirmedRemovals !== null && { confirmedRemovals: decision.confirmedRemovals }),
  ...(decision.action === 'approve' && decision.automatic && { automatic: true }),
  ...(first && { first: first.by.id }),
});

/** Compare and set: of two people who press at once, one decides; for the other it is null. */
export const keepDecision = (
  { store, send }: KeepTools,
  seen: { readonly plan: PlanKey; readonly fingerprint: string },
  decision: Decision,
  changes: readonly Change[],
  first: FirstApproval | null = null,
): Promise<PlanRecord | null> => {
  const { plan, fingerprint } = seen;
  const approved = decision.action === 'approve';
  return store.tx(async (tx) => {
    const decided = await recordDecision(tx, { ...plan, fingerprint, decision, first, total: changes.length });
    if (!decided) return null;
    const counts = approved ? summarizeSelection(changes) : {};
    const data = { ...counts, ...releaseOf(decision, first), fingerprint };
    await appendAudit(tx, [{ ...plan, kind: approved ? 'plan.approved' : 'plan.rejected', by: decision.by.id, data }]);
    await send(tx, 'cards', plan);
    if (approved) await send(tx, 'apply', plan);
    return decided;
  });
};

/** The plan stays proposed. Null when somebody else approved first in the meantime. */
export const keepFirstApproval = (
  { store, send }: KeepTools,
  seen: { readonly plan: PlanKey; readonly fingerprint: string },
  approval: Omit<FirstApproval, 'replaces'>,
  changes: readonly Change[],
  before: FirstApproval | null,
): Promise<PlanRecord | null> => {
  const { plan, fingerprint } = seen;
  const first: FirstApproval = { ...approval, replaces: before?.by ?? null };
  return store.tx(async (tx) => {
    const recorded = await recordFirstApproval(tx, { ...plan, fingerprint, first, before });
    if (!recorded) return null;
    const data = { ...summarizeSelection(changes), replaces: before?.by.id ?? null, fingerprint };
    await appendAudit(tx, [{ ...plan, kind: 'plan.first-approved', by: first.by.id, data }]);
    await send(tx, 'cards', plan);
    return recorded;
  });
};

/** Tries again when somebody else was quicker: a plan that they decided on tells so itself. */
export const untilKept = async (attempt: () => Promise<PlanRecord | null>): Promise<PlanRecord> => {
  for (let left = 3; left > 0; left -= 1) {
    const kept = await attempt();
    if (kept) return kept;
  }
  throw new SyncError('busy', 'This plan changed while you decided. Open it and look again.', { retryAfter: 1 });
};
