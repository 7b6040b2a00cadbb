/** The entry point: the production server with settings, the sample company without. */
import { SyncError } from '../src/errors.ts';
import { hasNoSettings, readConfig } from './config.ts';

const startProduction = async (): Promise<void> => {
  const { startServer } = await import('./server.ts');
  const server = await startServer(readConfig(process.env), { developmentHost: null });
  const end = async (): Promise<void> => {
    await server.close();
    process.exit(0);
  };
  process.once('SIGINT', end);
  process.once('SIGTERM', end);
  console.log(`server  ${server.url}\nready`);
};

const start = async (): Promise<void> => {
  if (!hasNoSettings(process.env)) return startProduction();
  const { startDevelopment } = await import('./development/start.ts');
  return startDevelopment(process.env);
};

try {
  await start();
} catch (error) {
  console.error(error instanceof SyncError ? error.message : error);
  process.exit(1);
}
