/** The part of the Bot Connector that the bot speaks to, over HTTP: messages of conversations, kept so that specs can look. */
import { createServer, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { AdaptiveCard } from './cards/elements.ts';

export interface ChatMessage {
  readonly id: string;
  readonly conversationId: string;
  readonly text: string | null;
  readonly card: AdaptiveCard | null;
  readonly summary: string | null;
  /** How often it was changed after it was posted. */
  readonly edits: number;
}

interface Refusal {
  readonly status: number;
  readonly code: string;
}

export interface ChatEmulator {
  readonly url: string;
  /** Every message, in the order in which they were posted. */
  readonly messages: () => readonly ChatMessage[];
  /** As when somebody deletes the bot's message. */
  deleteMessage(id: string): void;
  /** Everything in this conversation is refused from now on. */
  refuse(conversationId: string, refusal: Refusal): void;
  stop(): Promise<void>;
}

interface Sent {
  readonly text?: string;
  readonly summary?: string;
  readonly attachments?: readonly { readonly content: AdaptiveCard }[];
}

const readBody = async (request: IncomingMessage): Promise<Sent> => {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  return JSON.parse(Buffer.concat(chunks).toString() || '{}') as Sent;
};

const contentOf = ({ text, summary, attachments }: Sent) => ({
  text: text ?? null,
  card: attachments?.[0]?.content ?? null,
  summary: summary ?? null,
});

export const startChatEmulator = async (): Promise<ChatEmulator> => {
  const messages = new Map<string, ChatMessage>();
  const refusals = new Map<string, Refusal>();
  let posted = 0;

  const answer = (method: string | undefined, conversationId: string, activityId: string, sent: Sent) => {
    const refusal = refusals.get(conversationId);
    if (refusal) return { status: refusal.status, body: { error: { code: refusal.code, message: 'refused' } } };
    const known = messages.get(activityId);
    if (method === 'PUT' && !known)
      return { status: 404, body: { error: { code: 'ActivityNotFoundInConversation', message: 'no such message' } } };
    const edits = method === 'PUT' && known ? known.edits + 1 : 0;
    if (method !== 'PUT') posted += 1;
    const id = method === 'PUT' ? activityId : `message-${posted}`;
    messages.set(id, { id, conversationId, ...contentOf(sent), edits });
    return { status: method === 'PUT' ? 200 : 201, body: { id } };
  };

  const server = createServer(async (request, response) => {
    const path = decodeURIComponent(request.url ?? '');
    const [, conversationId = '', activityId = ''] =
      /^\/v3\/conversations\/([^/]+)\/activities\/?(.*)$/.exec(path) ?? [];
    const { status, body } = answer(request.method, conversationId, activityId, await readBody(request));
    response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    messages: () => [...messages.values()],
    deleteMessage: (id) => void messages.delete(id),
    refuse: (conversationId, refusal) => void refusals.set(conversationId, refusal),
    stop: () =>
      new Promise((resolve) => {
        server.closeAllConnections();
        server.close(() => resolve());
      }),
  };
};
