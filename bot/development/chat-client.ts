/** Sits in Agents Playground without a browser: says things, reads cards, presses buttons (its HTTP interface, pinned at 0.2.28). */
import { once } from 'node:events';
import { WebSocket } from 'ws';
import { playgroundChats, teamsIdOf } from '../../src/emulators/bot-connector/playground-config.ts';

export type Json = Readonly<Record<string, unknown>>;

/** A card in the conversation, as it looks now. */
export interface ChatCard {
  readonly messageId: string;
  readonly content: Json;
}

export interface Press {
  readonly status: number;
  /** A card or an error, as the bot answered. */
  readonly answer: Json;
}

type Person = Parameters<typeof teamsIdOf>[0];

interface StreamEvent {
  readonly message?: { readonly messageId?: string; readonly attachments?: readonly { readonly content?: Json }[] };
}

export interface ChatClient {
  readonly cards: ReadonlyMap<string, ChatCard>;
  say(text: string): Promise<void>;
  /** Waits until some card, new or redrawn, is as wanted. */
  waitForCard(isWanted: (content: Json) => boolean, seconds?: number): Promise<ChatCard>;
  press(card: ChatCard, verb: string, data: Json, by?: Person): Promise<Press>;
  close(): void;
}

const post = async (url: string, body: unknown): Promise<Response> =>
  fetch(url, { method: 'POST', headers: { 'Content-Type': 'application/json' }, body: JSON.stringify(body) });

const collectCards = (socket: WebSocket, cards: Map<string, ChatCard>, onChange: () => void): void => {
  socket.on('message', (data) => {
    const { message } = JSON.parse(String(data)) as StreamEvent;
    const content = message?.attachments?.[0]?.content;
    if (!message?.messageId || !content) return;
    cards.set(message.messageId, { messageId: message.messageId, content });
    onChange();
  });
};

/** `me` must be the person at the Playground's keyboard. */
export const openChat = async (playgroundUrl: string, me: Person): Promise<ChatClient> => {
  const base = playgroundUrl.replace(/\/$/, '');
  const conversation = playgroundChats.personal;
  const cards = new Map<string, ChatCard>();
  const watchers = new Set<() => void>();
  const socket = new WebSocket(`${base.replace('http', 'ws')}/_ws_conversation/v1/conversations/stream`);
  collectCards(socket, cards, () => {
    for (const look of watchers) look();
  });
  await once(socket, 'open');
  const waitForCard: ChatClient['waitForCard'] = (isWanted, seconds = 60) =>
    new Promise((resolve, reject) => {
      const late = setTimeout(() => {
        watchers.delete(look);
        reject(new Error(`No such card appeared in the chat in ${seconds} s.`));
      }, seconds * 1000);
      const look = (): void => {
        const found = [...cards.values()].findLast((card) => isWanted(card.content));
        if (!found) return;
        clearTimeout(late);
        watchers.delete(look);
        resolve(found);
      };
      watchers.add(look);
      look();
    });
  return {
    cards,
    waitForCard,
    say: async (text) => {
      const body = { type: 'text', text, textFormat: 'plain', mentions: [], from: { id: teamsIdOf(me) } };
      const answer = await post(`${base}/_conversation/v1/conversations/${conversation}/messages`, body);
      if (!answer.ok) throw new Error(`The chat refused the message: ${await answer.text()}`);
    },
    press: async (card, verb, data, by = me) => {
      const answer = await post(`${base}/_conversation/v1/invoke`, {
        name: 'adaptiveCard/action',
        value: { action: { type: 'Action.Execute', verb, data } },
        from: { id: teamsIdOf(by) },
        conversation: { id: conversation },
        replyToId: card.messageId,
      });
      const body = (await answer.json()) as { readonly statusCode?: number; readonly value?: Json };
      return { status: body.statusCode ?? answer.status, answer: body.value ?? {} };
    },
    close: () => socket.close(),
  };
};
