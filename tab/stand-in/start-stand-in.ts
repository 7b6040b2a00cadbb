/** Serves the built tab under the policy it must hold in production, with the stand-in of the API behind it. */
import { randomBytes } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { createServer as createHttpServer } from 'node:http';
import { createServer } from 'node:https';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import express, { type Express } from 'express';
import { buildTab } from '../../scripts/build-tab.ts';
import { standInApi } from './api.ts';
import type { World } from './world.ts';

interface Tls {
  readonly key: string;
  readonly cert: string;
}

export interface StandInOptions {
  /** Asked at each request, so that a spec may put another one in its place. */
  readonly world: () => World;
  readonly tls?: Tls;
  /** An http origin that may frame the tab. */
  readonly developmentHost?: () => string;
}

const assets = 'https://res.cdn.office.net';

const policy = (nonce: string, hosts: string): string =>
  [
    "default-src 'none'",
    "base-uri 'none'",
    "script-src 'self'",
    `style-src 'self' 'nonce-${nonce}'`,
    "img-src 'self' data:",
    `font-src 'self' data: ${assets}`,
    `connect-src 'self' ${assets}`,
    `frame-ancestors https://teams.microsoft.com ${hosts}`,
  ].join('; ');

const makeApp = (folder: string, { world, developmentHost = () => '' }: StandInOptions): Express => {
  const html = readFileSync(join(folder, 'index.html'), 'utf8');
  const app = express();
  app.get('/tab/', (_, response) => {
    const nonce = randomBytes(16).toString('base64');
    response.set({ 'content-security-policy': policy(nonce, developmentHost()), 'cache-control': 'no-store' });
    response.type('html').send(html.replace('__NONCE__', nonce).replace('__TEAMS_HOST_ORIGIN__', developmentHost()));
  });
  app.use('/tab', express.static(folder, { index: false }));
  app.use('/api/v1', (request, response, next) => standInApi(world())(request, response, next));
  app.get('/mobilo', (_, response) => {
    world().health = { ...world().health, mobilo: { ok: true, code: null, sentence: 'Mobilo answers.' } };
    response.redirect('/tab/?sign-in=done');
  });
  return app;
};

/** Builds the tab if need be, and starts on a free port. */
export const startStandIn = async (
  options: StandInOptions,
): Promise<{ readonly port: number; close(): Promise<void> }> => {
  const app = makeApp(await buildTab(), options);
  const server = options.tls ? createServer(options.tls, app) : createHttpServer(app);
  await new Promise<void>((resolve) => {
    server.listen(0, '127.0.0.1', resolve);
  });
  return {
    port: (server.address() as AddressInfo).port,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
};
