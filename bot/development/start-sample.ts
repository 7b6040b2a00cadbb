/** The whole sample on free ports and with data of its own, for whoever needs a running product for a while. */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { buildTab } from '../../scripts/build-tab.ts';
import type { staff, World } from '../../src/emulators/world.ts';
import { type ServerProcess, startServerProcess } from './server-process.ts';
import { setUpTenant } from './set-up-tenant.ts';
import { type RunningWorld, startWorld } from './start-world.ts';

export interface SampleOptions {
  readonly world: World;
  readonly logLevel: string;
  /** Starts the page that frames the tab. */
  readonly pages?: boolean;
  /** Who sits at the keyboard of the chat; the administrator unless given. */
  readonly chatUser?: (typeof staff)[keyof typeof staff];
  /** Where the tab believes to be; the server's own address unless given. */
  readonly publicUrl?: string;
  /** Leaves Mobilo unconnected and the settings unsaved. */
  readonly bare?: boolean;
}

export interface Sample {
  readonly running: RunningWorld;
  /** Kills the server as a power cut would, and starts it again on the same data. */
  killAndRestart(): Promise<void>;
  /** Ends everything and forgets the data. */
  close(): Promise<void>;
}

const freePorts = { server: 0, chat: 0, teams: 0, mobilo: 0 };

/** Leaves nothing running when something of it does not start. */
export const startSample = async (options: SampleOptions): Promise<Sample> => {
  const { world, logLevel, pages = false } = options;
  await buildTab();
  const dataDir = await mkdtemp(join(tmpdir(), 'sample-'));
  const running = await startWorld({ ...options, pages, dataDir, ports: freePorts });
  const { settings, teamsUrl } = running;
  const start = () => startServerProcess({ settings, developmentHost: pages ? teamsUrl : null, logLevel });
  let server: ServerProcess | null = null;
  const close = async (): Promise<void> => {
    await server?.stop();
    await running.close();
    await rm(dataDir, { recursive: true, force: true });
  };
  try {
    server = await start();
    if (!options.bare) await setUpTenant(running, world);
  } catch (error) {
    await close();
    throw error;
  }
  return {
    running,
    killAndRestart: async () => {
      await server?.kill();
      server = await start();
    },
    close,
  };
};
