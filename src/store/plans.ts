import { and, eq, gt, lte, type SQL, sql } from 'drizzle-orm';
import type { Decision, FirstApproval, PlanRecord } from '../approval.ts';
import type { PlanSummary, Row, RowKind, SyncPlan } from '../plan/plan.ts';
import { readNewestRecord } from './plan-record.ts';
import { insertRows, type PlanKey } from './plan-rows.ts';
import { plans } from './schema.ts';
import type { Queryable, Tx } from './store.ts';
import { ensureTenant, lockTenant } from './tenants.ts';

/** How many names of each kind a card shows. */
const topCount = 8;

const top = <K extends RowKind>(rows: readonly Row[], kind: K): Extract<Row, { kind: K }>[] =>
  rows.filter((row): row is Extract<Row, { kind: K }> => row.kind === kind).slice(0, topCount);

const summarize = ({ rows, ...rest }: SyncPlan): PlanSummary => ({
  ...rest,
  top: { joiners: top(rows, 'joiner'), movers: top(rows, 'mover'), leavers: top(rows, 'leaver') },
});

const thisPlan = ({ tenantId, planId }: PlanKey) => and(eq(plans.tenantId, tenantId), eq(plans.id, planId));
const proposed = (tenantId: string) => and(eq(plans.tenantId, tenantId), eq(plans.state, 'proposed'));
const uuid = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

/** The plan, whatever has become of it. Null for another tenant's plan, and for what is no id at all. */
export const findPlan = async (on: Queryable, plan: PlanKey): Promise<PlanRecord | null> =>
  uuid.test(plan.planId) ? readNewestRecord(on, thisPlan(plan)) : null;

/** The plan that waits for a decision. There is never more than one. */
export const findPending = (on: Queryable, tenantId: string): Promise<PlanRecord | null> =>
  readNewestRecord(on, proposed(tenantId));

/** The newest plan whose run has stopped and waits for somebody to resume it. */
export const findStopped = (on: Queryable, tenantId: string): Promise<PlanRecord | null> =>
  readNewestRecord(on, and(eq(plans.tenantId, tenantId), eq(plans.runState, 'stopped')));

/** The newest plan in any state. */
export const findLatest = (on: Queryable, tenantId: string): Promise<PlanRecord | null> =>
  readNewestRecord(on, eq(plans.tenantId, tenantId));

/** A plan as it was made, to be kept. */
export interface NewPlan {
  readonly plan: SyncPlan;
  readonly fingerprint: string;
  readonly madeAt: Date;
  readonly expiresAt: Date;
}

/** Keeps a plan as the one proposal of its tenant. `superseded` names the proposals it replaces, for their cards. */
export const insertPlan = async (
  tx: Tx,
  { plan, fingerprint, madeAt, expiresAt }: NewPlan,
): Promise<{ readonly planId: string; readonly superseded: readonly string[] }> => {
  const { tenantId } = plan;
  await ensureTenant(tx, tenantId);
  await lockTenant(tx, tenantId);
  const superseded = await tx.db
    .update(plans)
    .set({ state: 'superseded' })
    .where(proposed(tenantId))
    .returning({ id: plans.id });
  const planId = crypto.randomUUID();
  const summary = summarize(plan);
  await tx.db
    .insert(plans)
    .values({ id: planId, tenantId, fingerprint, state: 'proposed', madeAt, expiresAt, summary });
  await insertRows(tx, { tenantId, planId }, plan.rows);
  return { planId, superseded: superseded.map(({ id }) => id) };
};

/** A plan as somebody looked at it before they decided. */
interface Seen extends PlanKey {
  readonly fingerprint: string;
  readonly at: Date;
}

const isOpen = ({ fingerprint, at, ...key }: Seen): SQL | undefined =>
  and(thisPlan(key), eq(plans.state, 'proposed'), eq(plans.fingerprint, fingerprint), gt(plans.expiresAt, at));

const hasFirst = (first: FirstApproval | null): SQL =>
  sql`${plans.firstApproval} is not distinct from ${first && JSON.stringify(first)}::jsonb`;

/** What a person decided, on which plan, seen with which fingerprint. `total`: how many rows an approval is about. */
export interface NewDecision extends PlanKey {
  readonly fingerprint: string;
  readonly decision: Decision;
  readonly total: number;
  /** The first approval that this one completes, where two people are needed; null: it stands alone. */
  readonly first?: FirstApproval | null;
}

/**
 * Records the decision if the plan is still proposed, unexpired and the one that was looked at; else null, and
 * nothing changes. Of several people deciding at once, one gets the record and the others null. An approved plan's
 * run begins as `waiting`.
 */
export const recordDecision = async (tx: Tx, input: NewDecision): Promise<PlanRecord | null> => {
  const { decision, total, fingerprint, first = null, ...key } = input;
  await lockTenant(tx, key.tenantId);
  const approved = decision.action === 'approve';
  const seen = isOpen({ ...key, fingerprint, at: new Date(decision.at) });
  const decided = await tx.db
    .update(plans)
    .set({
      state: approved ? 'approved' : 'rejected',
      decision,
      firstApproval: first,
      runState: approved ? 'waiting' : null,
      runTotal: approved ? total : 0,
    })
    .where(first ? and(seen, hasFirst(first)) : seen)
    .returning({ id: plans.id });
  return decided.length > 0 ? findPlan(tx, key) : null;
};

/** Records the first of two approvals in the place of `before`; null when that is no longer the one, as in `recordDecision`. */
export const recordFirstApproval = async (
  tx: Tx,
  input: PlanKey & {
    readonly fingerprint: string;
    readonly first: FirstApproval;
    readonly before: FirstApproval | null;
  },
): Promise<PlanRecord | null> => {
  const { first, before, fingerprint, ...key } = input;
  await lockTenant(tx, key.tenantId);
  const seen = isOpen({ ...key, fingerprint, at: new Date(first.at) });
  const recorded = await tx.db
    .update(plans)
    .set({ firstApproval: first })
    .where(and(seen, hasFirst(before)))
    .returning({ id: plans.id });
  return recorded.length > 0 ? findPlan(tx, key) : null;
};

/** Ends the tenant's proposal when its time is over. Returns the ids of the plans that expired just now. */
export const expirePlans = async (tx: Tx, tenantId: string, now: Date): Promise<readonly string[]> => {
  await lockTenant(tx, tenantId);
  const expired = await tx.db
    .update(plans)
    .set({ state: 'expired' })
    .where(and(proposed(tenantId), lte(plans.expiresAt, now)))
    .returning({ id: plans.id });
  return expired.map(({ id }) => id);
};
