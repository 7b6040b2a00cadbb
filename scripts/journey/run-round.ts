/** One round: a plan waits, it is approved in the chat, applied, and a second plan shows that nothing is left. */

import { waitUntil } from '../../bot/development/wait-until.ts';
import type { Receipt } from '../../src/apply/receipt.ts';
import type { PlanRecord } from '../../src/approval.ts';
import { changeKinds } from '../../src/plan/plan.ts';
import { approveInChat } from './decide-in-chat.ts';
import type { Tenant } from './tenant.ts';

interface OptionalPlan {
  readonly plan: PlanRecord | null;
}

export interface Round {
  readonly plan: PlanRecord;
  readonly approval: PlanRecord['decision'];
  readonly receipt: Receipt;
  readonly secondPlan: PlanRecord;
  /** Milliseconds. */
  readonly timings: { readonly decide: number; readonly apply: number; readonly secondPlan: number };
}

export const countChanges = ({ summary }: PlanRecord): number =>
  changeKinds.reduce((sum, kind) => sum + summary.counts[kind], 0);

export const waitForPending = (tenant: Tenant): Promise<PlanRecord> =>
  waitUntil('a pending plan', async () => (await tenant.get<OptionalPlan>('/plans/pending')).plan);

const waitForEnd = (tenant: Tenant, planId: string): Promise<PlanRecord> =>
  waitUntil(
    'the end of the run',
    async () => {
      const record = await tenant.get<PlanRecord>(`/plans/${planId}`);
      return record.run?.state === 'finished' || record.run?.state === 'stopped' ? record : null;
    },
    { seconds: 600 },
  );

/** A plan newer than this one. The run that ended has asked for it. */
const waitForNext = (tenant: Tenant, { id }: PlanRecord): Promise<PlanRecord> =>
  waitUntil('the plan after the run', async () => {
    const { plan } = await tenant.get<OptionalPlan>('/plans/latest');
    return plan && plan.id !== id ? plan : null;
  });

const stopwatch = () => {
  let last = performance.now();
  return (): number => {
    const elapsed = performance.now() - last;
    last = performance.now();
    return Math.round(elapsed);
  };
};

/** `meanwhile` happens as soon as the plan is approved. */
export const runRound = async (
  tenant: Tenant,
  plan: PlanRecord,
  meanwhile: () => Promise<void> = async () => {},
): Promise<Round> => {
  const lap = stopwatch();
  await approveInChat(tenant.chat, plan.id);
  const decide = lap();
  await meanwhile();
  const ended = await waitForEnd(tenant, plan.id);
  const apply = lap();
  const receipt = await tenant.get<Receipt>(`/plans/${plan.id}/receipt`);
  const secondPlan = await waitForNext(tenant, plan);
  return { plan, approval: ended.decision, receipt, secondPlan, timings: { decide, apply, secondPlan: lap() } };
};
