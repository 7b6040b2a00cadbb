import type { SyncError } from './errors.ts';
import type { JobData } from './jobs/queues.ts';
import { type ProposeTools, proposePlan } from './propose.ts';
import { afterFailure, isReadingFault } from './quarantine.ts';
import type { Store } from './store/store.ts';
import { lockTenant, readQuarantine, writeQuarantine } from './store/tenants.ts';

const recordFailure = (store: Store, tenantId: string, error: SyncError): Promise<void> =>
  store.tx(async (tx) => {
    await lockTenant(tx, tenantId);
    await writeQuarantine(tx, tenantId, afterFailure(await readQuarantine(tx, tenantId), error, new Date()));
  });

/**
 * Proposes a plan. When a vendor is in the way that is remembered, logged, and no reason to try again at once: the
 * schedule comes back later, a person whenever they like (guard G6).
 */
export const proposeOrWait = async (
  tools: ProposeTools,
  { by, people }: Pick<JobData['plan'], 'by' | 'people'>,
  log: (error: unknown) => void,
): Promise<void> => {
  try {
    await proposePlan(tools, by, people);
  } catch (error) {
    if (!isReadingFault(error)) throw error;
    await recordFailure(tools.store, tools.directory.tenantId, error);
    log(error);
  }
};
