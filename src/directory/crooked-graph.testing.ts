/** For specs: a Graph that answers what it is told to, right or wrong. */
import { once } from 'node:events';
import { createServer, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { RetryPolicy } from '../mobilo/retry.ts';
import type { Directory } from './directory.ts';
import type { AccessToken } from './graph-client.ts';
import { createGraphDirectory } from './graph-directory.ts';

/** An answer that is more than a body. */
export class Reply {
  readonly status: number;
  readonly body: unknown;
  readonly headers: Readonly<Record<string, string>>;

  constructor(status: number, body: unknown, headers: Readonly<Record<string, string>> = {}) {
    this.status = status;
    this.body = body;
    this.headers = headers;
  }
}

/** An error as Graph words it. */
export const refuse = (status: number, code: string, headers: Readonly<Record<string, string>> = {}): Reply =>
  new Reply(status, { error: { code, message: 'This answer was told.' } }, headers);

/** What to answer with to a path and query after `/v1.0`. A string is sent as plain text, a Buffer as an image;
 * a promise is waited for. */
export type Crook = (path: string, request: Asked) => unknown;

export interface Asked {
  readonly path: string;
  readonly headers: IncomingMessage['headers'];
  /** The sender's port: another one is another connection. */
  readonly port: number | undefined;
  readonly body: string;
}

export interface CrookedGraph {
  readonly directory: Directory;
  /** Every path that was asked for, in order. */
  readonly asked: readonly string[];
  readonly requests: readonly Asked[];
  close(): Promise<void>;
}

const typeOf = (body: unknown): string => {
  if (Buffer.isBuffer(body)) return 'image/jpeg';
  return typeof body === 'string' ? 'text/plain' : 'application/json';
};

const readBody = async (request: IncomingMessage): Promise<string> => {
  let body = '';
  for await (const part of request) body += String(part);
  return body;
};

const describe = async (request: IncomingMessage): Promise<Asked> => ({
  path: (request.url ?? '').replace('/v1.0', '').replace('%24', '$'),
  headers: request.headers,
  port: request.socket.remotePort,
  body: await readBody(request),
});

export const startCrookedGraph = async (
  answer: Crook,
  retry: Partial<RetryPolicy> = {},
  accessToken: AccessToken = async () => 'token',
): Promise<CrookedGraph> => {
  const requests: Asked[] = [];
  const server = createServer(async (request, response) => {
    const asked = await describe(request);
    requests.push(asked);
    const told = await answer(asked.path, asked);
    const { status, body, headers } = told instanceof Reply ? told : new Reply(200, told);
    response.writeHead(status, { 'Content-Type': typeOf(body), ...headers });
    response.end(typeof body === 'string' || Buffer.isBuffer(body) ? body : JSON.stringify(body));
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  return {
    directory: createGraphDirectory({
      tenantId: 'tenant',
      baseUrl: `http://127.0.0.1:${port}`,
      accessToken,
      retry: { firstWaitMs: 1, ...retry },
    }),
    get asked() {
      return requests.map(({ path }) => path);
    },
    requests,
    close: async () => {
      server.closeAllConnections();
      server.close();
      await once(server, 'close');
    },
  };
};
