import assert from 'node:assert/strict';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { TeamsAdapter } from '@microsoft/teams-ai';
import type { TurnContext } from 'botbuilder';
import express, { type Express } from 'express';
import { decodeJwt } from 'jose';
import { createEntraTokens } from '../../src/directory/entra-tokens.ts';
import {
  type BotConnectorEmulator,
  startBotConnectorEmulator,
} from '../../src/emulators/bot-connector/bot-connector-emulator.ts';
import { type EntraEmulator, startEntraEmulator } from '../../src/emulators/entra/entra-emulator.ts';
import { staff, tenantId } from '../../src/emulators/world.ts';
import { createForger } from './forge-tokens.testing.ts';
import { createTeamsAdapter } from './teams-adapter.ts';

const botId = '99999999-9999-4999-8999-999999999999';
const otherId = '88888888-8888-4888-8888-888888888888';
const credential = { secret: 'bot secret' };
const evil = 'https://evil.example/';

interface Sent {
  readonly path: string;
  readonly authorization: string;
  readonly text: unknown;
}

describe('The door of the bot', () => {
  let entra: EntraEmulator;
  let connector: BotConnectorEmulator;
  const endings: (() => unknown)[] = [];
  let botUrl: string;
  let serviceUrl: string;
  let adapter: TeamsAdapter;
  const sent: Sent[] = [];
  const logged: string[] = [];
  const record = (_fields: object, message: string) => void logged.push(message);
  const seconds = () => Math.floor(Date.now() / 1000);

  const logic = async (context: TurnContext): Promise<void> => {
    if (context.activity.text === 'throw') throw new Error('the password of the database is 1234');
    if (context.activity.text === 'hello') await context.sendActivity('hello yourself');
    if (context.activity.type === 'invoke') {
      await context.sendActivity({ type: 'invokeResponse', value: { status: 200, body: { statusCode: 200 } } });
    }
  };

  const open = async (app: Express): Promise<string> => {
    const server = createServer(app);
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    endings.push(() => {
      server.closeAllConnections();
      server.close();
    });
    return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  };
  const serve = async (made: TeamsAdapter): Promise<string> => {
    const app = express();
    app.use(express.json());
    app.post('/api/messages', (request, response, next) => void made.process(request, response, logic).catch(next));
    return `${await open(app)}/api/messages`;
  };

  before(async () => {
    entra = await startEntraEmulator({
      tenantId,
      users: [],
      apps: [{ clientId: botId, secrets: [credential.secret] }],
    });
    connector = await startBotConnectorEmulator({ botUrl: () => botUrl, botId });
    const app = express();
    app.post('/*path', express.json(), (request, response) => {
      sent.push({ path: request.path, authorization: request.headers.authorization ?? '', text: request.body.text });
      response.status(201).json({ id: 'sent-1' });
    });
    serviceUrl = await open(app);
    adapter = createTeamsAdapter({ ...settings(), openIdMetadataUrl: connector.metadataUrl });
    botUrl = await serve(adapter);
    endings.push(entra.close, connector.close);
  });
  after(async () => {
    for (const end of endings.reverse()) await end();
  });
  beforeEach(() => {
    sent.length = 0;
    logged.length = 0;
  });

  const settings = () => ({
    botId,
    botType: 'SingleTenant',
    botTenantId: tenantId,
    openIdMetadataUrl: 'https://login.botframework.com/v1/.well-known/openidconfiguration',
    tokens: createEntraTokens({ tenantId, clientId: botId, credential, authorityUrl: entra.url }),
    log: { warn: record, error: record },
  });

  const activity = (changes: object = {}): object => ({
    type: 'message',
    id: 'm1',
    timestamp: '2026-11-23T09:00:00Z',
    channelId: 'msteams',
    serviceUrl,
    from: { id: '29:anna', name: staff.administrator.name, aadObjectId: staff.administrator.id },
    recipient: { id: `28:${botId}` },
    conversation: { id: 'a:1', conversationType: 'personal', tenantId },
    text: 'nothing',
    ...changes,
  });
  const post = async (authorization: string | null, body: unknown = activity(), url = botUrl) => {
    const headers = { 'content-type': 'application/json', ...(authorization !== null && { authorization }) };
    const response = await fetch(url, { method: 'POST', headers, body: JSON.stringify(body) });
    return { status: response.status, text: await response.text() };
  };
  const bearer = async (claims: Readonly<Record<string, unknown>> = {}) =>
    `Bearer ${await connector.sign(serviceUrl, claims)}`;

  it('lets the Bot Connector in, and answers with a token of its own', async () => {
    assert.deepEqual(await post(await bearer(), activity({ text: 'hello' })), { status: 200, text: '' });
    const [{ path, authorization, text } = { path: '', authorization: '', text: '' }] = sent;
    const { aud, appid } = decodeJwt(authorization.replace('Bearer ', ''));
    assert.deepEqual(
      [path, text, aud, appid],
      ['/v3/conversations/a%3A1/activities/m1', 'hello yourself', 'https://api.botframework.com', botId],
    );
  });

  it('lets through what a client posts without a token to the signing proxy', async () => {
    assert.deepEqual(await post(null, activity(), connector.url), { status: 200, text: '' });
    assert.equal((await post(null, activity())).status, 401);
  });

  it('answers an invoke with the body that the bot made', async () => {
    const invoke = activity({ type: 'invoke', name: 'adaptiveCard/action', value: {} });
    assert.deepEqual(await post(await bearer(), invoke), { status: 200, text: '{"statusCode":200}' });
  });

  const botTenant = 'https://sts.windows.net/d6d49420-f39b-4df7-a1dc-d59a935871db/';
  const forger = createForger(
    () => connector.sign(serviceUrl),
    async () => (await fetch(connector.metadataUrl.replace('openidconfiguration', 'keys'))).text(),
  );

  type Make = () => Promise<readonly [authorization: string | null, body?: unknown]>;
  const table: Readonly<Record<string, readonly [status: number, make: Make]>> = {
    'a valid token': [200, async () => [await bearer()]],
    'no token': [401, async () => [null]],
    'an empty token': [401, async () => ['Bearer ']],
    'the Basic scheme': [401, async () => ['Basic YTpi']],
    'garbage for a token': [401, async () => ['Bearer abc.def.ghi']],
    'a token of 10 kB': [401, async () => [await bearer({ padding: 'x'.repeat(7_500) })]],
    'no algorithm': [401, async () => [await forger.leaveUnsigned('')]],
    'no algorithm but a signature': [401, async () => [await forger.leaveUnsigned('c2lnbmVk')]],
    'the public key as a password': [401, async () => [await forger.signWithPublicKey()]],
    'the signature of another key under a known id': [401, async () => [await forger.signWithOwnKey('genuine')]],
    'an unknown key id': [401, async () => [await forger.signWithOwnKey('invented')]],
    'no key id': [401, async () => [await forger.signWithOwnKey('none')]],
    'another audience': [401, async () => [await bearer({ aud: otherId })]],
    'no audience': [401, async () => [await bearer({ aud: undefined })]],
    'an end an hour ago': [401, async () => [await bearer({ exp: seconds() - 3600 })]],
    'an end four minutes ago, within the skew': [200, async () => [await bearer({ exp: seconds() - 240 })]],
    'a start in an hour': [401, async () => [await bearer({ nbf: seconds() + 3600 })]],
    'no end': [401, async () => [await bearer({ exp: undefined })]],
    'another issuer': [401, async () => [await bearer({ iss: 'https://evil.example' })]],
    'another service address in the token': [401, async () => [await bearer({ serviceurl: evil })]],
    'no service address in the token': [401, async () => [await bearer({ serviceurl: undefined })]],
    'an activity without a service address': [401, async () => [await bearer(), activity({ serviceUrl: undefined })]],
    'a foreign address, signed': [
      401,
      async () => [await bearer({ serviceurl: evil }), activity({ serviceUrl: evil })],
    ],
    'another channel': [401, async () => [await bearer(), activity({ channelId: 'webchat' })]],
    'the channel of App Service Extension': [401, async () => [await bearer(), activity({ channelId: 'AseChannel' })]],
    'another tenant': [401, async () => [await bearer(), activity({ conversation: { id: 'a:1', tenantId: otherId } })]],
    'two tenants': [401, async () => [await bearer(), activity({ channelData: { tenant: { id: otherId } } })]],
    'no tenant': [401, async () => [await bearer(), activity({ conversation: { id: 'a:1' } })]],
    'the tenant in the channel data only': [
      200,
      async () => [
        await bearer(),
        activity({ conversation: { id: 'a:1' }, channelData: { tenant: { id: tenantId } } }),
      ],
    ],
    "a token of the Bot Framework Emulator for the bot's own app": [
      401,
      async () => [await bearer({ iss: botTenant, ver: '1.0', appid: botId })],
    ],
    'a token of another bot': [401, async () => [await bearer({ iss: botTenant, ver: '2.0', azp: otherId })]],
    'a list for a body': [400, async () => [await bearer(), [1]]],
    'a body without a type': [400, async () => [await bearer(), { text: 'hello' }]],
  };
  for (const [title, [status, make]] of Object.entries(table)) {
    it(`answers ${status} to ${title}`, async () => {
      const [authorization, body] = await make();
      const answer = await post(authorization, body);
      const refusal = {
        error: { code: 'unauthenticated', message: 'This request does not come from Microsoft Teams.' },
      };
      assert.equal(answer.status, status);
      if (status === 401) {
        assert.deepEqual(JSON.parse(answer.text), refusal);
        assert.deepEqual(logged, ['Refused a request that is not from Teams.']);
      }
    });
  }

  it('answers 401 to a key that is not endorsed for Teams', async () => {
    const webchat = await startBotConnectorEmulator({ botUrl, botId, endorsements: ['webchat', 'directline'] });
    endings.push(webchat.close);
    const url = await serve(createTeamsAdapter({ ...settings(), openIdMetadataUrl: webchat.metadataUrl }));
    assert.equal((await post(`Bearer ${await webchat.sign(serviceUrl)}`, activity(), url)).status, 401);
  });

  it('answers 503 and logs while the keys of the Bot Connector cannot be read', async () => {
    const openIdMetadataUrl = 'http://127.0.0.1:9/v1/.well-known/openidconfiguration';
    const url = await serve(createTeamsAdapter({ ...settings(), openIdMetadataUrl }));
    const { status, text } = await post(await bearer(), activity(), url);
    assert.deepEqual(
      [status, JSON.parse(text).error.code, logged],
      [503, 'directory-unavailable', ['Cannot check whether a request is from Teams.']],
    );
  });

  it('tells the caller nothing about a fault inside', async () => {
    const { status, text } = await post(await bearer(), activity({ text: 'throw' }));
    const message = 'The bot could not handle this message. Its operator finds why in the log.';
    assert.deepEqual([status, JSON.parse(text)], [500, { error: { code: 'internal', message } }]);
    assert.deepEqual(logged, ['A turn of the bot failed.']);
  });

  it("sends the bot's token to no address outside Teams, even when a stored conversation names one", async () => {
    const reference = { serviceUrl: evil, channelId: 'msteams', conversation: { id: 'a:1' } };
    const speak = adapter.continueConversationAsync(botId, reference as never, async (context) => {
      await context.sendActivity('hello');
    });
    await assert.rejects(speak, { code: 'forbidden' });
  });

  it('speaks first in a conversation that it knows', async () => {
    const reference = { serviceUrl, channelId: 'msteams', conversation: { id: 'a:1' }, bot: { id: `28:${botId}` } };
    await adapter.continueConversationAsync(botId, reference as never, async (context) => {
      await context.sendActivity('a plan is pending');
    });
    assert.deepEqual(
      sent.map(({ path, text }) => [path.split('/activities')[0], text]),
      [['/v3/conversations/a%3A1', 'a plan is pending']],
    );
  });
});
