import type pg from 'pg';

/** Any number will do, as long as every version of this product uses the same. */
const lock = 7_310;

/** Runs `work` while no other instance on the same server runs its own; the others wait for their turn. */
export const runAlone = async <T>(pool: pg.Pool, work: () => Promise<T>): Promise<T> => {
  const client = await pool.connect();
  try {
    await client.query('select pg_advisory_lock($1)', [lock]);
    return await work();
  } finally {
    // Closing the session gives the lock back, whatever happened on it.
    client.release(true);
  }
};
