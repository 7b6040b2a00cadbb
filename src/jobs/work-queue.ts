import type PgBoss from 'pg-boss';
import type { Store } from '../store/store.ts';
import { type JobSettings, workJob } from './work-job.ts';

/** Other instances send jobs without a word to this one. An embedded database has none: it looks for retries only. */
const pollingMilliseconds: Readonly<Record<Store['kind'], number>> = { embedded: 1000, postgres: 500 };

export interface QueueSettings extends JobSettings {
  readonly queue: string;
  readonly slots: number;
}

/** A queue at work. */
export interface QueueWorker {
  /** Looks for jobs now, not at the next poll. */
  wake(): void;
  /** Resolves when nothing is at work any more, after `stopping` has fired. */
  readonly ended: Promise<void>;
}

/**
 * Works on a queue with a number of slots, until `stopping` fires. pg-boss has a loop of its own, but writes results
 * without waiting: a database that fails at that moment would end the process.
 */
export const workQueue = (store: Store, boss: PgBoss, settings: QueueSettings): QueueWorker => {
  const { queue, slots, stopping } = settings;
  const atWork = new Set<Promise<void>>();
  let woken = false;
  let rouse = () => {};
  const wake = (): void => {
    woken = true;
    rouse();
  };

  /** Until the next poll; not at all, when somebody woke the queue while it was looking. */
  const rest = async (): Promise<void> => {
    if (!woken)
      await new Promise<void>((resolve) => {
        const timer = setTimeout(resolve, pollingMilliseconds[store.kind]);
        rouse = () => {
          clearTimeout(timer);
          resolve();
        };
      });
    woken = false;
  };

  const begin = (job: PgBoss.JobWithMetadata<object>): void => {
    const work = workJob(store, boss, job, settings).then(() => {
      atWork.delete(work);
      wake();
    });
    atWork.add(work);
  };

  const loop = async (): Promise<void> => {
    while (!stopping.aborted) {
      const free = slots - atWork.size;
      const jobs = free > 0 ? await boss.fetch<object>(queue, { batchSize: free, includeMetadata: true }) : [];
      for (const job of jobs) begin(job);
      if (!stopping.aborted && jobs.length === 0) await rest();
    }
    await Promise.all(atWork);
  };

  stopping.addEventListener('abort', wake, { once: true });
  return { wake, ended: loop() };
};
