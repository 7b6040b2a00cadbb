/** Sits in Agents Playground without a browser: says things, reads cards, presses buttons (its HTTP interface, pinned at 0.2.28). */
import { once } from 'node:events';
import { WebSocket } from 'ws';
import { playgroundBot, playgroundChats, teamsIdOf } from '../../src/emulators/bot-connector/playground-config.ts';

export type Json = Readonly<Record<string, unknown>>;

/** A card in the conversation, as it looks now. */
export interface ChatCard {
  readonly messageId: string;
  readonly content: Json;
}

/** How the bot answers a button. */
export type Answer =
  | { readonly card: Json }
  | { readonly refusal: { readonly code: string; readonly message: string } };

type Person = Parameters<typeof teamsIdOf>[0];
type Room = keyof typeof playgroundChats;

interface StreamEvent {
  readonly actionConversationId?: string;
  readonly message?: { readonly messageId?: string; readonly attachments?: readonly { readonly content?: Json }[] };
}

export interface ChatClient {
  readonly cards: ReadonlyMap<string, ChatCard>;
  say(text: string): Promise<void>;
  /** Waits until some card, new or redrawn, is as wanted. */
  waitForCard(isWanted: (content: Json) => boolean, seconds?: number): Promise<ChatCard>;
  press(card: ChatCard, verb: string, data: Json, by?: Person): Promise<Answer>;
  close(): void;
}

const post = async (url: string, body: unknown): Promise<Response> =>
  fetch(url, { method: 'POST', headers: { 'Content-Type': 'application/json' }, body: JSON.stringify(body) });

const collectCards = (
  socket: WebSocket,
  conversation: string,
  cards: Map<string, ChatCard>,
  onChange: () => void,
): void => {
  socket.on('message', (data) => {
    const { actionConversationId, message } = JSON.parse(String(data)) as StreamEvent;
    const content = message?.attachments?.[0]?.content;
    if (actionConversationId !== conversation || !message?.messageId || !content) return;
    cards.set(message.messageId, { messageId: message.messageId, content });
    onChange();
  });
};

const readAnswer = async (response: Response): Promise<Answer> => {
  const body = await response.text();
  if (!response.ok) throw new Error(`The chat did not deliver the press: ${body}`);
  const { type, value } = JSON.parse(body) as { readonly type?: string; readonly value?: unknown };
  if (type === 'application/vnd.microsoft.card.adaptive') return { card: value as Json };
  return { refusal: value as { readonly code: string; readonly message: string } };
};

/** In a room with others the bot hears only what mentions it. */
const mentionIn = (room: Room): { readonly text: string; readonly mentions: readonly unknown[] } => {
  if (room === 'personal') return { text: '', mentions: [] };
  const text = `<at>${playgroundBot.name}</at>`;
  return { text: `${text} `, mentions: [{ mentioned: { id: playgroundBot.id }, text }] };
};

/** `me` must be the person at the Playground's keyboard. Other people can press buttons in the rooms where they are. */
export const openChat = async (playgroundUrl: string, me: Person, room: Room = 'personal'): Promise<ChatClient> => {
  const base = playgroundUrl.replace(/\/$/, '');
  const conversation = playgroundChats[room];
  const cards = new Map<string, ChatCard>();
  const watchers = new Set<() => void>();
  const socket = new WebSocket(`${base.replace('http', 'ws')}/_ws_conversation/v1/conversations/stream`);
  collectCards(socket, conversation, cards, () => {
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
      const mention = mentionIn(room);
      const said = { text: mention.text + text, mentions: mention.mentions };
      const body = { type: 'text', ...said, textFormat: 'plain', from: { id: teamsIdOf(me) } };
      const answer = await post(`${base}/_conversation/v1/conversations/${conversation}/messages`, body);
      if (!answer.ok) throw new Error(`The chat refused the message: ${await answer.text()}`);
    },
    press: async (card, verb, data, by = me) => {
      const response = await post(`${base}/_conversation/v1/invoke`, {
        name: 'adaptiveCard/action',
        value: { action: { type: 'Action.Execute', verb, data } },
        from: { id: teamsIdOf(by) },
        conversation: { id: conversation },
        replyToId: card.messageId,
      });
      return readAnswer(response);
    },
    close: () => socket.close(),
  };
};
