/** The database: a server, or one embedded in this process. One dialect, one driver, one set of queries for both. */
import { drizzle, type NodePgDatabase } from 'drizzle-orm/node-postgres';
import type { SyncError } from '../errors.ts';
import { explainConnection } from './connection-errors.ts';
import { startEmbedded } from './embedded/embedded.ts';
import { migrate } from './migrate.ts';
import { GuardedPool } from './pool.ts';
import { runAlone } from './run-alone.ts';
import * as schema from './schema.ts';
import { runTransaction } from './transaction.ts';

/** Drizzle on our tables, without its own `transaction`: `Store.tx` guards what that one does not. */
export type Db = Omit<NodePgDatabase<typeof schema>, 'transaction'>;

/** What a query runs on: the store, or an open transaction. */
export interface Queryable {
  readonly db: Db;
  /** Plain SQL with $1, $2, ... pg-boss sends and fetches its jobs through this. */
  executeSql(text: string, values?: unknown[]): Promise<{ rows: Record<string, unknown>[] }>;
}

/** An open transaction. Inside `Store.tx`, every query goes through this handle. */
export interface Tx extends Queryable {
  /** Does this once the transaction is committed; never, when it is not. It must not throw. */
  afterCommit(act: () => void): void;
}

export interface Store extends Queryable {
  readonly kind: 'embedded' | 'postgres';
  /**
   * Runs `work` in one transaction: all of it or, when it throws, nothing. Keep it short, and wait for nobody in it:
   * the embedded database has one session, so that everybody else waits meanwhile.
   */
  tx<T>(work: (tx: Tx) => Promise<T>): Promise<T>;
  /** Runs `work` while no other instance runs its own: for what is made once, when the first instance starts. */
  alone<T>(work: () => Promise<T>): Promise<T>;
  close(): Promise<void>;
}

export interface StoreOptions {
  /** A PostgreSQL server; without it, the database is embedded and lives in `dataDir`. */
  readonly databaseUrl?: string | undefined;
  readonly dataDir: string;
  /** Hears once when the embedded database dies. Nothing works after that: end the process. */
  readonly onLost?: (error: SyncError) => void;
}

const makeStore = (kind: Store['kind'], pool: GuardedPool, stop: () => Promise<void>): Store => ({
  kind,
  db: drizzle(pool, { schema }),
  executeSql: (text, values) => pool.query(text, values),
  tx: (work) => runTransaction(pool, work),
  // The folder's lock has seen to it that an embedded database has one instance.
  alone: (work) => (kind === 'embedded' ? work() : runAlone(pool, work)),
  close: async () => {
    await pool.end();
    await stop();
  },
});

const openServer = async (connectionString: string): Promise<Store> => {
  const pool = new GuardedPool({ connectionString, max: 10, connectionTimeoutMillis: 10_000 });
  try {
    await runAlone(pool, () => migrate(pool));
  } catch (error) {
    await pool.end();
    throw explainConnection(error, connectionString);
  }
  return makeStore('postgres', pool, async () => {});
};

const openEmbedded = async (dataDir: string, onLost: (error: SyncError) => void): Promise<Store> => {
  const { socketFolder, stop } = await startEmbedded(dataDir, onLost);
  // One connection: pglite-socket mixes up the messages of several (pglite issue 1046).
  const address = { host: socketFolder, port: 5432, user: 'postgres', database: 'postgres' };
  const pool = new GuardedPool({ ...address, max: 1, idleTimeoutMillis: 0 });
  const store = makeStore('embedded', pool, stop);
  try {
    await migrate(pool);
    return store;
  } catch (error) {
    await store.close();
    throw error;
  }
};

/**
 * Opens the database and brings its tables up to date. Throws `storage-in-use` when another process has the data
 * folder, and `configuration` when the server cannot be reached or refuses.
 */
export const openStore = ({ databaseUrl, dataDir, onLost = () => {} }: StoreOptions): Promise<Store> =>
  databaseUrl ? openServer(databaseUrl) : openEmbedded(dataDir, onLost);
