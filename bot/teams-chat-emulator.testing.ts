/** The part of the Bot Connector that the bot speaks to, over HTTP: messages of conversations, kept so that specs can look. */
import { EventEmitter, once } from 'node:events';
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
  /** The message once it has been changed at least once. */
  whenEdited(id: string): Promise<ChatMessage>;
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

interface Answer {
  readonly status: number;
  readonly body: object;
}

const refuseWith = ({ status, code }: Refusal): Answer => ({ status, body: { error: { code, message: 'refused' } } });

/** The messages of all conversations, in memory. */
const createMessages = () => {
  const messages = new Map<string, ChatMessage>();
  const edited = new EventEmitter();
  let posted = 0;
  return {
    messages,
    post: (conversationId: string, sent: Sent): Answer => {
      posted += 1;
      const id = `message-${posted}`;
      messages.set(id, { id, conversationId, ...contentOf(sent), edits: 0 });
      return { status: 201, body: { id } };
    },
    edit: (id: string, sent: Sent): Answer => {
      const known = messages.get(id);
      if (!known) return refuseWith({ status: 404, code: 'ActivityNotFoundInConversation' });
      messages.set(id, { ...known, ...contentOf(sent), edits: known.edits + 1 });
      edited.emit(id);
      return { status: 200, body: { id } };
    },
    whenEdited: async (id: string): Promise<ChatMessage> => {
      for (;;) {
        const message = messages.get(id);
        if (message && message.edits > 0) return message;
        await once(edited, id);
      }
    },
  };
};

const activityPath = /^\/v3\/conversations\/([^/]+)\/activities\/?(.*)$/;

export const startChatEmulator = async (): Promise<ChatEmulator> => {
  const { messages, post, edit, whenEdited } = createMessages();
  const refusals = new Map<string, Refusal>();
  const server = createServer(async (request, response) => {
    const [, conversationId = '', activityId = ''] = activityPath.exec(decodeURIComponent(request.url ?? '')) ?? [];
    const sent = await readBody(request);
    const refusal = refusals.get(conversationId);
    const take = () => (request.method === 'PUT' ? edit(activityId, sent) : post(conversationId, sent));
    const { status, body } = refusal ? refuseWith(refusal) : take();
    response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    messages: () => [...messages.values()],
    whenEdited,
    deleteMessage: (id) => void messages.delete(id),
    refuse: (conversationId, refusal) => void refusals.set(conversationId, refusal),
    stop: () =>
      new Promise((resolve) => {
        server.closeAllConnections();
        server.close(() => resolve());
      }),
  };
};
