import { PGlite } from '@electric-sql/pglite';
import { DurableFolder } from './durable-folder.ts';

/** Opens PGlite's database in a folder, and makes it if it is not there. What it acknowledges is on the disk. */
export const openDatabase = async (folder: string): Promise<PGlite> => {
  // PGlite switches PostgreSQL's syncing off (-F), because its own file system would do nothing with it.
  const startParams = PGlite.defaultStartParams.filter((parameter) => parameter !== '-F');
  const database = new PGlite({
    fs: new DurableFolder(folder),
    startParams: [...startParams, '-c', 'wal_sync_method=fsync'],
  });
  await database.waitReady;
  return database;
};
