/** The worker thread of the embedded database: holds the folder, runs PGlite, speaks PostgreSQL on a private socket. */
import { chmodSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { parentPort, workerData } from 'node:worker_threads';
import type { PGlite } from '@electric-sql/pglite';
import { PGLiteSocketServer } from '@electric-sql/pglite-socket';
import { makePanicFinder } from './find-panic.ts';
import { lockFolder } from './lock-folder.ts';
import { openDatabase } from './open-database.ts';
import { makeSocketFolder } from './socket-folder.ts';

/** What the thread says once, when it has started. After that it listens for `stop`; an exception is its death. */
export type Started = { readonly state: 'ready'; readonly socketFolder: string } | { readonly state: 'in-use' };

const { dataFolder } = workerData as { readonly dataFolder: string };
const say = (message: Started): void => parentPort?.postMessage(message);

/** Ends the thread, and tells the one that started it why. */
const die = (fault: unknown): void => {
  setImmediate(() => {
    throw fault;
  });
};

/**
 * After a panic the engine refuses everything, and after an exception pglite-socket leaves everybody waiting for ever.
 * Neither heals: the thread dies instead, and what was committed is found again at the next start.
 */
const dieOfFaults = (database: PGlite): void => {
  const isPanic = makePanicFinder();
  const execute = database.execProtocolRawStream.bind(database);
  database.execProtocolRawStream = async (message, options) => {
    const onRawData = (answer: Uint8Array): void => {
      options?.onRawData(answer);
      if (isPanic(answer)) die(new Error('The engine of the embedded database panicked.'));
    };
    try {
      await execute(message, { ...options, onRawData });
    } catch (fault) {
      die(fault);
      throw fault;
    }
  };
};

const serve = async (unlock: () => void): Promise<void> => {
  const database = await openDatabase(join(dataFolder, 'pg'));
  dieOfFaults(database);
  const socketFolder = makeSocketFolder(dataFolder);
  const path = join(socketFolder, '.s.PGSQL.5432');
  rmSync(path, { force: true });
  // The pool keeps one connection, but replaces it after a failed query: old and new overlap for a moment.
  const server = new PGLiteSocketServer({ db: database, path, maxConnections: 8 });
  await server.start();
  chmodSync(path, 0o600);
  parentPort?.once('message', async () => {
    await server.stop();
    await database.close();
    rmSync(socketFolder, { recursive: true, force: true });
    unlock();
    parentPort?.close();
  });
  say({ state: 'ready', socketFolder });
};

const lock = lockFolder(dataFolder);
if (lock) await serve(lock.unlock);
else say({ state: 'in-use' });
