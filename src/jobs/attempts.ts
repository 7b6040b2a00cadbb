/**
 * What pg-boss 10 lacks, in SQL on its table of jobs: a sign of life for a job at work, and giving back the jobs of a
 * process that is known to be dead. An attempt is named by its job and retry count, so that a slow one cannot speak
 * for the one that has replaced it.
 */
import type PgBoss from 'pg-boss';
import type { Queryable, Tx } from '../store/store.ts';

export type Attempt = Pick<PgBoss.JobWithMetadata, 'id' | 'name' | 'retryCount'>;

/** Puts off the job's expiry. False when the attempt is over: the job has expired, and may be at work elsewhere. */
export const showLife = async (on: Queryable, { name, id, retryCount }: Attempt): Promise<boolean> => {
  const { rows } = await on.executeSql(
    `update pgboss.job set started_on = clock_timestamp()
     where name = $1 and id = $2 and retry_count = $3 and state = 'active' returning id`,
    [name, id, retryCount],
  );
  return rows.length > 0;
};

/** Lets another process start the job anew at once. */
export const releaseJob = async (on: Queryable, { name, id, retryCount }: Attempt): Promise<void> => {
  await on.executeSql(
    `update pgboss.job set state = 'retry', start_after = clock_timestamp()
     where name = $1 and id = $2 and retry_count = $3 and state = 'active'`,
    [name, id, retryCount],
  );
};

/** Gives back every job that is at work: only for who knows that no process works any more. */
export const releaseEveryJob = async (on: Queryable): Promise<void> => {
  await on.executeSql(`update pgboss.job set state = 'retry', start_after = clock_timestamp() where state = 'active'`);
};

/** Whether a job of this key waits or is at work. */
export const isUnderWay = async (on: Queryable, name: string, key: string): Promise<boolean> => {
  const { rows } = await on.executeSql(
    `select 1 from pgboss.job where name = $1 and singleton_key = $2 and state <= 'active' limit 1`,
    [name, key],
  );
  return rows.length > 0;
};

/** Lets a job that waits for its hour begin at once. */
export const hastenJob = async (tx: Tx, name: string, key: string): Promise<void> => {
  await tx.executeSql(
    `update pgboss.job set start_after = clock_timestamp()
     where name = $1 and singleton_key = $2 and state = 'created' and start_after > clock_timestamp()`,
    [name, key],
  );
};

/** The last sign of life of a job of this key, at work or done; null when none is remembered. */
export const readLastLife = async (on: Queryable, name: string, key: string): Promise<Date | null> => {
  const { rows } = await on.executeSql(
    `select max(started_on) as at from pgboss.job where name = $1 and singleton_key = $2`,
    [name, key],
  );
  return (rows[0]?.at as Date | null | undefined) ?? null;
};

/**
 * Whether a job of this key waits. It goes on waiting until the transaction ends, so that it will see what the
 * transaction wrote.
 */
export const holdWaitingJob = async (tx: Tx, name: string, key: string): Promise<boolean> => {
  const { rows } = await tx.executeSql(
    `select 1 from pgboss.job where name = $1 and singleton_key = $2 and state = 'created' for share`,
    [name, key],
  );
  return rows.length > 0;
};
