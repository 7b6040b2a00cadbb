/** Tenants that have removed the app: since when, and what is done about it. */
import { and, eq, isNotNull, isNull } from 'drizzle-orm';
import { tenants } from './schema.ts';
import type { Queryable } from './store.ts';

/** Puts the tenant to sleep; false when it slept already. */
export const fallAsleep = async (on: Queryable, tenantId: string, at: Date): Promise<boolean> => {
  const asleep = await on.db
    .update(tenants)
    .set({ dormantSince: at, erasedAt: null })
    .where(and(eq(tenants.id, tenantId), isNull(tenants.dormantSince)))
    .returning({ id: tenants.id });
  return asleep.length > 0;
};

/** Wakes the tenant; false when it was awake. */
export const wakeUp = async (on: Queryable, tenantId: string): Promise<boolean> => {
  const awake = await on.db
    .update(tenants)
    .set({ dormantSince: null, erasedAt: null })
    .where(and(eq(tenants.id, tenantId), isNotNull(tenants.dormantSince)))
    .returning({ id: tenants.id });
  return awake.length > 0;
};

/** Since when the tenant sleeps, and when its data was erased; null while it is awake. */
export const readDormancy = async (
  on: Queryable,
  tenantId: string,
): Promise<{ readonly since: Date; readonly erasedAt: Date | null } | null> => {
  const [tenant] = await on.db
    .select({ since: tenants.dormantSince, erasedAt: tenants.erasedAt })
    .from(tenants)
    .where(eq(tenants.id, tenantId));
  return tenant?.since ? { since: tenant.since, erasedAt: tenant.erasedAt } : null;
};
