import assert from 'node:assert/strict';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { browserCommand, findBrowser, type OpenBrowser, openBrowser } from './browser.ts';

const needsBrowser = findBrowser() ? '' : ` (needs a browser: ${browserCommand})`;

describe(`The browser of the tests${needsBrowser}`, () => {
  let server: Server;
  let browser: OpenBrowser | null = null;

  before(async function () {
    if (needsBrowser) return this.skip();
    server = createServer((request, response) => response.end(`host ${request.headers.host}`));
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const address = `127.0.0.1:${(server.address() as AddressInfo).port}`;
    browser = await openBrowser({
      resolve: { 'teams.example.com:80': address },
      locale: 'nl-NL',
      timeZone: 'Europe/Amsterdam',
      colorScheme: 'dark',
    });
  });
  after(async () => {
    await browser?.close();
    server?.closeAllConnections();
    server?.close();
  });

  it('finds this machine under a public name, and nothing else', async () => {
    assert.ok(browser);
    await browser.page.goto('http://teams.example.com/');
    assert.equal(await browser.page.locator('body').textContent(), 'host teams.example.com');
    const elsewhere = await browser.context.newPage();
    await assert.rejects(elsewhere.goto('http://www.example.com/'), /ERR_NAME_NOT_RESOLVED/);
    await elsewhere.close();
  });

  it('sits where and looks how the test wants', async () => {
    assert.ok(browser);
    await browser.page.goto('http://teams.example.com/');
    const seen = await browser.page.evaluate(() => [
      navigator.language,
      Intl.DateTimeFormat().resolvedOptions().timeZone,
      matchMedia('(prefers-color-scheme: dark)').matches,
    ]);
    assert.deepEqual(seen, ['nl-NL', 'Europe/Amsterdam', true]);
  });
});
