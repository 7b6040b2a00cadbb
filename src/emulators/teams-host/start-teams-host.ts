import { createServer as createHttpServer } from 'node:http';
import { createServer as createHttpsServer } from 'node:https';
import type { AddressInfo } from 'node:net';
import express, { type Express } from 'express';
import { tenantId } from '../world.ts';
import { buildPage, type Page } from './build-page.ts';
import type { Person } from './protocol.ts';

export interface TeamsHostOptions {
  /** What the frame shows, such as `http://localhost:3978/tab/`. */
  readonly tabUrl: string;
  /** The only origin the host listens to. */
  readonly tabOrigin: string;
  /** The token that Teams would bring for this person; a thrown message becomes the tab's sign-in failure. */
  readonly mintToken: (personId: string) => Promise<string>;
  readonly people: readonly Person[];
  /** A free port when absent. */
  readonly port?: number;
  /** PEM. With it the host speaks https. */
  readonly tls?: { readonly key: string; readonly cert: string };
}

export interface TeamsHost {
  /** Without a slash at the end. The page takes `?theme=`, `?locale=`, `?person=`, `?width=` and a deep link's path. */
  readonly url: string;
  close(): Promise<void>;
}

const pagePolicy = (tabOrigin: string): string =>
  `default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'; frame-src ${tabOrigin}; base-uri 'none'`;

const serveToken =
  (options: TeamsHostOptions): express.RequestHandler =>
  async (request, response) => {
    const { personId } = request.body as { readonly personId?: unknown };
    const person = options.people.find((candidate) => candidate.id === personId);
    try {
      if (!person) throw new Error('CancelledByUser');
      response.set('cache-control', 'no-store').json({ token: await options.mintToken(person.id) });
    } catch (error) {
      response
        .status(403)
        .type('text')
        .send(error instanceof Error ? error.message : 'unknown');
    }
  };

const makeApp = (options: TeamsHostOptions, page: Page): Express => {
  const app = express();
  app.disable('x-powered-by');
  app.get('/host.js', (_, response) => void response.type('js').send(page['/host.js']));
  app.get('/host.css', (_, response) => void response.type('css').send(page['/host.css']));
  app.post('/token', express.json(), serveToken(options));
  app.get(['/', '/l/entity/:appId/:entityId'], (_, response) => {
    response.set('content-security-policy', pagePolicy(options.tabOrigin)).type('html').send(page.html);
  });
  return app;
};

/**
 * Starts the emulated Teams around the tab, on loopback only. Deep links work as at teams.microsoft.com:
 * `/l/entity/<app>/<entity>?context={"subEntityId":"plan/..."}`.
 */
export const startTeamsHost = async (options: TeamsHostOptions): Promise<TeamsHost> => {
  const { tabUrl, tabOrigin, people, tls } = options;
  const app = makeApp(options, await buildPage({ tabUrl, tabOrigin, tenantId, people }));
  const server = tls ? createHttpsServer(tls, app) : createHttpServer(app);
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject).listen(options.port ?? 0, '127.0.0.1', resolve);
  });
  const { port } = server.address() as AddressInfo;
  return {
    url: `${tls ? 'https' : 'http'}://localhost:${port}`,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
};
