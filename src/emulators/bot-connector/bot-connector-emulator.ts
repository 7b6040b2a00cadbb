/** The Bot Connector on loopback: it signs the unsigned activities of Agents Playground and hands them to the bot. */
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import express, { type Express, type RequestHandler } from 'express';
import { createSigningKeys, type SigningKeys } from '../entra/signing-keys.ts';

export interface BotConnectorOptions {
  /** The bot's own route; a function when its port is not known yet. */
  readonly botUrl: string | (() => string);
  readonly botId: string;
  /** A free port when absent or 0. */
  readonly port?: number;
  /** Channels that the signing key may speak for; Teams unless given. */
  readonly endorsements?: readonly string[];
}

export interface BotConnectorEmulator {
  /** Where a client such as Agents Playground posts activities without a token. */
  readonly url: string;
  /** The bot's BOT_OPENID_METADATA_URL. */
  readonly metadataUrl: string;
  /** A token as the Bot Connector sends one with an activity from this service address; `claims` wins over everything. */
  sign(serviceUrl: string, claims?: Readonly<Record<string, unknown>>): Promise<string>;
  rotateKeys(): Promise<void>;
  close(): Promise<void>;
}

/** Seconds, as the real service has it. */
const lifetime = 3600;
const metadataPath = '/v1/.well-known/openidconfiguration';
const keysPath = '/v1/.well-known/keys';
const messagesPath = '/api/messages';

const readServiceUrl = (body: unknown): string => {
  const { serviceUrl } = typeof body === 'object' && body !== null ? (body as { serviceUrl?: unknown }) : {};
  return typeof serviceUrl === 'string' ? serviceUrl : '';
};

const createForwarder = (options: BotConnectorOptions, sign: BotConnectorEmulator['sign']): RequestHandler => {
  return async (request, response) => {
    const body: unknown = request.body;
    const botUrl = typeof options.botUrl === 'string' ? options.botUrl : options.botUrl();
    const authorization = `Bearer ${await sign(readServiceUrl(body))}`;
    try {
      const headers = { 'content-type': 'application/json', authorization };
      const answer = await fetch(botUrl, { method: 'POST', headers, body: JSON.stringify(body) });
      response.status(answer.status).type(answer.headers.get('content-type') ?? 'text/plain');
      response.send(Buffer.from(await answer.arrayBuffer()));
    } catch {
      response.status(502).json({ error: `The bot does not answer at ${botUrl}.` });
    }
  };
};

const createRoutes = (url: string, keys: SigningKeys, forward: RequestHandler): Express => {
  const app = express();
  app.disable('x-powered-by');
  app.get(metadataPath, (_request, response) => {
    response.json({
      issuer: 'https://api.botframework.com',
      authorization_endpoint: 'https://invalid.botframework.com',
      jwks_uri: `${url}${keysPath}`,
      id_token_signing_alg_values_supported: ['RS256'],
      token_endpoint_auth_methods_supported: ['private_key_jwt'],
    });
  });
  app.get(keysPath, (_request, response) => void response.json(keys.published()));
  app.post(messagesPath, express.json({ limit: '1mb' }), forward);
  return app;
};

/** Listens on 127.0.0.1 only: whoever posts to it speaks to the bot as Teams. */
export const startBotConnectorEmulator = async (options: BotConnectorOptions): Promise<BotConnectorEmulator> => {
  const keys = await createSigningKeys({ endorsements: options.endorsements ?? ['msteams'] });
  const sign: BotConnectorEmulator['sign'] = (serviceUrl, claims) =>
    keys.sign({ iss: 'https://api.botframework.com', aud: options.botId, serviceurl: serviceUrl, ...claims }, lifetime);

  let routes: Express | null = null;
  const server = createServer((request, response) => routes?.(request, response));
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject).listen(options.port ?? 0, '127.0.0.1', resolve);
  });
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  routes = createRoutes(url, keys, createForwarder(options, sign));
  return {
    url: `${url}${messagesPath}`,
    metadataUrl: `${url}${metadataPath}`,
    sign,
    rotateKeys: () => keys.rotate(),
    close: async () => {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
};
