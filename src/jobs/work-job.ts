import type PgBoss from 'pg-boss';
import { startHeartbeat } from '../store/heartbeat.ts';
import type { Store } from '../store/store.ts';
import { releaseJob, showLife } from './attempts.ts';

/** A handler's time with one job. */
export interface Turn {
  /** Fires when the job may be at work elsewhere soon, or the process ends: give up every call at once. */
  readonly signal: AbortSignal;
  /** True when it is time to hand over: finish what is under way, send the next job, return. */
  isOver(): boolean;
  /** True when the job is given up for good if this attempt fails. */
  readonly last: boolean;
}

export interface JobSettings {
  readonly turnSeconds: number;
  /** Fires when the process is asked to end: turns are over from then on. */
  readonly stopping: AbortSignal;
  /** Fires when the process ends now. */
  readonly ending: AbortSignal;
  handle(data: object, turn: Turn): Promise<void>;
  log(error: unknown): void;
}

type Job = PgBoss.JobWithMetadata<object>;

/** A handler that has not ended after so many turns hangs: its job is left to expire, and starts anew. */
const turnsUntilHung = 2;

const handle = async (
  store: Store,
  job: Job,
  { turnSeconds, stopping, ending, handle }: JobSettings,
): Promise<void> => {
  const giveUp = new AbortController();
  const onEnding = () => giveUp.abort(ending.reason);
  const onLost = () => giveUp.abort(new Error('This job has lost its database, or another process has it now.'));
  const heartbeat = startHeartbeat(() => showLife(store, job), Number(job.expireInSeconds), onLost);
  const hung = setTimeout(
    () => {
      heartbeat.end();
      giveUp.abort(new Error('This job has taken too long.'));
    },
    turnsUntilHung * turnSeconds * 1000,
  );
  const end = performance.now() + turnSeconds * 1000;
  const { signal } = giveUp;
  const isOver = () => signal.aborted || stopping.aborted || performance.now() >= end;
  ending.addEventListener('abort', onEnding);
  try {
    await handle(job.data, { signal, isOver, last: job.retryCount >= job.retryLimit });
  } finally {
    ending.removeEventListener('abort', onEnding);
    clearTimeout(hung);
    heartbeat.end();
  }
};

/** Completes the job, unless its time ran out and it is another attempt's by now. */
const complete = (store: Store, boss: PgBoss, job: Job): Promise<void> =>
  store.tx(async (tx) => {
    if (await showLife(tx, job)) await boss.complete(job.name, job.id, {}, { db: tx });
  });

/** Only the name of the fault is kept with the job: its words may hold what somebody typed (case 81). */
const fail = (store: Store, boss: PgBoss, job: Job, error: unknown): Promise<void> =>
  store.tx(async (tx) => {
    const fault = error instanceof Error ? error.name : 'unknown';
    if (await showLife(tx, job)) await boss.fail(job.name, job.id, { fault }, { db: tx });
  });

/** Works on one job, and writes down how that ended. Never throws: what goes wrong is logged and tried again. */
export const workJob = async (store: Store, boss: PgBoss, job: Job, settings: JobSettings): Promise<void> => {
  try {
    await handle(store, job, settings);
    await complete(store, boss, job);
  } catch (error) {
    settings.log(error);
    const end = settings.ending.aborted ? releaseJob(store, job) : fail(store, boss, job, error);
    await end.catch(settings.log);
  }
};
