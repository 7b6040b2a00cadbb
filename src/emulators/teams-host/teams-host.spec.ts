import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { createServer } from 'node:https';
import type { AddressInfo } from 'node:net';
import express from 'express';
import type { Frame, Page } from 'playwright-core';
import { browserCommand, findBrowser } from '../browser.ts';
import { tenantId } from '../world.ts';
import { type CoveredFunction, coverage } from './coverage.ts';
import { type InTeams, openInTeams, type Served, tabOrigin, type View } from './open-in-teams.ts';
import type { Call } from './page/host.ts';

const people = [
  { id: 'person-1', name: 'Anna de Vries', email: 'anna.devries@contoso.example' },
  { id: 'person-2', name: 'Ben Okafor' },
];

/** A tab that does nothing by itself: the spec calls teams-js in it. `?end=` makes it the last page of a pop-up. */
const blankTab = `<!doctype html><title>Tab</title><script src="/teams.js"></script><script type="module">
  const end = new URLSearchParams(location.search).get('end');
  if (end === 'success' || end === 'failure') {
    await microsoftTeams.app.initialize();
    if (end === 'success') microsoftTeams.authentication.notifySuccess('signed in');
    else microsoftTeams.authentication.notifyFailure('refused');
  }
</script>`;

const serve = async (tls: { readonly key: string; readonly cert: string }): Promise<Served> => {
  const app = express();
  const script = readFileSync('node_modules/@microsoft/teams-js/dist/umd/MicrosoftTeams.min.js', 'utf8');
  app.get('/teams.js', (_, response) => void response.type('js').send(script));
  app.get('/', (_, response) => void response.type('html').send(blankTab));
  const server = createServer(tls, app);
  await new Promise<void>((resolve) => {
    server.listen(0, '127.0.0.1', resolve);
  });
  return {
    port: (server.address() as AddressInfo).port,
    close: async () => {
      server.close();
      server.closeAllConnections();
    },
  };
};

const needsBrowser = findBrowser() ? '' : ` (needs a browser: ${browserCommand})`;

