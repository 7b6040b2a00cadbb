/** The ledger: what a run is about to do, and what came of it, one line a step, written before the effect (law 4). */
import { and, asc, count, eq, gt, inArray } from 'drizzle-orm';
import { type StepKind, type StepState, stepStates } from '../apply/receipt.ts';
import type { PlanKey } from './plan-rows.ts';
import type { RunKey } from './plan-runs.ts';
import { plans, steps } from './schema.ts';
import type { Queryable, Tx } from './store.ts';

const batchSize = 1000;

/** States that a step does not stay in: what is found in them after a crash has to be looked up or done. */
export const openStates = ['planned', 'intended', 'sent'] as const satisfies readonly StepState[];

/** A step as it is planned. `key` is the same whenever the same step of the same plan is made. */
export interface NewStep {
  readonly rowId: string;
  readonly kind: StepKind;
  /** The card, account or order it is about, where that is known before. */
  readonly target: string | null;
  readonly key: string;
}

export interface Step extends NewStep {
  /** 0, 1, 2, ...: the order of execution. */
  readonly position: number;
  readonly state: StepState;
  /** What Mobilo called the result: an account, card or order id. */
  readonly reference: string | null;
  /** A sentence, unless confirmed. */
  readonly why: string | null;
}

/** What became of one step. */
export type StepResult = Pick<Step, 'position' | 'state' | 'reference' | 'why'>;

const ofPlan = ({ tenantId, planId }: PlanKey) => and(eq(steps.tenantId, tenantId), eq(steps.planId, planId));

const insertBatch = async (tx: Tx, { tenantId, planId }: PlanKey, from: number, batch: readonly NewStep[]) => {
  await tx.executeSql(
    `insert into steps (tenant_id, plan_id, state, position, row_id, kind, target, key)
     select $1, $2, 'planned', * from unnest($3::int[], $4::text[], $5::text[], $6::text[], $7::text[])
     on conflict (plan_id, position) do nothing`,
    [
      tenantId,
      planId,
      batch.map((_, index) => from + index),
      batch.map((step) => step.rowId),
      batch.map((step) => step.kind),
      batch.map((step) => step.target),
      batch.map((step) => step.key),
    ],
  );
};

/**
 * Writes the ledger of a run, from the first step to the last; it says how many rows the run is about. The same steps
 * a second time change nothing, whatever has become of them.
 */
export const insertSteps = async (tx: Tx, plan: PlanKey, all: readonly NewStep[]): Promise<void> => {
  for (let from = 0; from < all.length; from += batchSize)
    await insertBatch(tx, plan, from, all.slice(from, from + batchSize));
  const runTotal = new Set(all.map(({ rowId }) => rowId)).size;
  await tx.db
    .update(plans)
    .set({ runTotal })
    .where(and(eq(plans.tenantId, plan.tenantId), eq(plans.id, plan.planId)));
};

/** Which steps: after a position, in some states. */
export interface StepQuery {
  readonly after?: number | undefined;
  readonly states?: readonly StepState[] | undefined;
  readonly limit?: number | undefined;
}

/** The next steps in the order of execution: 1000 of any state, unless the query says otherwise. */
export const readSteps = (on: Queryable, plan: PlanKey, query: StepQuery = {}): Promise<readonly Step[]> => {
  const { after = -1, states = stepStates, limit = batchSize } = query;
  return on.db
    .select({
      position: steps.position,
      rowId: steps.rowId,
      kind: steps.kind,
      state: steps.state,
      target: steps.target,
      key: steps.key,
      reference: steps.reference,
      why: steps.why,
    })
    .from(steps)
    .where(and(ofPlan(plan), gt(steps.position, after), inArray(steps.state, [...states])))
    .orderBy(asc(steps.position))
    .limit(limit);
};

/** How many steps are in each state. */
export const countSteps = async (on: Queryable, plan: PlanKey): Promise<Readonly<Record<StepState, number>>> => {
  const found = await on.db
    .select({ state: steps.state, count: count() })
    .from(steps)
    .where(ofPlan(plan))
    .groupBy(steps.state);
  const counts = Object.fromEntries(stepStates.map((state) => [state, 0])) as Record<StepState, number>;
  for (const { state, count } of found) counts[state] = count;
  return counts;
};

/**
 * Writes results in one statement, and returns the positions it wrote. Steps that have come to an end stay as they
 * are. With a fence that is not the newest it writes nothing: whoever gets an empty answer has lost the lease.
 */
export const recordResults = async (
  on: Queryable,
  { tenantId, planId, fence }: RunKey,
  results: readonly StepResult[],
): Promise<readonly number[]> => {
  const { rows } = await on.executeSql(
    `with lease as (select 1 from tenants where id = $1 and lease_token = $3 for no key update)
     update steps set state = result.state, reference = coalesce(result.reference, steps.reference),
       why = result.why, fence = $3, updated_at = clock_timestamp()
     from unnest($4::int[], $5::text[], $6::text[], $7::text[]) as result (position, state, reference, why)
     where steps.tenant_id = $1 and steps.plan_id = $2 and steps.position = result.position
       and steps.position = any ($4::int[]) and steps.state not in ('confirmed', 'failed', 'skipped') and exists (select 1 from lease)
     returning steps.position`,
    [
      tenantId,
      planId,
      fence,
      results.map((result) => result.position),
      results.map((result) => result.state),
      results.map((result) => result.reference),
      results.map((result) => result.why),
    ],
  );
  return rows.map((row) => Number(row.position)).sort((a, b) => a - b);
};

const mark = (state: StepState) => (on: Queryable, run: RunKey, positions: readonly number[]) =>
  recordResults(
    on,
    run,
    positions.map((position) => ({ position, state, reference: null, why: null })),
  );

/** Says, before any call, that these steps are about to be done. Returns the positions it wrote, like `recordResults`. */
export const markIntended = mark('intended');

/** Says that the calls of these steps have gone out. Returns the positions it wrote, like `recordResults`. */
export const markSent = mark('sent');
