/** Remakes the pictures of the README from the running sample: `npm run pictures`. Needs a Chromium. */
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { startSample } from '../bot/development/start-sample.ts';
import type { RunningWorld } from '../bot/development/start-world.ts';
import { openBrowser } from '../src/emulators/browser.ts';
import { growWorld } from '../src/emulators/company/grow-world.ts';

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

mkdirSync(folder, { recursive: true });
const sample = await startSample({ world: growWorld({ people: 60, seed: 1 }), pages: true, logLevel: 'error' });
try {
  await pictureTab(sample.running, 'default', 'tab-light.png');
  await pictureTab(sample.running, 'dark', 'tab-dark.png');
  await pictureChat(sample.running);
} finally {
  await sample.close();
}
