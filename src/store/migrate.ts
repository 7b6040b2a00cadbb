import { fileURLToPath } from 'node:url';
import { drizzle } from 'drizzle-orm/node-postgres';
import { migrate as runMigrations } from 'drizzle-orm/node-postgres/migrator';
import type pg from 'pg';

const migrationsFolder = fileURLToPath(new URL('./migrations', import.meta.url));

/** Any number will do, as long as every version of this product uses the same. */
const lock = 7_310;

/** Brings the tables up to date. Safe from several instances at once: the first one does it, the others wait for it. */
export const migrate = async (pool: pg.Pool): Promise<void> => {
  const client = await pool.connect();
  try {
    await client.query('select pg_advisory_lock($1)', [lock]);
    await runMigrations(drizzle(client), { migrationsFolder });
  } finally {
    // Closing the session gives the lock back, whatever happened on it.
    client.release(true);
  }
};
