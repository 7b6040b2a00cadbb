/** Where the specs of the bot play: the bot behind botbuilder's own adapter, an emulated chat, one tenant in memory. */
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { CloudAdapter, ConfigurationBotFrameworkAuthentication } from 'botbuilder';
import express from 'express';
import { createTeamsBot, type TeamsBot } from './teams-bot.ts';
import { type ChatEmulator, type ChatMessage, startChatEmulator } from './teams-chat-emulator.testing.ts';
import {
  type ExampleTenant,
  exampleConversations,
  examplePresence,
  exampleSync,
  exampleTenant,
} from './teams-example-tenant.testing.ts';

export interface Place {
  readonly id: string;
  readonly type: 'personal' | 'groupChat' | 'channel';
}

export interface Stage {
  readonly bot: TeamsBot;
  readonly chat: ChatEmulator;
  readonly tenant: ExampleTenant;
  readonly logged: { readonly level: string; readonly facts: object }[];
  /** Delivers an activity as Teams does and answers what the bot replied to the request itself. */
  deliver(activity: object): Promise<{ readonly status: number; readonly body: unknown }>;
  /** Somebody writes; answers what the bot posted because of it. */
  say(
    person: string,
    text: string,
    place: Place,
    locale?: string,
    entities?: readonly object[],
  ): Promise<readonly ChatMessage[]>;
  /** Somebody presses a button; answers the body that Teams gets. */
  press(person: string, verb: string, data: object, locale?: string): Promise<InvokeBody>;
  stop(): Promise<void>;
}

export interface InvokeBody {
  readonly statusCode: number;
  readonly type: string;
  readonly value: unknown;
}

export const personalChat = (person: string): Place => ({ id: `personal-${person}`, type: 'personal' });
export const groupChat: Place = { id: '19:team-leads@thread.v2', type: 'groupChat' };
export const channel: Place = { id: '19:general@thread.tacv2', type: 'channel' };

const serve = async (bot: TeamsBot, adapter: CloudAdapter): Promise<Server> => {
  const app = express();
  app.post('/api/messages', express.json(), (request, response, next) => {
    adapter.process(request, response, (context) => bot.handle(context)).catch(next);
  });
  const server = createServer(app);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return server;
};

const recordLog = (logged: { level: string; facts: object }[]) => ({
  info: (facts: object) => void logged.push({ level: 'info', facts }),
  warn: (facts: object) => void logged.push({ level: 'warn', facts }),
  error: (facts: object) => void logged.push({ level: 'error', facts }),
});

const activityFrom = (chat: ChatEmulator, person: string, place: Place, locale: string) => ({
  channelId: 'msteams',
  serviceUrl: chat.url,
  id: 'incoming',
  locale,
  from: { id: `29:${person}`, name: person, aadObjectId: person },
  recipient: { id: '28:bot', name: 'Mobilo Sync' },
  conversation: { id: place.id, conversationType: place.type, tenantId: 'contoso' },
});

/** Raises the stage; the bot waits no time between two redrawings unless told to. */
export const raiseStage = async (redrawGap = 0): Promise<Stage> => {
  const chat = await startChatEmulator();
  const tenant = exampleTenant();
  const logged: { level: string; facts: object }[] = [];
  const adapter = new CloudAdapter(new ConfigurationBotFrameworkAuthentication({}));
  const bot = createTeamsBot({
    adapter,
    appId: '',
    syncOf: () => exampleSync(tenant),
    conversationsOf: () => exampleConversations(tenant),
    presenceOf: () => examplePresence(tenant),
    wizardUrl: (subPage = '') => `https://teams.example/wizard/${subPage}`,
    log: recordLog(logged),
    redrawGap,
  });
  const server = await serve(bot, adapter);
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/api/messages`;
  const deliver = async (activity: object) => {
    const headers = { 'content-type': 'application/json' };
    const response = await fetch(url, { method: 'POST', headers, body: JSON.stringify(activity) });
    const words = await response.text();
    return { status: response.status, body: words === '' ? null : (JSON.parse(words) as unknown) };
  };
  return {
    bot,
    chat,
    tenant,
    logged,
    deliver,
    say: async (person, text, place, locale = 'en-GB', entities = []) => {
      const before = chat.messages().length;
      await deliver({ type: 'message', text, entities, ...activityFrom(chat, person, place, locale) });
      return chat.messages().slice(before);
    },
    press: async (person, verb, data, locale = 'en-GB') => {
      const value = { action: { type: 'Action.Execute', verb, data } };
      const invoke = { type: 'invoke', name: 'adaptiveCard/action', value, replyToId: 'message-1' };
      const answer = await deliver({ ...invoke, ...activityFrom(chat, person, groupChat, locale) });
      return answer.body as InvokeBody;
    },
    stop: async () => {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
      await chat.stop();
    },
  };
};
