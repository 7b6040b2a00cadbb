/** A person decides: everything is checked again on the server, then recorded together with the job that follows, or not at all. */
import {
  type Actor,
  type Approval,
  type CardDecisions,
  type Decision,
  type PlanRecord,
  requireApprovable,
  requireDecidable,
  type Selection,
  selectChanges,
} from './approval.ts';
import type { AuditEntry } from './audit.ts';
import { SyncError } from './errors.ts';
import type { SendJob } from './jobs/send.ts';
import type { Mobilo } from './mobilo/mobilo.ts';
import type { Change, Row } from './plan/plan.ts';
import { priceRows } from './plan/price.ts';
import { type RoleReading, requireClearRole } from './roles.ts';
import { appendAudit } from './store/audit-log.ts';
import { type PlanKey, readAllRows } from './store/plan-rows.ts';
import { findPlan, recordDecision } from './store/plans.ts';
import type { Store } from './store/store.ts';

export interface DecideTools {
  readonly store: Store;
  readonly mobilo: Mobilo;
  readonly send: SendJob;
}

interface DecisionInput {
  readonly plan: PlanKey;
  readonly fingerprint: string;
  readonly by: Actor;
  readonly readRole: () => Promise<RoleReading>;
}

/** The plan, or `plan-not-found`; also for another tenant's plan (law 7). */
export const requirePlan = async (store: Store, plan: PlanKey): Promise<PlanRecord> => {
  const record = await findPlan(store, plan);
  if (record) return record;
  throw new SyncError('plan-not-found', 'There is no such plan. Open the pending plan with "pending".');
};

const summarizeSelection = (changes: readonly Change[]): AuditEntry['data'] => {
  const count = (kind: Change['kind']): number => changes.filter((change) => change.kind === kind).length;
  return {
    joiners: count('joiner'),
    movers: count('mover'),
    leavers: count('leaver'),
    links: count('link'),
    deletions: count('deletion'),
  };
};

/** Compare and set: of two people who press at once, one decides and the other is told who did (case 59). */
const keepDecision = async (
  tools: DecideTools,
  input: DecisionInput,
  decision: Decision,
  total: number,
  data: AuditEntry['data'],
): Promise<PlanRecord> => {
  const { plan, fingerprint, by } = input;
  const kind = decision.action === 'approve' ? 'plan.approved' : 'plan.rejected';
  const record = await tools.store.tx(async (tx) => {
    const decided = await recordDecision(tx, { ...plan, fingerprint, decision, total });
    if (!decided) return null;
    await appendAudit(tx, [{ ...plan, kind, by: by.id, data: { ...data, fingerprint } }]);
    await tools.send(tx, 'cards', plan);
    if (decision.action === 'approve') await tools.send(tx, 'apply', plan);
    return decided;
  });
  if (record) return record;
  requireDecidable(await requirePlan(tools.store, plan), { fingerprint, role: 'approver', now: new Date() });
  throw new SyncError('busy', 'This plan changed while you decided. Open it and look again.', { retryAfter: 1 });
};

const requireOpenPlan = async (tools: DecideTools, input: DecisionInput): Promise<PlanRecord> => {
  const record = await requirePlan(tools.store, input.plan);
  const reading = await input.readRole();
  requireClearRole(reading);
  requireDecidable(record, { fingerprint: input.fingerprint, role: reading.role, now: new Date() });
  return record;
};

/** The choices for cards of the selected leavers; whatever else a client sent is not kept (law 9). */
const choicesFor = (changes: readonly Change[], { byCard, others }: CardDecisions): CardDecisions => {
  const ids = changes.flatMap((change) => (change.kind === 'leaver' ? change.cards.map((card) => card.id) : []));
  const chosen = ids.flatMap((id) => (Object.hasOwn(byCard, id) ? [[id, byCard[id]]] : []));
  return { byCard: Object.fromEntries(chosen), others };
};

/** A reason without what no database keeps; null when nothing is left of it. */
const tidyReason = (reason: string | null): string | null => reason?.replace(/\0|\p{Cs}/gu, '').trim() || null;

/** Throws what `requireDecidable` and `requireApprovable` throw; the credits are read now, not remembered (R9). */
export const approvePlan = async (
  tools: DecideTools,
  input: DecisionInput & { readonly selection: Selection; readonly cards: CardDecisions },
): Promise<PlanRecord> => {
  const record = await requireOpenPlan(tools, input);
  const rows: Row[] = [];
  for await (const row of readAllRows(tools.store, input.plan)) rows.push(row);
  const changes = selectChanges(rows, input.selection);
  const approval: Approval = { action: 'approve', selection: input.selection, cards: choicesFor(changes, input.cards) };
  const { pools } = await tools.mobilo.readCredits();
  requireApprovable(record, approval, changes, priceRows(changes, pools));
  const decision = { ...approval, by: input.by, at: new Date().toISOString() };
  return keepDecision(tools, input, decision, changes.length, summarizeSelection(changes));
};

/** Throws what `requireDecidable` throws. */
export const rejectPlan = async (
  tools: DecideTools,
  input: DecisionInput & { readonly reason: string | null },
): Promise<PlanRecord> => {
  await requireOpenPlan(tools, input);
  const decision: Decision = {
    action: 'reject',
    reason: tidyReason(input.reason),
    by: input.by,
    at: new Date().toISOString(),
  };
  return keepDecision(tools, input, decision, 0, {});
};

/** Sends a stopped run on its way again, on the role of whoever resumes it. */
export const resumeRun = async (tools: DecideTools, input: Omit<DecisionInput, 'fingerprint'>): Promise<PlanRecord> => {
  const record = await requirePlan(tools.store, input.plan);
  const reading = await input.readRole();
  requireClearRole(reading);
  if (reading.role === 'colleague')
    throw new SyncError('forbidden', 'Only an administrator or an approver may resume a run. Ask one of them.');
  if (record.run?.state !== 'stopped')
    throw new SyncError('plan-decided', 'This run has not stopped, so that there is nothing to resume.');
  await tools.store.tx(async (tx) => {
    const { plan, by } = input;
    await appendAudit(tx, [{ ...plan, kind: 'run.resumed', by: by.id, data: {} }]);
    await tools.send(tx, 'apply', { ...plan, resumedBy: by.id });
  });
  return record;
};
