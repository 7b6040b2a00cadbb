/** A person decides: everything is checked again on the server, then recorded together with the job that follows, or not at all. */
import {
  type Actor,
  type Approval,
  type CardDecisions,
  type Decision,
  type FirstApproval,
  type PlanRecord,
  requireApprovable,
  requireDecidable,
  type Selection,
  selectChanges,
} from './approval.ts';
import type { Directory } from './directory/directory.ts';
import { SyncError } from './errors.ts';
import type { SendJob } from './jobs/send.ts';
import { keepDecision, keepFirstApproval, untilKept } from './keep-decision.ts';
import type { Mobilo } from './mobilo/mobilo.ts';
import { isRemoval } from './plan/guard.ts';
import { withEffectiveOrders } from './plan/handover.ts';
import type { Change, Row } from './plan/plan.ts';
import { priceRows } from './plan/price.ts';
import { isSameApproval, needsSecond, requireOthersAccounts, requireReleased } from './release.ts';
import { mayDecide, type RoleReading, readRole, requireClearRole } from './roles.ts';
import type { Settings } from './settings.ts';
import { explainSuperseded } from './stale.ts';
import { appendAudit, findConnector } from './store/audit-log.ts';
import { type PlanKey, readAllRows } from './store/plan-rows.ts';
import { findPlan } from './store/plans.ts';
import type { Store } from './store/store.ts';
import { readSettings } from './store/tenants.ts';

export interface DecideTools {
  readonly store: Store;
  readonly directory: Directory;
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

export interface ApprovalInput extends DecisionInput {
  readonly selection: Selection;
  readonly cards: CardDecisions;
  /** What was typed to release held removals. */
  readonly confirmedRemovals?: number | null | undefined;
  /** Nobody pressed: it is done in this person's name. */
  readonly automatic?: boolean;
}

/** What is about to be approved, looked at from every side. */
interface Draft {
  readonly record: PlanRecord;
  readonly rows: readonly Row[];
  readonly changes: readonly Change[];
  readonly approval: Approval;
  readonly settings: Settings;
}

const draftApproval = async (tools: DecideTools, input: ApprovalInput): Promise<Draft> => {
  const record = await requireOpenPlan(tools, input);
  const rows: Row[] = [];
  for await (const row of readAllRows(tools.store, input.plan)) rows.push(row);
  const changes = selectChanges(rows, input.selection);
  const typed = record.summary.held && changes.some(isRemoval) ? (input.confirmedRemovals ?? null) : null;
  const approval: Approval = {
    action: 'approve',
    selection: input.selection,
    cards: choicesFor(changes, input.cards),
    confirmedRemovals: typed,
  };
  return { record, rows, changes, approval, settings: await readSettings(tools.store, input.plan.tenantId) };
};

/** The first approval, if this one completes it: it is of the same, and of somebody who still has a role. */
const findFirst = async (tools: DecideTools, draft: Draft, by: Actor): Promise<FirstApproval | null> => {
  const first = draft.record.firstApproval;
  if (!first || !isSameApproval(first, draft.approval, draft.rows)) return null;
  if (first.by.id === by.id)
    throw new SyncError(
      'second-person-needed',
      'You have approved these removals already. Another administrator or approver must approve the same.',
      { details: { by: by.name, at: first.at } },
    );
  const reading = await readRole(tools.directory, tools.mobilo, draft.settings, first.by.id);
  requireClearRole(reading);
  return mayDecide(reading) === 'yes' ? first : null;
};

const tryToApprove = async (tools: DecideTools, input: ApprovalInput): Promise<PlanRecord | null> => {
  const draft = await draftApproval(tools, input);
  const { record, changes, approval, settings } = draft;
  const { pools } = await tools.mobilo.readCredits();
  requireOthersAccounts(changes, input.by.id, await findConnector(tools.store, input.plan.tenantId));
  requireReleased(record.summary.held, changes, approval.confirmedRemovals, settings.release);
  requireApprovable(approval, changes, priceRows(withEffectiveOrders(changes, approval.cards), pools));
  const decided = { ...approval, by: input.by, at: new Date().toISOString() };
  const decision = { ...decided, automatic: input.automatic ?? false };
  if (!needsSecond(record.summary.held, changes, settings.release))
    return keepDecision(tools, input, decision, changes);
  const first = await findFirst(tools, draft, input.by);
  return first
    ? keepDecision(tools, input, decision, changes, first)
    : keepFirstApproval(tools, input, decided, changes, record.firstApproval);
};

/**
 * Throws what `requireDecidable`, `requireOthersAccounts`, `requireReleased` and `requireApprovable` throw; the credits
 * are read now, not remembered (R9). An approval of a plan that was replaced is told what moved (case 60). Where held removals need two people, the first one leaves the plan proposed, and
 * somebody who approves something else takes their place.
 */
export const approvePlan = async (tools: DecideTools, input: ApprovalInput): Promise<PlanRecord> => {
  try {
    return await untilKept(() => tryToApprove(tools, input));
  } catch (error) {
    if (!(error instanceof SyncError) || error.code !== 'plan-superseded') throw error;
    throw await explainSuperseded(tools.store, input.plan, input.selection, error);
  }
};

/** Throws what `requireDecidable` throws. */
export const rejectPlan = (
  tools: DecideTools,
  input: DecisionInput & { readonly reason: string | null },
): Promise<PlanRecord> =>
  untilKept(async () => {
    await requireOpenPlan(tools, input);
    const { by, reason } = input;
    const decision: Decision = { action: 'reject', reason: tidyReason(reason), by, at: new Date().toISOString() };
    return keepDecision(tools, input, decision, []);
  });

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
