/** For specs: somebody on loopback who wants to be told of changes, and keeps what they are told. */
import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';

export interface Told {
  readonly changeType: string;
  readonly clientState: string | null;
  readonly resource: string;
  readonly subscriptionId: string;
  readonly resourceData: Readonly<Record<string, unknown>>;
}

/** What the check of the address is answered with. */
export type Check = (token: string) => { readonly status: number; readonly type: string; readonly text: string };

export interface Listener {
  readonly url: string;
  readonly told: readonly Told[];
  /** Posts that were answered so far. */
  readonly posts: () => number;
  /** Refuses so many of the next posts. */
  refuse(times: number): void;
  close(): Promise<void>;
}

const agree: Check = (text) => ({ status: 200, type: 'text/plain', text });

export const openListener = async (check: Check = agree): Promise<Listener> => {
  const told: Told[] = [];
  let posts = 0;
  let refusals = 0;
  const server = createServer(async (request, response) => {
    const token = new URL(request.url ?? '', 'http://listener').searchParams.get('validationToken');
    if (token !== null) {
      const { status, type, text } = check(token);
      response.writeHead(status, { 'Content-Type': type }).end(text);
      return;
    }
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk as Buffer);
    posts += 1;
    if (refusals > 0) {
      refusals -= 1;
      response.writeHead(503).end();
      return;
    }
    told.push(...(JSON.parse(Buffer.concat(chunks).toString()) as { readonly value: readonly Told[] }).value);
    response.writeHead(202).end();
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/told`,
    told,
    posts: () => posts,
    refuse: (times) => {
      refusals = times;
    },
    close: async () => {
      server.closeAllConnections();
      server.close();
      await once(server, 'close');
    },
  };
};
