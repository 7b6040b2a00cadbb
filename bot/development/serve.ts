/** What `server-process.ts` starts: the real server with a real environment, ending when its parent does. */
import { SyncError } from '../../src/errors.ts';
import { readConfig } from '../config.ts';
import { startServer } from '../server.ts';

const tell = (message: { readonly fault?: string }): void => {
  process.send?.(message);
};

try {
  const developmentHost = process.env.DEVELOPMENT_HOST ?? null;
  const server = await startServer(readConfig(process.env), { developmentHost });
  const end = async (): Promise<void> => {
    await server.close();
    process.exit(0);
  };
  process.once('SIGTERM', end);
  // Whoever started this is gone, and the emulators with it: nothing can be finished, and a power cut loses nothing.
  process.once('disconnect', () => process.exit(1));
  // Ctrl-C reaches the whole group of processes; the parent decides in which order they end.
  process.on('SIGINT', () => {});
  tell({});
} catch (error) {
  if (!(error instanceof SyncError)) console.error(error);
  tell({
    fault: error instanceof SyncError ? error.message : 'The server could not start; the error is printed above.',
  });
  process.exitCode = 1;
}
