/** The TLS in front of a server, as a hosting platform brings it. */
import { once } from 'node:events';
import { request } from 'node:http';
import { createServer } from 'node:https';
import type { AddressInfo } from 'node:net';
import type { Served } from '../../src/emulators/teams-host/open-in-teams.ts';

/** Hands every request on to the server, and its answer back, as they are. */
export const serveBehindTls =
  (serverUrl: string) =>
  async (tls: { readonly key: string; readonly cert: string }): Promise<Served> => {
    const front = createServer(tls, (incoming, outgoing) => {
      const { method, headers, url = '/' } = incoming;
      const onward = request(new URL(url, serverUrl), { method, headers }, (answer) => {
        outgoing.writeHead(answer.statusCode ?? 502, answer.headers);
        answer.pipe(outgoing);
      });
      onward.once('error', () => outgoing.writeHead(502).end());
      incoming.pipe(onward);
    });
    front.listen(0, '127.0.0.1');
    await once(front, 'listening');
    return {
      port: (front.address() as AddressInfo).port,
      close: async () => {
        front.close();
        front.closeAllConnections();
      },
    };
  };
