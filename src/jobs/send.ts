import type PgBoss from 'pg-boss';
import type { Tx } from '../store/store.ts';
import { holdWaitingJob, isUnderWay } from './attempts.ts';
import { type JobData, type Queue, type QueueRules, queues } from './queues.ts';

/** Sends a job in a transaction: with its data, or not at all. `singletonKey` replaces the key of the queue's rules. */
export type SendJob = <Q extends Queue>(
  tx: Tx,
  queue: Q,
  data: JobData[Q],
  options?: { readonly singletonKey?: string },
) => Promise<void>;

/** `wake` hears of the queue when a job in it has been committed. */
export const makeSend =
  (boss: PgBoss, expireInSeconds: number, wake: (queue: Queue) => void): SendJob =>
  async <Q extends Queue>(tx: Tx, queue: Q, data: JobData[Q], options: { readonly singletonKey?: string } = {}) => {
    const { keyOf, retryLimit, skipsWhileWorking }: QueueRules<Q> = queues[queue];
    const singletonKey = options.singletonKey ?? keyOf(data);
    if (await holdWaitingJob(tx, queue, singletonKey)) return;
    if (skipsWhileWorking && (await isUnderWay(tx, queue, singletonKey))) return;
    const settings = { singletonKey, expireInSeconds, retryLimit, retryDelay: 1, retryBackoff: true };
    await boss.send(queue, data, { ...settings, db: tx });
    tx.afterCommit(() => wake(queue));
  };
