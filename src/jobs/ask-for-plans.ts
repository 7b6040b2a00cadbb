import { isReadingDue } from '../quarantine.ts';
import type { Queryable, Store } from '../store/store.ts';
import { findConnectedTenants, findUnfinishedRuns } from '../store/sweep.ts';
import { lockTenant, readLastReading, readQuarantine, readSettings } from '../store/tenants.ts';
import { isUnderWay } from './attempts.ts';
import type { SendJob } from './send.ts';

const isDue = async (on: Queryable, tenantId: string, now: Date): Promise<boolean> => {
  const settings = await readSettings(on, tenantId);
  const [lastReading, quarantine] = [await readLastReading(on, tenantId), await readQuarantine(on, tenantId)];
  return isReadingDue(settings, lastReading, quarantine, now);
};

/**
 * Sends the job of every tenant whose schedule is due and whose Mobilo is connected. Several instances at once send
 * one; a tenant whose run is under way is read when that has finished.
 */
export const askForPlans = async (store: Store, send: SendJob, now: Date): Promise<void> => {
  const busy = new Set((await findUnfinishedRuns(store)).map(({ tenantId }) => tenantId));
  for (const tenantId of await findConnectedTenants(store)) {
    if (busy.has(tenantId) || !(await isDue(store, tenantId, now))) continue;
    await store.tx(async (tx) => {
      await lockTenant(tx, tenantId);
      if (!(await isDue(tx, tenantId, now)) || (await isUnderWay(tx, 'plan', tenantId))) return;
      await send(tx, 'plan', { tenantId, by: 'sync' });
    });
  }
};
