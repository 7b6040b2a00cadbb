import { fileURLToPath } from 'node:url';
import { drizzle } from 'drizzle-orm/node-postgres';
import { migrate as runMigrations } from 'drizzle-orm/node-postgres/migrator';
import type pg from 'pg';

const migrationsFolder = fileURLToPath(new URL('./migrations', import.meta.url));

/** Brings the tables up to date. Drizzle's migrator has no lock of its own: one instance at a time. */
export const migrate = (pool: pg.Pool): Promise<void> => runMigrations(drizzle(pool), { migrationsFolder });
