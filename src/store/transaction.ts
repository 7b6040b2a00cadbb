import { drizzle } from 'drizzle-orm/node-postgres';
import type pg from 'pg';
import type { GuardedPool } from './pool.ts';
import * as schema from './schema.ts';
import type { Tx } from './store.ts';

/** A transaction that swallowed a failed query is answered with ROLLBACK, and no error: make it one. */
const commit = async (client: pg.PoolClient): Promise<void> => {
  const { command } = await client.query('commit');
  if (command !== 'COMMIT') throw new Error('The transaction was rolled back, because a query in it had failed.');
};

/** The fault that makes the connection unusable, if rolling back met one. */
const rollBack = async (client: pg.PoolClient): Promise<Error | undefined> => {
  try {
    await client.query('rollback');
    return undefined;
  } catch (error) {
    return error as Error;
  }
};

/** All of `work`, or nothing. What it gave to `afterCommit` is done when the commit has been acknowledged. */
export const runTransaction = async <T>(pool: GuardedPool, work: (tx: Tx) => Promise<T>): Promise<T> => {
  const client = await pool.connect();
  const acts: (() => void)[] = [];
  const tx: Tx = {
    db: drizzle(client, { schema }),
    executeSql: (text, values) => client.query(text, values),
    afterCommit: (act) => acts.push(act),
  };
  let broken: Error | undefined;
  try {
    await client.query('begin');
    const result = await pool.runInside(() => work(tx));
    await commit(client);
    for (const act of acts) act();
    return result;
  } catch (error) {
    broken = await rollBack(client);
    throw error;
  } finally {
    client.release(broken);
  }
};
