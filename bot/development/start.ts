/** `npm start` without settings: the sample company, the real server, and a chat and a tab to try them in. */
import { accessSync, constants, mkdirSync } from 'node:fs';
import { resolve } from 'node:path';
import { buildTab } from '../../scripts/build-tab.ts';
import { growWorld } from '../../src/emulators/company/grow-world.ts';
import { SyncError } from '../../src/errors.ts';
import type { ServerProcess } from './server-process.ts';
import { startServerProcess } from './server-process.ts';
import { setUpTenant } from './set-up-tenant.ts';
import { type RunningWorld, startWorld } from './start-world.ts';

const ports = { server: 3978, chat: 56150, teams: 53000, mobilo: 54000 };
const sample = { people: 60, seed: 1 };

const describeAddresses = (world: RunningWorld): string =>
  [
    `chat    ${world.chat.url}   type "pending"`,
    `tab     ${world.teamsUrl}`,
    `Mobilo  ${world.mobilo.url}   what has arrived there`,
    `server  ${world.serverUrl}`,
    'ready   (Ctrl-C ends it; the company remembers)',
  ].join('\n');

/** Throws `configuration` before anything is started when nothing can be kept there. */
const requireFolder = (folder: string): void => {
  try {
    mkdirSync(folder, { recursive: true });
    accessSync(folder, constants.W_OK);
  } catch (cause) {
    throw new SyncError(
      'configuration',
      `Nothing can be kept in ${folder}. Set DATA_DIR to a folder that may be written.`,
      {
        cause,
      },
    );
  }
};

/** Ends the process with a failure when the server dies by itself. */
const watch = (server: ServerProcess, isEnding: () => boolean): void => {
  void server.ended.then(() => {
    if (isEnding()) return;
    console.error('The server ended unexpectedly. Start again; nothing is lost.');
    process.exit(1);
  });
};

export const startDevelopment = async (env: Readonly<Record<string, string | undefined>>): Promise<void> => {
  const dataDir = resolve(env.DATA_DIR || '.data');
  requireFolder(dataDir);
  await buildTab();
  const world = growWorld(sample);
  const running = await startWorld({
    world,
    dataDir,
    pages: true,
    ports: { ...ports, server: Number(env.PORT) || ports.server },
  });
  let ending = false;
  const logLevel = env.LOG_LEVEL || 'warn';
  const server = await startServerProcess({ settings: running.settings, developmentHost: running.teamsUrl, logLevel });
  watch(server, () => ending);
  const end = async (): Promise<void> => {
    if (ending) return;
    ending = true;
    await server.stop();
    await running.close();
    process.exit(0);
  };
  process.on('SIGINT', end);
  process.on('SIGTERM', end);
  await setUpTenant(running, world);
  console.log(describeAddresses(running));
};
