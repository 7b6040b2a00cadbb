/** A sample tenant under way: the emulated world, the real server in its own process, and an approver in the chat. */
import { callApi } from '../../bot/development/call-api.ts';
import { type ChatClient, openChat } from '../../bot/development/chat-client.ts';
import { type Sample, startSample } from '../../bot/development/start-sample.ts';
import { staff, type World } from '../../src/emulators/world.ts';

export interface Tenant extends Sample {
  readonly chat: ChatClient;
  /** Calls the API as the approver. */
  get<T>(path: string): Promise<T>;
  post<T>(path: string, body?: unknown): Promise<T>;
}

const { approver } = staff;

export const openTenant = async (world: World, logLevel: string): Promise<Tenant> => {
  const sample = await startSample({ world, logLevel, chatUser: approver });
  const { running } = sample;
  const chat = await openChat(running.chat.url, approver);
  return {
    ...sample,
    chat,
    get: (path) => callApi(running, approver.id, 'GET', path),
    post: (path, body) => callApi(running, approver.id, 'POST', path, body),
    close: async () => {
      chat.close();
      await sample.close();
    },
  };
};
