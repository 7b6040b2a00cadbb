/** What becomes of a tenant that removes the app, and of one that takes it back (case 58). Accounts in Mobilo stay. */
import type { SendJob } from './jobs/send.ts';
import { appendAudit } from './store/audit-log.ts';
import { conversationsOf } from './store/conversations.ts';
import { fallAsleep, readDormancy, wakeUp } from './store/dormancy.ts';
import { type Erased, eraseTenant, isRunOpen } from './store/erase.ts';
import type { Store, Tx } from './store/store.ts';
import { readSubscriptions, writeSubscriptions } from './store/subscriptions.ts';
import { findDormantTenants } from './store/sweep.ts';
import { ensureTenant, lockTenant, readMobiloGrant, readSettings } from './store/tenants.ts';

const day = 24 * 3_600_000;

/** Where the app is, as one tenant tells it. `by`: the Entra object id of whoever did it, or `sync`. */
export interface Presence {
  /** The app was removed from a conversation. After the last one the tenant sleeps: no schedule, no notifications. */
  leave(conversationId: string, by: string): Promise<void>;
  /** The app is somewhere. A tenant that slept wakes up, and its directory is read. */
  arrive(by: string): Promise<void>;
}

/** The next upkeep need not wait for its hour: what it has to do has changed. */
const hastenUpkeep = async (tx: Tx, tenantId: string): Promise<void> =>
  writeSubscriptions(tx, tenantId, { ...(await readSubscriptions(tx, tenantId)), failures: 0, nextAt: null });

const leave = async (tx: Tx, tenantId: string, conversationId: string, by: string): Promise<void> => {
  await ensureTenant(tx, tenantId);
  await lockTenant(tx, tenantId);
  const conversations = conversationsOf(tx, tenantId);
  const known = (await conversations.find(conversationId)) !== null;
  await conversations.remove(conversationId);
  if (!known || (await conversations.list()).length > 0) return;
  if (!(await fallAsleep(tx, tenantId, new Date()))) return;
  await hastenUpkeep(tx, tenantId);
  await appendAudit(tx, [{ tenantId, kind: 'app.removed', by, planId: null, data: {} }]);
};

const arrive = async (tx: Tx, tenantId: string, by: string, send: SendJob): Promise<void> => {
  await lockTenant(tx, tenantId);
  if (!(await wakeUp(tx, tenantId))) return;
  await hastenUpkeep(tx, tenantId);
  await appendAudit(tx, [{ tenantId, kind: 'app.installed', by, planId: null, data: {} }]);
  if ((await readMobiloGrant(tx, tenantId)) !== null) await send(tx, 'plan', { tenantId, by: 'sync' });
};

export const presenceOf = (store: Store, send: SendJob, tenantId: string): Presence => ({
  leave: (conversationId, by) => store.tx((tx) => leave(tx, tenantId, conversationId, by)),
  arrive: async (by) => {
    if ((await readDormancy(store, tenantId)) !== null) await store.tx((tx) => arrive(tx, tenantId, by, send));
  },
});

/** Erases the tenant's data when it has slept for its retention time, once; null when that is not so. */
const eraseWhenDue = async (tx: Tx, tenantId: string, now: Date): Promise<Erased | null> => {
  await lockTenant(tx, tenantId);
  const dormancy = await readDormancy(tx, tenantId);
  const { retentionDays } = await readSettings(tx, tenantId);
  const isDue = dormancy !== null && dormancy.since.getTime() + retentionDays * day <= now.getTime();
  if (!isDue || dormancy.erasedAt !== null || (await isRunOpen(tx, tenantId))) return null;
  const erased = await eraseTenant(tx, tenantId, now);
  await appendAudit(tx, [{ tenantId, kind: 'data.erased', by: 'sync', planId: null, data: { ...erased } }]);
  return erased;
};

/** Erases the directory data of every tenant that removed the app long enough ago. Gives the tenants it did that for. */
export const eraseDormantTenants = async (store: Store, now: Date): Promise<readonly string[]> => {
  const erased: string[] = [];
  for (const tenantId of await findDormantTenants(store))
    if (await store.tx((tx) => eraseWhenDue(tx, tenantId, now))) erased.push(tenantId);
  return erased;
};
