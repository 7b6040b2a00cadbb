/** The only queries across tenants: they find what is due, and return ids. Whoever acts on an id names its tenant. */
import { and, eq, inArray, isNotNull, isNull, lte } from 'drizzle-orm';
import type { PlanKey } from './plan-rows.ts';
import { plans, tenants } from './schema.ts';
import type { Queryable, Store } from './store.ts';

/** The tenants with a proposal whose time is over. */
export const findTenantsWithOverduePlans = async (on: Queryable, now: Date): Promise<readonly string[]> => {
  const due = and(eq(plans.state, 'proposed'), lte(plans.expiresAt, now));
  const found = await on.db.select({ tenantId: plans.tenantId }).from(plans).where(due);
  return found.map(({ tenantId }) => tenantId);
};

/** The runs that have neither finished nor stopped. */
export const findUnfinishedRuns = (on: Queryable): Promise<readonly PlanKey[]> =>
  on.db
    .select({ tenantId: plans.tenantId, planId: plans.id })
    .from(plans)
    .where(inArray(plans.runState, ['waiting', 'running']));

/** The tenants with a grant at Mobilo. */
export const findConnectedTenants = async (on: Queryable): Promise<readonly string[]> => {
  const found = await on.db.select({ id: tenants.id }).from(tenants).where(isNotNull(tenants.mobiloGrant));
  return found.map(({ id }) => id);
};

/** The tenants that have removed the app, and whose data is there yet. */
export const findDormantTenants = async (on: Queryable): Promise<readonly string[]> => {
  const dormant = and(isNotNull(tenants.dormantSince), isNull(tenants.erasedAt));
  const found = await on.db.select({ tenantId: tenants.id }).from(tenants).where(dormant);
  return found.map(({ tenantId }) => tenantId);
};

/** Frees every tenant: only for who knows that no other process works any more. Tokens stay, and fence the dead. */
export const releaseEveryLease = async (on: Queryable): Promise<void> => {
  await on.db.update(tenants).set({ leaseHolder: null, leaseUntil: null }).where(isNotNull(tenants.leaseHolder));
};

/** Clears away dead rows and counts the living, which a server does by itself and the embedded database does not. */
export const vacuum = async (store: Store): Promise<void> => {
  if (store.kind === 'embedded') await store.executeSql('vacuum analyze');
};
