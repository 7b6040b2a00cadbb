/** For specs: stands between the product and a Graph, and writes down what both say. The items of a batch count as requests. */
import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';

export interface Exchange {
  readonly method: string;
  /** Path and query after `/v1.0`. */
  readonly url: string;
  readonly asked: unknown;
  readonly status: number;
  readonly answer: unknown;
}

export interface GraphRecorder {
  readonly url: string;
  readonly exchanges: readonly Exchange[];
  close(): Promise<void>;
}

interface Items {
  readonly requests: readonly { readonly id: string; readonly method: string; readonly url: string }[];
}
interface Answers {
  readonly responses: readonly { readonly id: string; readonly status: number; readonly body: unknown }[];
}

const parse = (text: string): unknown => {
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
};

const itemsOf = ({ asked, answer }: Exchange): readonly Exchange[] =>
  (asked as Items).requests.map(({ id, method, url }) => {
    const item = (answer as Answers).responses.find((response) => response.id === id);
    return { method, url, asked: null, status: item?.status ?? 0, answer: item?.body };
  });

export const startGraphRecorder = async (graphUrl: string): Promise<GraphRecorder> => {
  const exchanges: Exchange[] = [];
  const server = createServer(async (request, response) => {
    let body = '';
    for await (const part of request) body += String(part);
    const { method = 'GET', url = '' } = request;
    const { host: _, connection: __, 'content-length': ___, ...headers } = request.headers as Record<string, string>;
    const answered = await fetch(graphUrl + url, { method, headers, body: body === '' ? null : body });
    const text = await answered.text();
    const { status } = answered;
    const exchange = { method, url: url.replace('/v1.0', ''), asked: parse(body), status, answer: parse(text) };
    exchanges.push(exchange, ...(url.endsWith('batch') ? itemsOf(exchange) : []));
    response.writeHead(status, { 'Content-Type': answered.headers.get('content-type') ?? 'text/plain' });
    response.end(text);
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}`,
    exchanges,
    close: async () => {
      server.closeAllConnections();
      server.close();
      await once(server, 'close');
    },
  };
};
