/** A sample tenant under way: the emulated world, the real server in its own process, and an approver in the chat. */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { callApi } from '../../bot/development/call-api.ts';
import { type ChatClient, openChat } from '../../bot/development/chat-client.ts';
import { type ServerProcess, startServerProcess } from '../../bot/development/server-process.ts';
import { setUpTenant } from '../../bot/development/set-up-tenant.ts';
import { type RunningWorld, startWorld } from '../../bot/development/start-world.ts';
import { staff, type World } from '../../src/emulators/world.ts';

export interface Tenant {
  readonly running: RunningWorld;
  readonly chat: ChatClient;
  /** Calls the API as the approver. */
  get<T>(path: string): Promise<T>;
  post<T>(path: string, body?: unknown): Promise<T>;
  /** Kills the server as a power cut would, and starts it again on the same data. */
  killAndRestart(): Promise<void>;
  close(): Promise<void>;
}

const approver = staff.approver;
const freePorts = { server: 0, chat: 0, teams: 0, mobilo: 0 };

export const openTenant = async (world: World, logLevel: string): Promise<Tenant> => {
  const dataDir = await mkdtemp(join(tmpdir(), 'journey-'));
  const running = await startWorld({ world, dataDir, ports: freePorts, pages: false, chatUser: approver });
  const start = (): Promise<ServerProcess> =>
    startServerProcess({ settings: running.settings, developmentHost: 'http://localhost', logLevel });
  let server = await start();
  await setUpTenant(running, world);
  const chat = await openChat(running.chat.url, approver);
  return {
    running,
    chat,
    get: (path) => callApi(running, approver.id, 'GET', path),
    post: (path, body) => callApi(running, approver.id, 'POST', path, body),
    killAndRestart: async () => {
      await server.kill();
      server = await start();
    },
    close: async () => {
      chat.close();
      await server.stop();
      await running.close();
      await rm(dataDir, { recursive: true, force: true });
    },
  };
};
