/** For specs: a Graph that answers what it is told to, right or wrong. */
import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Directory } from './directory.ts';
import { createGraphDirectory } from './graph-directory.ts';

/** What to answer with to a path and query after `/v1.0`. A string is sent as plain text. */
export type Crook = (path: string) => unknown;

export interface CrookedGraph {
  readonly directory: Directory;
  /** Every path that was asked for, in order. */
  readonly asked: readonly string[];
  close(): Promise<void>;
}

export const startCrookedGraph = async (answer: Crook): Promise<CrookedGraph> => {
  const asked: string[] = [];
  const server = createServer((request, response) => {
    const path = (request.url ?? '').replace('/v1.0', '').replace('%24', '$');
    asked.push(path);
    const body = answer(path);
    response.setHeader('Content-Type', typeof body === 'string' ? 'text/plain' : 'application/json');
    response.end(typeof body === 'string' ? body : JSON.stringify(body));
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  return {
    directory: createGraphDirectory({
      tenantId: 'tenant',
      baseUrl: `http://127.0.0.1:${port}`,
      accessToken: async () => 'token',
      retry: { firstWaitMs: 1 },
    }),
    asked,
    close: async () => {
      server.closeAllConnections();
      server.close();
      await once(server, 'close');
    },
  };
};
