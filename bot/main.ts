/** The entry point: the production server with settings, the sample company without. */
import { SyncError } from '../src/errors.ts';
import { hasNoSettings, readConfig } from './config.ts';
import { readEnv } from './read-env.ts';

type Env = ReturnType<typeof readEnv>;

const startProduction = async (env: Env): Promise<void> => {
  const { startServer } = await import('./server.ts');
  const server = await startServer(readConfig(env), { developmentHost: null });
  const end = async (): Promise<void> => {
    await server.close();
    process.exit(0);
  };
  process.once('SIGINT', end);
  process.once('SIGTERM', end);
  console.log(`server  ${server.url}\nready`);
};

const start = async (): Promise<void> => {
  const env = readEnv(process.env, 'dev');
  if (!hasNoSettings(env)) return startProduction(env);
  const { startDevelopment } = await import('./development/start.ts');
  return startDevelopment(readEnv(process.env, 'local'));
};

try {
  await start();
} catch (error) {
  console.error(error instanceof SyncError ? error.message : error);
  process.exit(1);
}
