/** Brings the database of DATABASE_URL, or else of the folder DATA_DIR, up to date. Safe to run twice, or at once. */
import { SyncError } from '../src/errors.ts';
import { openQueues } from '../src/jobs/open-queues.ts';
import { openStore } from '../src/store/store.ts';

try {
  const store = await openStore({ databaseUrl: process.env.DATABASE_URL, dataDir: process.env.DATA_DIR ?? '.data' });
  const queues = await openQueues(store, { supervise: false, maintenanceSeconds: 60, log: console.error });
  await queues.stop({ graceful: false });
  await store.close();
  console.log('The database is up to date.');
} catch (error) {
  console.error(error instanceof SyncError ? error.message : error);
  process.exitCode = 1;
}
