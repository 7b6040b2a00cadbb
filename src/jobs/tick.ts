import { appendAudit } from '../store/audit-log.ts';
import { expirePlans } from '../store/plans.ts';
import type { Store } from '../store/store.ts';
import { findTenantsWithOverduePlans, findUnfinishedRuns, vacuum } from '../store/sweep.ts';
import { askForPlans } from './ask-for-plans.ts';
import { isUnderWay } from './attempts.ts';
import type { SendJob } from './send.ts';

const minute = 60_000;
const minutesBetweenVacuums = 60;

/** Ends the proposals whose time is over, tells the trail, and has their cards drawn anew. */
const expireOverduePlans = async (store: Store, send: SendJob): Promise<void> => {
  const now = new Date();
  for (const tenantId of await findTenantsWithOverduePlans(store, now))
    await store.tx(async (tx) => {
      const expired = await expirePlans(tx, tenantId, now);
      await appendAudit(
        tx,
        expired.map((planId) => ({ tenantId, kind: 'plan.expired', by: 'sync', planId, data: {} })),
      );
      for (const planId of expired) await send(tx, 'cards', { tenantId, planId });
    });
};

/** Sends the job of every run that has none: it was given up after its last attempt, and deserves new ones. */
const resumeRuns = async (store: Store, send: SendJob): Promise<void> => {
  for (const { tenantId, planId } of await findUnfinishedRuns(store))
    await store.tx(async (tx) => {
      if (await isUnderWay(tx, 'apply', planId)) return;
      await send(tx, 'apply', { tenantId, planId });
    });
};

/** What has to be done once a minute. Every instance does it; each act is safe to do twice, or at once. */
export const startTick = (
  store: Store,
  send: SendJob,
  log: (error: unknown) => void,
  upkeep: () => Promise<void>,
): { stop(): Promise<void> } => {
  let minutes = 0;
  const tick = async (): Promise<void> => {
    minutes += 1;
    try {
      await expireOverduePlans(store, send);
      await resumeRuns(store, send);
      await askForPlans(store, send, new Date());
      await upkeep();
      if (minutes % minutesBetweenVacuums === 0) await vacuum(store);
    } catch (error) {
      log(error);
    }
  };
  let running = tick();
  const timer = setInterval(() => {
    running = running.then(tick);
  }, minute);
  return {
    stop: async () => {
      clearInterval(timer);
      await running;
    },
  };
};
