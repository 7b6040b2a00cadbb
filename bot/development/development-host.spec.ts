import assert from 'node:assert/strict';
import type { Frame, Page } from 'playwright-core';
import type { PlanRecord } from '../../src/approval.ts';
import { browserCommand, findBrowser, type OpenBrowser, openBrowser } from '../../src/emulators/browser.ts';
import { growWorld } from '../../src/emulators/company/grow-world.ts';
import { createMobiloControl } from '../../src/emulators/mobilo/mobilo-control.ts';
import { staff } from '../../src/emulators/world.ts';
import { callApi } from './call-api.ts';
import { type ChatClient, openChat } from './chat-client.ts';
import { readButtons, readTexts } from './read-card.ts';
import { sampleApp } from './sample-settings.ts';
import { type Sample, startSample } from './start-sample.ts';
import { waitUntil } from './wait-until.ts';

const { administrator, approver, colleague } = staff;
const needsBrowser = findBrowser() ? '' : ` (needs a browser: ${browserCommand})`;

describe('The sample company', function () {
  this.timeout(90_000);
  let sample: Sample;
  let plan: PlanRecord;

  before(async () => {
    sample = await startSample({ world: growWorld(), logLevel: 'error', pages: true, chatUser: colleague });
    const readPending = () =>
      callApi<{ readonly plan: PlanRecord | null }>(sample.running, colleague.id, 'GET', '/plans/pending');
    plan = await waitUntil('a pending plan', async () => (await readPending()).plan);
  });
  after(() => sample?.close());

  describe('for a colleague without a role, in a chat of their own', () => {
    let chat: ChatClient;
    before(async () => {
      chat = await openChat(sample.running.chat.url, colleague);
    });
    after(() => chat?.close());

    it('has the facts without a button, and says who may decide', async () => {
      await chat.say('pending');
      const { content } = await chat.waitForCard((card) => readTexts(card).includes('12 joiners'));
      assert.deepEqual(readButtons(content), []);
      assert.equal(
        readTexts(content).split('\n').at(-1),
        'You can see this plan but not decide on it. A Mobilo administrator who is also Global Administrator decides, or an approver whom they named.',
      );
    });

    it('refuses a press that no button offers', async () => {
      const card = await chat.waitForCard((content) => readTexts(content).includes('12 joiners'));
      const data = { planId: plan.id, fingerprint: plan.fingerprint, selection: 'all' };
      assert.deepEqual(await chat.press(card, 'plan/approve', data), {
        refusal: {
          code: 'forbidden',
          message: 'Only an administrator or an approver may decide on this plan. Ask one of them.',
        },
      });
      const { state } = await callApi<PlanRecord>(sample.running, colleague.id, 'GET', `/plans/${plan.id}`);
      assert.equal(state, 'proposed');
    });
  });

  describe(`in the tab over plain http, as npm start serves it${needsBrowser}`, () => {
    let browser: OpenBrowser;
    let page: Page;
    const open = async (personId: string): Promise<Frame> => {
      await page.goto(`${sample.running.teamsUrl}/?person=${personId}`);
      const frame = page.frame({ url: `${sample.running.serverUrl}/tab/` });
      assert.ok(frame);
      return frame;
    };
    const consentTo = (delegated: readonly string[]): Promise<Response> =>
      fetch(`${sample.running.entra.url}/_control/consent/${sampleApp.clientId}`, {
        method: 'PUT',
        headers: { 'Content-Type': 'application/json' },
        body: JSON.stringify({ delegated }),
      });

    before(async function () {
      if (needsBrowser) return this.skip();
      browser = await openBrowser();
      page = browser.page;
      page.setDefaultTimeout(30_000);
    });
    after(() => browser?.close());

    it('shows a colleague the plan without a button, and who may decide', async () => {
      const tab = await open(colleague.id);
      await tab.getByRole('table', { name: 'Joiners' }).waitFor();
      await tab.getByText(/the approvers they have named may decide on this plan/).waitFor();
      assert.equal(await tab.getByRole('button', { name: /Approve|Reject|Check|Connect/ }).count(), 0);
      assert.equal(await tab.getByRole('checkbox').count(), 0);
    });

    it('says what to do as long as the organization has not consented', async () => {
      await consentTo([]);
      const tab = await open(approver.id);
      await tab
        .getByText(/has not yet allowed Directory Sync to read Entra ID. Ask a Global Administrator to consent./)
        .waitFor();
      await consentTo(['User.Read']);
      await tab.getByRole('button', { name: 'Try again' }).click();
      await tab.getByRole('table', { name: 'Joiners' }).waitFor();
      await tab.getByText('You may decide on plans. To be an administrator you need both of these:').waitFor();
    });

    it('lets an administrator approve, and shows the receipt', async () => {
      const tab = await open(administrator.id);
      await tab.getByRole('button', { name: 'Approve 24 changes' }).click();
      await tab.getByRole('alertdialog').getByRole('button', { name: 'Approve 24 changes' }).click();
      await tab.getByRole('heading', { name: 'Receipt' }).waitFor();
      const { counts } = await createMobiloControl(sample.running.mobilo.url).readState();
      assert.deepEqual(
        { accounts: counts.accounts, active: counts.activeAccounts, orders: counts.orders },
        { accounts: 49 + 12, active: 49 + 12 - 3, orders: 12 },
      );
    });
  });
});
