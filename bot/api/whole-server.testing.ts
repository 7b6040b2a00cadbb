/** For specs: the whole product on loopback, from its settings to its tab, among the emulators of its vendors. */
import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { type AddressInfo, createServer } from 'node:net';
import { fileURLToPath } from 'node:url';
import { buildTab } from '../../scripts/build-tab.ts';
import type { TestDatabase } from '../../src/store/testing/each-engine.ts';
import {
  app,
  createMobiloControl,
  type Entra,
  type MobiloControl,
  sampleClient,
  sampleTenantId,
  signInAtEmulator,
  staff,
  startBotConnectorEmulator,
  startEntra,
  startSides,
  type World,
} from '../../src/vendors.testing.ts';
import { readConfig } from '../config.ts';
import { startServer } from '../server.ts';
import { type ChatEmulator, startChatEmulator } from '../teams-chat-emulator.testing.ts';

export interface Answer {
  readonly status: number;
  readonly headers: Headers;
  readonly text: string;
  /** Null when it is no JSON. */
  readonly body: Readonly<Record<string, unknown>> | null;
}

export interface Call {
  readonly method?: string;
  readonly headers?: Readonly<Record<string, string>>;
  /** Sent as JSON, unless it is a string. */
  readonly body?: unknown;
}

type Sides = Awaited<ReturnType<typeof startSides>>;
type Connector = Awaited<ReturnType<typeof startBotConnectorEmulator>>;

export interface WholeServer extends Sides {
  readonly url: string;
  readonly entra: Entra;
  readonly connector: Connector;
  readonly chat: ChatEmulator;
  readonly control: MobiloControl;
  /** Calls any path; below `/api/v1` as this person when one is given. */
  call(path: string, call?: Call, personId?: string): Promise<Answer>;
  /** An administrator signs in at Mobilo in the pop-up; gives the page that they end on. */
  connectMobilo(email?: string): Promise<string>;
  close(): Promise<void>;
}

const findFreePort = async (): Promise<number> => {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  server.close();
  await once(server, 'close');
  return port;
};

const requireTab = async (): Promise<void> => {
  if (!existsSync(fileURLToPath(new URL('../../dist/tab/index.html', import.meta.url)))) await buildTab();
};

const readAnswer = async (response: Response): Promise<Answer> => {
  const text = await response.text();
  const isJson = response.headers.get('content-type')?.includes('json') ?? false;
  const body = isJson ? (JSON.parse(text) as Answer['body']) : null;
  return { status: response.status, headers: response.headers, text, body };
};

const send = async (url: string, { method = 'GET', headers = {}, body }: Call): Promise<Answer> => {
  const json = body !== undefined && typeof body !== 'string';
  const response = await fetch(url, {
    method,
    redirect: 'manual',
    headers: { ...(json && { 'Content-Type': 'application/json' }), ...headers },
    ...(body !== undefined && { body: json ? JSON.stringify(body) : String(body) }),
  });
  return readAnswer(response);
};

export interface WholeServerOptions {
  readonly world: World;
  readonly database: TestDatabase['options'];
}

export const startWholeServer = async ({ world, database }: WholeServerOptions): Promise<WholeServer> => {
  await requireTab();
  const port = await findFreePort();
  const url = `http://localhost:${port}`;
  const entra = await startEntra(undefined, `api://localhost:${port}/botid-${app.clientId}`);
  const sides = await startSides(world, entra);
  const connector = await startBotConnectorEmulator({ botId: app.clientId, botUrl: `${url}/api/messages` });
  const chat = await startChatEmulator();
  const config = readConfig({
    PORT: String(port),
    PUBLIC_URL: url,
    TEAMS_APP_ID: '55555555-5555-4555-8555-555555555555',
    DATA_DIR: database.dataDir || '.unused',
    DATABASE_URL: database.databaseUrl,
    LOG_LEVEL: 'silent',
    BOT_ID: app.clientId,
    BOT_TYPE: 'SingleTenant',
    BOT_TENANT_ID: sampleTenantId,
    SECRET_BOT_PASSWORD: app.secret,
    BOT_OPENID_METADATA_URL: connector.metadataUrl,
    AAD_APP_CLIENT_ID: app.clientId,
    AAD_APP_TENANT_ID: sampleTenantId,
    SECRET_AAD_APP_CLIENT_SECRET: app.secret,
    ENTRA_AUTHORITY_URL: entra.url,
    GRAPH_BASE_URL: sides.graph.url,
    MOBILO_API_URL: sides.mobilo.url,
    MOBILO_CLIENT_ID: sampleClient.id,
    SECRET_MOBILO_CLIENT_SECRET: sampleClient.secret,
    SECRET_ENCRYPTION_KEY: randomBytes(32).toString('base64'),
  });
  const server = await startServer(config, { developmentHost: null });
  const call: WholeServer['call'] = async (path, given = {}, personId = undefined) => {
    const token = personId ? { Authorization: `Bearer ${await entra.mintTabToken(personId)}` } : {};
    return send(`${url}${path}`, { ...given, headers: { ...token, ...given.headers } });
  };
  return {
    ...sides,
    ...{ url, entra, connector, chat, call },
    control: createMobiloControl(sides.mobilo.url),
    connectMobilo: async (email = staff.administrator.email) => {
      const { body } = await call('/api/v1/mobilo/connect', { method: 'POST' }, staff.administrator.id);
      const start = await fetch(String(body?.url), { redirect: 'manual' });
      const back = await signInAtEmulator(start.headers.get('location') ?? '', email);
      const end = await fetch(back, { redirect: 'manual' });
      return end.headers.get('location') ?? `${end.status}`;
    },
    close: async () => {
      await server.close();
      await Promise.all([entra.close(), sides.graph.close(), sides.mobilo.close(), connector.close(), chat.stop()]);
    },
  };
};
