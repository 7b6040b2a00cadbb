import type PgBoss from 'pg-boss';
import type { Tx } from '../store/store.ts';
import { hastenJob, holdWaitingJob, isUnderWay, readLastLife } from './attempts.ts';
import { type JobData, type Queue, type QueueRules, queues } from './queues.ts';

export interface SendOptions {
  /** Replaces the key of the queue's rules. */
  readonly singletonKey?: string;
  /**
   * For what nobody waits for: the job begins no sooner than so many seconds after the last one of its key was at work.
   * It is sent while one is at work, too, which may have passed over what it is about.
   */
  readonly gapSeconds?: number;
}

/** Sends a job in a transaction: with its data, or not at all. */
export type SendJob = <Q extends Queue>(tx: Tx, queue: Q, data: JobData[Q], options?: SendOptions) => Promise<void>;

const startAfter = async (tx: Tx, queue: Queue, key: string, gapSeconds: number): Promise<Date> => {
  const last = await readLastLife(tx, queue, key);
  return new Date(Math.max(Date.now(), (last?.getTime() ?? 0) + gapSeconds * 1000));
};

/** `wake` hears of the queue when a job in it has been committed. */
export const makeSend =
  (boss: PgBoss, expireInSeconds: number, wake: (queue: Queue) => void): SendJob =>
  async <Q extends Queue>(tx: Tx, queue: Q, data: JobData[Q], options: SendOptions = {}) => {
    const { keyOf, retryLimit, skipsWhileWorking }: QueueRules<Q> = queues[queue];
    const singletonKey = options.singletonKey ?? keyOf(data);
    const { gapSeconds } = options;
    if (await holdWaitingJob(tx, queue, singletonKey)) {
      if (gapSeconds === undefined) await hastenJob(tx, queue, singletonKey);
      tx.afterCommit(() => wake(queue));
      return;
    }
    if (gapSeconds === undefined && skipsWhileWorking && (await isUnderWay(tx, queue, singletonKey))) return;
    const after = gapSeconds === undefined ? {} : { startAfter: await startAfter(tx, queue, singletonKey, gapSeconds) };
    const settings = { singletonKey, expireInSeconds, retryLimit, retryDelay: 1, retryBackoff: true, ...after };
    await boss.send(queue, data, { ...settings, db: tx });
    tx.afterCommit(() => wake(queue));
  };