describe(`The emulated Teams${needsBrowser}`, () => {
  let teams: InTeams;
  let page: Page;

  before(async function () {
    if (needsBrowser) return this.skip();
    teams = await openInTeams({ path: '/', serve, people, mintToken: async (id) => `token of ${id}` });
    page = teams.page;
  });

  after(() => teams?.close());

  const openTab = async (view: View = {}): Promise<Frame> => {
    const frame = await teams.open(view);
    await frame.waitForFunction('microsoftTeams');
    return frame;
  };

  const run = (frame: Frame, script: string): Promise<unknown> =>
    frame.evaluate(`(async ({ app, authentication }) => { ${script} })(microsoftTeams)`);

  const stateAfter = async (frame: Frame, script: string): Promise<unknown> => {
    await run(frame, script);
    return page.waitForSelector('#tab[data-state]').then((element) => element.getAttribute('data-state'));
  };

  const pressTheme = async (frame: Frame): Promise<unknown> => {
    await run(frame, 'app.registerOnThemeChangeHandler((theme) => { globalThis.seen = theme; })');
    await page.getByLabel('Theme').selectOption('Dark');
    return frame.waitForFunction('globalThis.seen').then((seen) => seen.jsonValue());
  };

  const signIn = (end: string) =>
    `return authentication.authenticate({ url: '${tabOrigin}/?end=${end}' }).catch((error) => 'failed: ' + error.message)`;

  const cancelSignIn = async (frame: Frame): Promise<unknown> => {
    const opened = teams.context.waitForEvent('page');
    const result = run(frame, signIn('never'));
    await (await opened).close();
    return result;
  };

  const followLink = async (frame: Frame): Promise<unknown> => {
    const opened = teams.context.waitForEvent('page');
    await run(frame, `return app.openLink('https://teams.microsoft.com/l/entity/app/tab')`);
    const other = await opened;
    await other.waitForURL(/entity/);
    const { pathname } = new URL(other.url());
    await other.close();
    return pathname;
  };

  /** One call through teams-js for every line of the table, and what it must give. */
  const proofs: Record<CoveredFunction, readonly [prove: (frame: Frame) => Promise<unknown>, expected: unknown]> = {
    initialize: [(frame) => run(frame, 'return app.isInitialized()'), true],
    getContext: [
      (frame) => run(frame, 'return JSON.parse(JSON.stringify((await app.getContext()).user))'),
      {
        id: 'person-1',
        displayName: 'Anna de Vries',
        loginHint: 'anna.devries@contoso.example',
        userPrincipalName: 'anna.devries@contoso.example',
        tenant: { id: tenantId },
      },
    ],
    registerHandler: [pressTheme, 'dark'],
    'appInitialization.appLoaded': [(frame) => stateAfter(frame, 'app.notifyAppLoaded()'), 'loaded'],
    'appInitialization.success': [(frame) => stateAfter(frame, 'await app.notifySuccess()'), 'success'],
    'appInitialization.failure': [(frame) => stateAfter(frame, `app.notifyFailure({ reason: 'Other' })`), 'failure'],
    'appInitialization.expectedFailure': [
      (frame) => stateAfter(frame, `app.notifyExpectedFailure({ reason: 'Other' })`),
      'expected-failure',
    ],
    executeDeepLink: [followLink, '/l/entity/app/tab'],
    'authentication.getAuthToken': [
      (frame) => run(frame, 'return authentication.getAuthToken({ silent: true })'),
      'token of person-1',
    ],
    'authentication.authenticate': [cancelSignIn, 'failed: CancelledByUser'],
    'authentication.authenticate.success': [(frame) => run(frame, signIn('success')), 'signed in'],
    'authentication.authenticate.failure': [(frame) => run(frame, signIn('failure')), 'failed: refused'],
  };

  for (const [name, [prove, expected]] of Object.entries(proofs)) {
    const { sdk, answer } = coverage[name as CoveredFunction];
    it(`answers ${sdk} as Teams does`, async () => {
      const frame = await openTab();
      await run(frame, 'await app.initialize()');
      assert.equal(await run(frame, `return typeof microsoftTeams.${sdk}`), 'function');
      assert.deepEqual(await prove(frame), expected);
      const calls = await page.evaluate<readonly Call[]>('globalThis.teamsHost.calls');
      assert.deepEqual(
        calls.find(({ func }) => func === name),
        { func: name, answered: answer !== 'none' },
      );
    });
  }

  it('says of anything else that it is not supported', async () => {
    const frame = await openTab();
    await run(frame, 'await app.initialize()');
    const ask = `window.parent.postMessage({ id: 1000, func: 'mail.openMailItem', args: [] }, '*');
      return new Promise((resolve) => addEventListener('message', ({ data }) => data.id === 1000 && resolve(data.args)));`;
    assert.equal(await run(frame, 'return microsoftTeams.mail.isSupported()'), false);
    assert.deepEqual(await run(frame, ask), [
      { errorCode: 100, message: 'The emulated host has no mail.openMailItem.' },
    ]);
  });

  it('brings the sub-page of a deep link, the language and the person that were chosen', async () => {
    const frame = await openTab({ subPageId: 'plan/1', locale: 'nl-nl', person: 'person-2', theme: 'contrast' });
    const context = `await app.initialize();
      const { app: { locale, theme }, page: { subPageId }, user } = await app.getContext();
      return [locale, theme, subPageId, user.userPrincipalName, await authentication.getAuthToken()];`;
    assert.deepEqual(await run(frame, context), [
      'nl-nl',
      'contrast',
      'plan/1',
      'ben.okafor@contoso.example',
      'token of person-2',
    ]);
  });

  it('refuses a token to nobody', async () => {
    const frame = await openTab({ person: '' });
    await run(frame, 'await app.initialize()');
    const failure = 'return authentication.getAuthToken().catch((error) => error.message)';
    assert.equal(await run(frame, failure), 'CancelledByUser');
  });

  it('opens the tab anew for another person', async () => {
    const frame = await openTab();
    await run(frame, 'await app.initialize(); globalThis.former = true');
    await Promise.all([frame.waitForNavigation(), page.getByLabel('Person').selectOption('Ben Okafor')]);
    await frame.waitForFunction('globalThis.microsoftTeams && !globalThis.former');
    assert.equal(await run(frame, 'await app.initialize(); return authentication.getAuthToken()'), 'token of person-2');
  });
});
