/** Durable jobs on the database of the data, by pg-boss: a job is sent in the transaction that makes it necessary. */
import { setTimeout } from 'node:timers/promises';
import { plainFault } from '../store/plain-fault.ts';
import type { Store } from '../store/store.ts';
import { releaseEveryLease } from '../store/sweep.ts';
import { releaseEveryJob } from './attempts.ts';
import { openQueues } from './open-queues.ts';
import { type JobData, type Queue, queueNames, queues } from './queues.ts';
import { makeSend, type SendJob } from './send.ts';
import { startTick } from './tick.ts';
import type { Turn } from './work-job.ts';
import { type QueueWorker, workQueue } from './work-queue.ts';

/** What is done with the jobs. A handler that throws is called again later; it may be called twice for one job. */
export type Handlers = { readonly [Q in Queue]: (data: JobData[Q], turn: Turn) => Promise<void> };

export interface JobsOptions {
  readonly store: Store;
  /** False for a process that only sends. */
  readonly work: boolean;
  readonly handlers: Handlers;
  /** Seconds of silence after which a job's process is taken to be dead, and another one starts the job anew. */
  readonly expireSeconds?: number;
  /** What else has to be done once a minute, by every instance. */
  readonly upkeep?: () => Promise<void>;
  log(error: unknown): void;
}

export interface Jobs {
  readonly send: SendJob;
  /** Lets what is at work come to the end of its turn, ten seconds at most, and gives back the rest. */
  stop(): Promise<void>;
}

/** How long what is at work may go on when the process is asked to end; and then, to notice that it must give up. */
const graceMilliseconds = 10_000;
const farewellMilliseconds = 2_000;

/** Whether the work has ended by then. */
const hasEnded = async (work: Promise<unknown>, milliseconds: number): Promise<boolean> => {
  const patience = new AbortController();
  const late = setTimeout(milliseconds, false, { signal: patience.signal });
  const ended = await Promise.race([work.then(() => true), late]);
  patience.abort();
  return ended;
};

/** Opens the queues and, if asked to, works on them until `stop`. */
export const startJobs = async (options: JobsOptions): Promise<Jobs> => {
  const { store, work, handlers, expireSeconds = 20, upkeep = async () => {} } = options;
  const log = (fault: unknown): void => options.log(plainFault(fault));
  const maintenanceSeconds = Math.max(1, Math.floor(expireSeconds / 8));
  const boss = await openQueues(store, { supervise: work, maintenanceSeconds, log });
  const stopping = new AbortController();
  const ending = new AbortController();
  const workers = new Map<Queue, QueueWorker>();
  const send = makeSend(boss, expireSeconds, (queue) => workers.get(queue)?.wake());

  if (work) {
    // The folder's lock is ours, so that whoever held a job or a lease in an embedded database is dead.
    if (store.kind === 'embedded') await Promise.all([releaseEveryJob(store), releaseEveryLease(store)]);
    for (const queue of queueNames) {
      const handle = handlers[queue] as (data: object, turn: Turn) => Promise<void>;
      const settings = { queue, handle, log, stopping: stopping.signal, ending: ending.signal, ...queues[queue] };
      workers.set(queue, workQueue(store, boss, settings));
    }
  }
  const tick = work ? startTick(store, send, log, upkeep) : null;

  const stop = async (): Promise<void> => {
    stopping.abort();
    const ended = Promise.all([tick?.stop(), ...[...workers.values()].map((worker) => worker.ended)]);
    if (!(await hasEnded(ended, graceMilliseconds))) {
      ending.abort(new Error('The program is ending.'));
      await hasEnded(ended, farewellMilliseconds);
    }
    await boss.stop({ graceful: false, close: false });
  };
  return { send, stop };
};
