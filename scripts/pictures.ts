/** Remakes the pictures of the README from the running sample: `npm run pictures`. Needs a Chromium. */
import { mkdirSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startServerProcess } from '../bot/development/server-process.ts';
import { setUpTenant } from '../bot/development/set-up-tenant.ts';
import { type RunningWorld, startWorld } from '../bot/development/start-world.ts';
import { openBrowser } from '../src/emulators/browser.ts';
import { growWorld } from '../src/emulators/company/grow-world.ts';
import { buildTab } from './build-tab.ts';

const folder = 'docs/pictures';

/** The conversation without the Playground's own log beside it. */
const chatArea = { x: 0, y: 48, width: 600, height: 870 };

const pictureChat = async ({ chat }: RunningWorld): Promise<void> => {
  const { page, close } = await openBrowser({ viewport: { width: 1100, height: 1000 } });
  try {
    await page.route('**/*', (route) =>
      ['localhost', '127.0.0.1'].includes(new URL(route.request().url()).hostname) ? route.continue() : route.abort(),
    );
    await page.goto(chat.url);
    const approve = page.getByRole('button', { name: /^Approve all/ }).first();
    await approve.waitFor();
    await page.screenshot({ path: join(folder, 'chat-pending.png'), clip: chatArea });
    await approve.click();
    const confirm = page.getByRole('button', { name: /Confirm/ }).first();
    await confirm.waitFor();
    await page.screenshot({ path: join(folder, 'chat-confirm.png'), clip: chatArea });
    await confirm.click();
    await page
      .getByText(/receipt/i)
      .first()
      .waitFor();
    await page.screenshot({ path: join(folder, 'chat-receipt.png'), clip: chatArea });
  } finally {
    await close();
  }
};

const pictureTab = async ({ teamsUrl }: RunningWorld, theme: string, name: string): Promise<void> => {
  const { page, close } = await openBrowser({ viewport: { width: 1280, height: 900 } });
  try {
    await page.goto(`${teamsUrl}/?theme=${theme}`);
    await page.frameLocator('iframe').getByRole('tab').first().waitFor();
    await page.waitForLoadState('networkidle');
    await page.screenshot({ path: join(folder, name) });
  } finally {
    await close();
  }
};

await buildTab();
mkdirSync(folder, { recursive: true });
const dataDir = await mkdtemp(join(tmpdir(), 'pictures-'));
const world = growWorld({ people: 60, seed: 1 });
const ports = { server: 0, chat: 0, teams: 0, mobilo: 0 };
const running = await startWorld({ world, dataDir, pages: true, ports });
const server = await startServerProcess({
  settings: running.settings,
  developmentHost: running.teamsUrl,
  logLevel: 'error',
});
try {
  await setUpTenant(running, world);
  await pictureTab(running, 'default', 'tab-light.png');
  await pictureTab(running, 'dark', 'tab-dark.png');
  await pictureChat(running);
} finally {
  await server.stop();
  await running.close();
  await rm(dataDir, { recursive: true, force: true });
}
