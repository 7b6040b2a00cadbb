/** One run and one planning per tenant at a time. The token only grows: it fences what the lease's holder writes. */
import { and, eq, isNotNull, sql } from 'drizzle-orm';
import { tenants } from './schema.ts';
import type { Queryable, Tx } from './store.ts';

/** The database's clock, which all instances share. `now()` would stand still inside a transaction. */
const after = (seconds: number) => sql`clock_timestamp() + make_interval(secs => ${seconds})`;

/**
 * Takes the tenant for `seconds`, or null when another holder has it. The holder's own lease may be taken again.
 * The number is the fencing token: writes with a smaller one are refused from now on.
 */
export const acquireLease = async (
  on: Queryable,
  tenantId: string,
  holder: string,
  seconds: number,
): Promise<number | null> => {
  const free = sql`(${tenants.leaseUntil} is null or ${tenants.leaseUntil} <= clock_timestamp() or ${tenants.leaseHolder} = ${holder})`;
  const [lease] = await on.db
    .update(tenants)
    .set({ leaseHolder: holder, leaseUntil: after(seconds), leaseToken: sql`${tenants.leaseToken} + 1` })
    .where(and(eq(tenants.id, tenantId), free))
    .returning({ token: tenants.leaseToken });
  return lease?.token ?? null;
};

const held = (tenantId: string, fence: number) => and(eq(tenants.id, tenantId), eq(tenants.leaseToken, fence));

/** Keeps the lease for `seconds` from now. False when it was released, or somebody else has taken it: stop at once. */
export const renewLease = async (on: Queryable, tenantId: string, fence: number, seconds: number): Promise<boolean> => {
  const renewed = await on.db
    .update(tenants)
    .set({ leaseUntil: after(seconds) })
    .where(and(held(tenantId, fence), isNotNull(tenants.leaseHolder)))
    .returning({ id: tenants.id });
  return renewed.length > 0;
};

/** Gives the lease back. Does nothing when it is somebody else's by now. */
export const releaseLease = async (on: Queryable, tenantId: string, fence: number): Promise<void> => {
  await on.db.update(tenants).set({ leaseHolder: null, leaseUntil: null }).where(held(tenantId, fence));
};

/** Locks the tenant, and says whether the fence is still the newest: until the transaction ends it stays the answer. */
export const holdLease = async (tx: Tx, tenantId: string, fence: number): Promise<boolean> => {
  const rows = await tx.db.select({ id: tenants.id }).from(tenants).where(held(tenantId, fence)).for('no key update');
  return rows.length > 0;
};
