import assert from 'node:assert/strict';
import { mkdtempSync, rmSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import express from 'express';
import { createEntraTokens } from '../../src/directory/entra-tokens.ts';
import { startBotConnectorEmulator } from '../../src/emulators/bot-connector/bot-connector-emulator.ts';
import { startPlayground } from '../../src/emulators/bot-connector/playground.ts';
import { browserCommand, findBrowser, openBrowser } from '../../src/emulators/browser.ts';
import { startEntraEmulator } from '../../src/emulators/entra/entra-emulator.ts';
import { staff, tenantId } from '../../src/emulators/world.ts';
import { createTeamsAdapter } from './teams-adapter.ts';

const botId = '99999999-9999-4999-8999-999999999999';
const needsBrowser = findBrowser() ? '' : ` (needs a browser: ${browserCommand})`;

describe(`A person in Microsoft's own chat client${needsBrowser}`, () => {
  const endings: (() => unknown)[] = [];
  const faults: string[] = [];
  let pageUrl: string;

  const startBot = async (metadataUrl: string, authorityUrl: string): Promise<string> => {
    const adapter = createTeamsAdapter({
      botId,
      botType: 'SingleTenant',
      botTenantId: tenantId,
      openIdMetadataUrl: metadataUrl,
      tokens: createEntraTokens({ tenantId, clientId: botId, credential: { secret: 'bot secret' }, authorityUrl }),
      log: {
        warn: (fields) => void faults.push(JSON.stringify(fields)),
        error: ({ err }: { err?: unknown }) => void faults.push(String(err)),
      },
    });
    const app = express();
    app.post('/api/messages', express.json(), (request, response, next) => {
      const turn = adapter.process(request, response, async (context) => {
        const { type, text, from } = context.activity;
        if (type === 'message') await context.sendActivity(`${from.name} (${from.aadObjectId}) said ${text}`);
      });
      turn.catch(next);
    });
    const bot: Server = createServer(app);
    await new Promise<void>((resolve) => bot.listen(0, '127.0.0.1', resolve));
    endings.push(() => {
      bot.closeAllConnections();
      bot.close();
    });
    return `http://127.0.0.1:${(bot.address() as AddressInfo).port}/api/messages`;
  };

  before(async function () {
    if (needsBrowser) return this.skip();
    let botUrl = '';
    const entra = await startEntraEmulator({
      tenantId,
      users: [],
      apps: [{ clientId: botId, secrets: ['bot secret'] }],
    });
    const connector = await startBotConnectorEmulator({ botUrl: () => botUrl, botId });
    endings.push(entra.close, connector.close);
    botUrl = await startBot(connector.metadataUrl, entra.url);
    const folder = mkdtempSync(join(tmpdir(), 'playground-'));
    endings.push(() => rmSync(folder, { recursive: true, force: true, maxRetries: 5 }));
    const playground = await startPlayground({ endpoint: connector.url, currentUser: staff.administrator, folder });
    endings.push(playground.close);
    pageUrl = playground.url;
  });
  after(async () => {
    for (const end of endings.reverse()) await end();
  });

  it('writes to the bot and reads its answer, through signed requests both ways', async () => {
    const { page, close } = await openBrowser();
    try {
      await page.goto(pageUrl);
      await page.getByRole('treeitem', { name: 'Personal Chat' }).waitFor();
      await page.locator('[role=textbox][contenteditable=true]').first().click();
      await page.keyboard.type('status');
      await page.getByRole('button', { name: 'Send Message' }).click();
      const answer = `${staff.administrator.name} (${staff.administrator.id}) said status`;
      await page.getByText(answer).first().waitFor();
    } finally {
      await close();
    }
    assert.deepEqual(faults, []);
  });
});
