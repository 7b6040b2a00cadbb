import assert from 'node:assert/strict';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import express from 'express';
import { createRemoteJWKSet, jwtVerify } from 'jose';
import { type BotConnectorEmulator, startBotConnectorEmulator } from './bot-connector-emulator.ts';

const botId = '99999999-9999-4999-8999-999999999999';
const serviceUrl = 'http://127.0.0.1:56150/_connector';

describe('The Bot Connector emulator', () => {
  let bot: Server;
  let connector: BotConnectorEmulator;
  let received: { authorization: string; body: unknown } | null = null;

  before(async () => {
    const app = express();
    app.post('/api/messages', express.json(), (request, response) => {
      received = { authorization: request.headers.authorization ?? '', body: request.body };
      response.status(202).json({ statusCode: 403 });
    });
    bot = createServer(app);
    await new Promise<void>((resolve) => bot.listen(0, '127.0.0.1', resolve));
    const botUrl = `http://127.0.0.1:${(bot.address() as AddressInfo).port}/api/messages`;
    connector = await startBotConnectorEmulator({ botUrl, botId });
  });
  after(async () => {
    bot.closeAllConnections();
    bot.close();
    await connector.close();
  });

  const verify = async (token: string) => {
    const metadata = (await (await fetch(connector.metadataUrl)).json()) as { issuer: string; jwks_uri: string };
    const keys = createRemoteJWKSet(new URL(metadata.jwks_uri));
    const { payload } = await jwtVerify(token, keys, { issuer: metadata.issuer, audience: botId });
    return { payload, endorsements: keys.jwks()?.keys.map((key) => 'endorsements' in key && key.endorsements) };
  };
  const post = (url: string, activity: object) =>
    fetch(url, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(activity),
    });

  it('signs for the bot with a published key that is endorsed for Teams', async () => {
    const { payload, endorsements } = await verify(await connector.sign(serviceUrl));
    assert.deepEqual([payload.serviceurl, endorsements], [serviceUrl, [['msteams']]]);
  });

  it('hands an activity to the bot with a token for its service address, and the answer back', async () => {
    const activity = { type: 'message', text: 'status', serviceUrl };
    const response = await post(connector.url, activity);
    assert.deepEqual([response.status, await response.json()], [202, { statusCode: 403 }]);
    assert.deepEqual(received?.body, activity);
    const { payload } = await verify(received?.authorization.replace('Bearer ', '') ?? '');
    assert.equal(payload.serviceurl, serviceUrl);
  });

  it('signs with a new key after a rotation, while the last one stays published', async () => {
    const before = await connector.sign(serviceUrl);
    await connector.rotateKeys();
    await Promise.all([verify(before), verify(await connector.sign(serviceUrl))]);
  });

  it('says that the bot does not answer', async () => {
    const lonely = await startBotConnectorEmulator({ botUrl: () => 'http://127.0.0.1:9/api/messages', botId });
    const response = await post(lonely.url, { type: 'message' });
    await lonely.close();
    assert.deepEqual(
      [response.status, await response.json()],
      [502, { error: 'The bot does not answer at http://127.0.0.1:9/api/messages.' }],
    );
  });
});
