import { eq } from 'drizzle-orm';
import { type KeptSubscriptions, noSubscriptions } from '../kept-subscriptions.ts';
import { tenants } from './schema.ts';
import type { Queryable } from './store.ts';

/** What the tenant has asked Microsoft Graph to tell. */
export const readSubscriptions = async (on: Queryable, tenantId: string): Promise<KeptSubscriptions> => {
  const [tenant] = await on.db
    .select({ subscriptions: tenants.subscriptions })
    .from(tenants)
    .where(eq(tenants.id, tenantId));
  return tenant?.subscriptions ?? noSubscriptions;
};

/** The client states in it are sealed by the caller. */
export const writeSubscriptions = async (
  on: Queryable,
  tenantId: string,
  subscriptions: KeptSubscriptions,
): Promise<void> => {
  await on.db.update(tenants).set({ subscriptions }).where(eq(tenants.id, tenantId));
};
