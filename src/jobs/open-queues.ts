import PgBoss from 'pg-boss';
import type { Store } from '../store/store.ts';
import { queueNames } from './queues.ts';

export interface BossSettings {
  /** Whether to look, every so many seconds, for jobs whose process has died. */
  readonly supervise: boolean;
  readonly maintenanceSeconds: number;
  log(error: unknown): void;
}

const makeQueues = async (boss: PgBoss): Promise<void> => {
  // `short`: of jobs with the same key, one may wait.
  for (const name of queueNames) await boss.createQueue(name, { name, policy: 'short' });
};

/** Starts pg-boss with our queues, and makes its tables where they are missing. Safe from several instances at once. */
export const openQueues = async (
  store: Store,
  { supervise, maintenanceSeconds, log }: BossSettings,
): Promise<PgBoss> => {
  // Its schedules are switched off: they skip what they miss. The tick does what is due, however late.
  const boss = new PgBoss({ db: store, supervise, schedule: false, maintenanceIntervalSeconds: maintenanceSeconds });
  boss.on('error', log);
  // Several instances at once would meet in the middle of its tables, or in a deadlock.
  await store.alone(async () => {
    await boss.start();
    await makeQueues(boss);
  });
  return boss;
};
