import { eq } from 'drizzle-orm';
import { defaultSettings, type Settings } from '../settings.ts';
import type { Quarantine, Watermark } from '../watermark.ts';
import { tenants } from './schema.ts';
import type { Queryable, Tx } from './store.ts';

/** Makes the tenant known; a tenant that is known already stays as it is. */
export const ensureTenant = async (on: Queryable, tenantId: string): Promise<void> => {
  await on.db.insert(tenants).values({ id: tenantId }).onConflictDoNothing();
};

/**
 * Holds the tenant's row until the transaction ends. Everything that writes a tenant's plans, steps or audit trail
 * does this first: writers of one tenant take turns, and can never wait for one another in a circle.
 */
export const lockTenant = async (tx: Tx, tenantId: string): Promise<void> => {
  await tx.db.select({ id: tenants.id }).from(tenants).where(eq(tenants.id, tenantId)).for('no key update');
};

/** The tenant's settings; what it never saved is as in `defaultSettings`. */
export const readSettings = async (on: Queryable, tenantId: string): Promise<Settings> => {
  const [tenant] = await on.db.select({ settings: tenants.settings }).from(tenants).where(eq(tenants.id, tenantId));
  return { ...defaultSettings, ...tenant?.settings };
};

export const saveSettings = async (on: Queryable, tenantId: string, settings: Settings): Promise<void> => {
  await on.db
    .insert(tenants)
    .values({ id: tenantId, settings })
    .onConflictDoUpdate({ target: tenants.id, set: { settings } });
};

/** The grant at Mobilo as it was written, which is encrypted; null when Mobilo is not connected. */
export const readMobiloGrant = async (on: Queryable, tenantId: string): Promise<string | null> => {
  const [tenant] = await on.db.select({ grant: tenants.mobiloGrant }).from(tenants).where(eq(tenants.id, tenantId));
  return tenant?.grant ?? null;
};

/** Keeps the grant, which the caller has encrypted; null forgets it. */
export const writeMobiloGrant = async (on: Queryable, tenantId: string, grant: string | null): Promise<void> => {
  await on.db
    .insert(tenants)
    .values({ id: tenantId, mobiloGrant: grant })
    .onConflictDoUpdate({ target: tenants.id, set: { mobiloGrant: grant } });
};

/** When the directory was last read to the end; null when it never was. */
export const readLastReading = async (on: Queryable, tenantId: string): Promise<Date | null> => {
  const [tenant] = await on.db.select({ at: tenants.lastReadingAt }).from(tenants).where(eq(tenants.id, tenantId));
  return tenant?.at ?? null;
};

/** The readings that failed one after the other; null when the last one succeeded (guard G6). */
export const readQuarantine = async (on: Queryable, tenantId: string): Promise<Quarantine | null> => {
  const [tenant] = await on.db.select({ kept: tenants.quarantine }).from(tenants).where(eq(tenants.id, tenantId));
  return tenant?.kept ?? null;
};

export const writeQuarantine = async (on: Queryable, tenantId: string, quarantine: Quarantine): Promise<void> => {
  await on.db.update(tenants).set({ quarantine }).where(eq(tenants.id, tenantId));
};

/** Remembers that the directory has been read to the end, which ends a quarantine. */
export const touchReading = async (on: Queryable, tenantId: string, at: Date): Promise<void> => {
  await on.db.update(tenants).set({ lastReadingAt: at, quarantine: null }).where(eq(tenants.id, tenantId));
};

/** Where the next reading may go on from; null when it must be a full one. */
export const readWatermark = async (on: Queryable, tenantId: string): Promise<Watermark | null> => {
  const [tenant] = await on.db.select({ watermark: tenants.watermark }).from(tenants).where(eq(tenants.id, tenantId));
  return tenant?.watermark ?? null;
};

export const writeWatermark = async (on: Queryable, tenantId: string, watermark: Watermark): Promise<void> => {
  await on.db.update(tenants).set({ watermark }).where(eq(tenants.id, tenantId));
};
