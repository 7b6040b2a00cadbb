import { type Approval, type Decision, type PlanRecord, selectChanges } from '../approval.ts';
import { withEffectiveOrders } from '../plan/handover.ts';
import type { Change, Row } from '../plan/plan.ts';
import { appendAudit } from '../store/audit-log.ts';
import { type PlanKey, readAllRows } from '../store/plan-rows.ts';
import { type RunKey, startRun } from '../store/plan-runs.ts';
import { insertSteps, readSteps, type Step } from '../store/steps.ts';
import type { Queryable } from '../store/store.ts';
import { Ledger } from './ledger.ts';
import { leaseLost, Run, type RunTools } from './run.ts';
import { stepsOf } from './steps-of.ts';

export type ApprovedPlan = PlanRecord & {
  readonly decision: Approval & Decision;
  readonly run: NonNullable<PlanRecord['run']>;
};

export const isApproved = (record: PlanRecord | null): record is ApprovedPlan =>
  record?.decision?.action === 'approve' && record.run !== null;

/** Every step of a plan, in the order of execution. */
export const readAllSteps = async (on: Queryable, plan: PlanKey): Promise<readonly Step[]> => {
  const steps: Step[] = [];
  for (;;) {
    const page = await readSteps(on, plan, { after: steps.at(-1)?.position });
    if (page.length === 0) return steps;
    steps.push(...page);
  }
};

/** The approved rows of a plan with what they really order, in the plan's order. */
export const readApprovedChanges = async (on: Queryable, record: ApprovedPlan): Promise<readonly Change[]> => {
  const rows: Row[] = [];
  for await (const row of readAllRows(on, { tenantId: record.tenantId, planId: record.id })) rows.push(row);
  const { selection, cards } = record.decision;
  return withEffectiveOrders(selectChanges(rows, selection), cards);
};

/** Opens the ledger of a run; the first time it is written, in the transaction that starts the run. */
export const openRun = async (tools: RunTools, key: RunKey, record: ApprovedPlan): Promise<Run> => {
  const { store, send } = tools;
  const { tenantId, planId } = key;
  const changes = await readApprovedChanges(store, record);
  await store.tx(async (tx) => {
    await insertSteps(tx, key, stepsOf(planId, changes, record.decision.cards));
    if (!(await startRun(tx, key, new Date()))) throw leaseLost();
    if (record.run.state === 'running') return;
    const data = { rows: changes.length, again: record.run.state === 'stopped' };
    await appendAudit(tx, [{ tenantId, planId, by: 'sync', kind: 'run.started', data }]);
    await send(tx, 'cards', { tenantId, planId });
  });
  return new Run(tools, key, new Ledger(changes, await readAllSteps(store, key)));
};
