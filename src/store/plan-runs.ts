import { and, eq, inArray, type SQL, sql } from 'drizzle-orm';
import type { PlanRecord, RunState } from '../approval.ts';
import { holdLease } from './leases.ts';
import type { PlanKey } from './plan-rows.ts';
import { findPlan } from './plans.ts';
import { plans } from './schema.ts';
import type { Tx } from './store.ts';

/** The run of an approved plan, and the fencing token of the lease under which it is written. */
export interface RunKey extends PlanKey {
  readonly fence: number;
}

interface RunChange {
  readonly runState: RunState;
  readonly runStartedAt?: Date | SQL | null;
  readonly runFinishedAt?: Date | null;
  readonly runStopped?: string | null;
}

/** The new record; or null when the lease is lost or the run is in none of the states `from`, and nothing changes. */
const changeRun = async (tx: Tx, run: RunKey, from: RunState[], change: RunChange): Promise<PlanRecord | null> => {
  if (!(await holdLease(tx, run.tenantId, run.fence))) return null;
  const changed = await tx.db
    .update(plans)
    .set(change)
    .where(and(eq(plans.tenantId, run.tenantId), eq(plans.id, run.planId), inArray(plans.runState, from)))
    .returning({ id: plans.id });
  return changed.length > 0 ? findPlan(tx, run) : null;
};

/** Waiting, or stopped before: running from now. A run that is under way keeps the moment it began. */
export const startRun = (tx: Tx, run: RunKey, at: Date): Promise<PlanRecord | null> =>
  changeRun(tx, run, ['waiting', 'running', 'stopped'], {
    runState: 'running',
    runStartedAt: sql`coalesce(${plans.runStartedAt}, ${at.toISOString()}::timestamptz)`,
    runFinishedAt: null,
    runStopped: null,
  });

/** Every step has come to an end. */
export const finishRun = (tx: Tx, run: RunKey, at: Date): Promise<PlanRecord | null> =>
  changeRun(tx, run, ['running'], { runState: 'finished', runFinishedAt: at });

/** The run cannot go on. `sentence` says why, and what to do next. */
export const stopRun = (tx: Tx, run: RunKey, at: Date, sentence: string): Promise<PlanRecord | null> =>
  changeRun(tx, run, ['waiting', 'running'], { runState: 'stopped', runFinishedAt: at, runStopped: sentence });
