import PgBoss from 'pg-boss';
import type { Store } from '../store/store.ts';
import { queueNames } from './queues.ts';

export interface BossSettings {
  /** Whether to look, every so many seconds, for jobs whose process has died. */
  readonly supervise: boolean;
  readonly maintenanceSeconds: number;
  log(error: unknown): void;
}

/** Any number will do, as long as every version of this product uses the same. */
const lock = 7_311;

/** What pg-boss's own `createQueue` does, but one instance after the other: several at once end in a deadlock. */
const makeQueues = (store: Store): Promise<void> =>
  store.tx(async (tx) => {
    await tx.executeSql('select pg_advisory_xact_lock($1)', [lock]);
    // `short`: of jobs with the same key, one may wait.
    for (const name of queueNames)
      await tx.executeSql('select pgboss.create_queue($1, $2)', [name, { policy: 'short' }]);
  });

/** Starts pg-boss with our queues, and makes its tables where they are missing. Safe from several instances at once. */
export const openQueues = async (
  store: Store,
  { supervise, maintenanceSeconds, log }: BossSettings,
): Promise<PgBoss> => {
  // Its schedules are switched off: they skip what they miss. The tick does what is due, however late.
  const boss = new PgBoss({ db: store, supervise, schedule: false, maintenanceIntervalSeconds: maintenanceSeconds });
  boss.on('error', log);
  await boss.start();
  await makeQueues(store);
  return boss;
};
