import { once } from 'node:events';
import { resolve } from 'node:path';
import { Worker } from 'node:worker_threads';
import { SyncError } from '../../errors.ts';
import type { Started } from './worker.ts';

/** A running embedded database: where to connect, and how to end it. */
export interface Embedded {
  readonly socketFolder: string;
  stop(): Promise<void>;
}

const isSource = import.meta.url.endsWith('.ts');
const module = new URL(isSource ? './worker-from-source.mjs' : './worker.js', import.meta.url);

const readStart = async (thread: Worker, folder: string): Promise<Started> => {
  try {
    const [started]: [Started] = (await once(thread, 'message')) as [Started];
    return started;
  } catch (cause) {
    throw new SyncError(
      'configuration',
      `The embedded database in ${folder} could not be opened. Restore the folder from a backup, or name another one in DATA_DIR.`,
      { cause },
    );
  }
};

/** Tells `onLost` when the thread ends and nobody has called `stop`, which resolves when it has ended. */
const watch = (thread: Worker, folder: string, onLost: (error: SyncError) => void): Pick<Embedded, 'stop'> => {
  let stopping = false;
  let cause: unknown;
  thread.on('error', (error) => {
    cause = error;
  });
  const ended = new Promise<void>((resolve) => thread.once('exit', () => resolve()));
  ended.then(() => {
    if (stopping) return;
    const sentence = `The embedded database in ${folder} has failed. Check that its disk is there and not full, and start the program again.`;
    onLost(new SyncError('internal', sentence, { cause }));
  });
  return {
    stop: async () => {
      stopping = true;
      thread.postMessage('stop');
      await ended;
    },
  };
};

/**
 * Starts the embedded database in a thread of its own, so that its work never blocks the event loop.
 * Throws `storage-in-use` when another process has the folder. `onLost` hears once of a death nobody asked for.
 */
export const startEmbedded = async (dataDir: string, onLost: (error: SyncError) => void): Promise<Embedded> => {
  const dataFolder = resolve(dataDir);
  const thread = new Worker(module, { workerData: { dataFolder } });
  const started = await readStart(thread, dataFolder);
  if (started.state === 'in-use')
    throw new SyncError(
      'storage-in-use',
      `Another process is using the data folder ${dataFolder}. Stop that process, or name another folder in DATA_DIR.`,
      { details: { folder: dataFolder } },
    );
  return { socketFolder: started.socketFolder, ...watch(thread, dataFolder, onLost) };
};
