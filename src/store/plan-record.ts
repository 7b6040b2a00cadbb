import { desc, type SQL, sql } from 'drizzle-orm';
import type { PlanRecord, Run } from '../approval.ts';
import { plans, steps } from './schema.ts';
import type { Queryable } from './store.ts';

/** Rows all of whose steps have come to an end, counted in the ledger itself: those in it, less those with an open step. */
const done = sql<number>`case when exists (
    select 1 from ${steps} where ${steps.tenantId} = ${plans.tenantId} and ${steps.planId} = ${plans.id}
  ) then ${plans.runTotal} - (
    select count(distinct ${steps.rowId})::int from ${steps}
    where ${steps.tenantId} = ${plans.tenantId} and ${steps.planId} = ${plans.id}
      and ${steps.state} in ('planned', 'intended', 'sent')
  ) else 0 end`;

type PlanRow = typeof plans.$inferSelect;

const toRun = (row: PlanRow, rowsDone: number): Run | null =>
  row.runState && {
    state: row.runState,
    total: row.runTotal,
    done: rowsDone,
    startedAt: row.runStartedAt?.toISOString() ?? null,
    finishedAt: row.runFinishedAt?.toISOString() ?? null,
    stopped: row.runStopped,
  };

const toRecord = (row: PlanRow, rowsDone: number): PlanRecord => ({
  id: row.id,
  tenantId: row.tenantId,
  fingerprint: row.fingerprint,
  state: row.state,
  madeAt: row.madeAt.toISOString(),
  expiresAt: row.expiresAt.toISOString(),
  summary: row.summary,
  decision: row.decision,
  firstApproval: row.firstApproval,
  run: toRun(row, rowsDone),
});

/** The newest plan that fits, with how far its run has come; or null. */
export const readNewestRecord = async (on: Queryable, wanted: SQL | undefined): Promise<PlanRecord | null> => {
  const [found] = await on.db
    .select({ plan: plans, done: done.as('done') })
    .from(plans)
    .where(wanted)
    .orderBy(desc(plans.madeAt), desc(plans.id))
    .limit(1);
  return found ? toRecord(found.plan, found.done) : null;
};
