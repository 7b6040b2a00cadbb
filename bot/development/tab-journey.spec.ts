import assert from 'node:assert/strict';
import type { Frame } from 'playwright-core';
import type { PlanRecord } from '../../src/approval.ts';
import { browserCommand, findBrowser } from '../../src/emulators/browser.ts';
import { growWorld } from '../../src/emulators/company/grow-world.ts';
import { createMobiloControl, type MobiloControl } from '../../src/emulators/mobilo/mobilo-control.ts';
import { samplePassword } from '../../src/emulators/mobilo/sign-in-views.ts';
import { type InTeams, openInTeams, tabOrigin } from '../../src/emulators/teams-host/open-in-teams.ts';
import { staff, tenantId } from '../../src/emulators/world.ts';
import { callApi } from './call-api.ts';
import { saveSampleSettings } from './set-up-tenant.ts';
import { type Sample, startSample } from './start-sample.ts';
import { serveBehindTls } from './tls-front.testing.ts';

const { administrator } = staff;
const needsBrowser = findBrowser() ? '' : ` (needs a browser: ${browserCommand})`;

describe(`An administrator in the tab, in Teams over https${needsBrowser}`, function () {
  this.timeout(90_000);
  const world = growWorld();
  let sample: Sample;
  let teams: InTeams;
  let mobilo: MobiloControl;
  let tab: Frame;
  let plan: PlanRecord;

  const see = (text: string | RegExp): Promise<void> => tab.getByText(text).first().waitFor();
  const press = (name: string | RegExp): Promise<void> => tab.getByRole('button', { name }).click();
  const readTable = async (name: string): Promise<readonly string[]> => {
    const table = tab.getByRole('table', { name });
    await table.waitFor();
    const rows = await table.getByRole('row').allInnerTexts();
    return rows.map((row) =>
      row
        .split(/\s*\t\s*/)
        .join(' | ')
        .replaceAll('\n', ', ')
        .trim(),
    );
  };

  before(async function () {
    if (needsBrowser) return this.skip();
    sample = await startSample({ world, logLevel: 'error', publicUrl: tabOrigin, bare: true });
    mobilo = createMobiloControl(sample.running.mobilo.url);
    teams = await openInTeams({
      path: '/tab/',
      serve: serveBehindTls(sample.running.serverUrl),
      people: Object.values(staff),
      mintToken: (personId) => sample.running.entra.mintTabToken(personId),
    });
    teams.page.setDefaultTimeout(30_000);
    tab = await teams.open();
  });
  after(async () => {
    await teams?.close();
    await sample?.close();
  });

  it('is signed in without a question and told what is missing', async () => {
    await see('Global Administrator in Entra ID');
    await see('Mobilo admin: not known');
    await see('A Mobilo admin signs in once for the whole organisation.');
  });

  it('connects Mobilo in a pop-up', async () => {
    const opened = teams.context.waitForEvent('page');
    await press('Connect Mobilo');
    const popUp = await opened;
    await popUp.getByLabel('E-mail address').fill(administrator.email);
    await popUp.getByLabel('Password').fill(samplePassword);
    await popUp.getByRole('button', { name: 'Sign in' }).click();
    await Promise.all([popUp.waitForEvent('close'), popUp.getByRole('button', { name: 'Allow' }).click()]);
    await see('Entra ID and Mobilo are connected');
    await see('You are an administrator: you may decide on plans.');
    assert.deepEqual(await tab.getByRole('listitem').allInnerTexts(), [
      'Mobilo admin',
      'Global Administrator in Entra ID',
    ]);
  });

  it('has the directory checked, and sees what would change and what it costs', async () => {
    await saveSampleSettings(sample.running, world);
    await tab.getByRole('main').getByRole('button', { name: 'Check now' }).click();
    await tab.getByRole('table', { name: 'Joiners' }).waitFor();
    const pending = await callApi<{ readonly plan: PlanRecord }>(
      sample.running,
      administrator.id,
      'GET',
      '/plans/pending',
    );
    plan = pending.plan;
    assert.deepEqual(
      (await tab.getByRole('tab').allInnerTexts()).map((text) => text.replaceAll(/\s+/g, ' ')),
      ['Joiners 12', 'Movers 7', 'Leavers 3', 'To link 2', 'Conflicts 1', 'Excluded 2'],
    );
    const credits = await readTable('Credits');
    assert.deepEqual(
      credits.filter((row) => !row.endsWith('–')),
      ['Pool | Left | Plan', 'Metal | 14 | 12', 'User licence | 44 | 12', 'CRM licence | 44 | 12'],
    );
    const rows = await readTable('Joiners');
    assert.equal(rows.length, 13);
    assert.equal(
      rows[1],
      '| Bas van der Heijden, bas.vanderheijden@contoso.example | Account Executive, Sales | Metal, User licence, CRM licence, Login details are sent',
    );
  });

  it('chooses what becomes of the cards, and approves', async () => {
    await mobilo.addFault({ kind: 'slow', method: 'POST|PATCH', path: '^/v1', milliseconds: 500, times: 1_000 });
    await tab.getByRole('tab', { name: 'Leavers' }).click();
    const choice = (who: string, what: string) =>
      tab.getByRole('radiogroup', { name: who }).getByRole('radio', { name: what }).click();
    await choice('All cards', 'Deactivate');
    await choice('Wood of Celâleddin Altan', 'Release');
    await press('Approve 24 changes');
    const question = tab.getByRole('alertdialog', { name: 'Approve 24 changes?' });
    assert.deepEqual(await question.getByRole('listitem').allInnerTexts(), [
      'Update 7 accounts',
      'Link 2 accounts',
      'Create 12 accounts',
      'Order 11 Metal, 12 CRM licence, and 12 User licence',
      'Deactivate 3 accounts',
      'Give 1 card to a joiner, which saves a credit',
      'Release 1 card',
      'Deactivate 1 card',
    ]);
    await question.getByRole('button', { name: 'Approve 24 changes' }).click();
  });

  it('follows the run, and finds the receipt and the audit trail', async () => {
    await tab.getByRole('progressbar', { name: 'Being applied' }).waitFor();
    await see(/^[1-9]\d* of 24 done$/);
    await mobilo.clearFaults();
    await tab.getByRole('heading', { name: 'Receipt' }).waitFor();
    await see('Everything that was approved has been dealt with.');
    await see('Credits spent: 11 Metal, 12 CRM licence, and 12 User licence.');
    assert.equal((await readTable('Done')).length, 25);
    await press('Audit trail of this run');
    await see('Plan approved');
    await see('Run finished');
  });

  it('finds everything at Mobilo', async () => {
    const { accounts, cards, orders } = await mobilo.readState();
    const people = new Set(accounts.map(({ externalId }) => externalId));
    assert.deepEqual(
      plan.summary.top.joiners.filter(({ personId }) => !people.has(`${tenantId}/${personId}`)),
      [],
    );
    assert.deepEqual(
      [orders.length, new Set(orders.flatMap(({ lines }) => lines.map((line) => line.accountId))).size],
      [12, 12],
    );
    const states = plan.summary.top.leavers.map((leaver) => [
      leaver.name,
      accounts.find(({ id }) => id === leaver.accountId)?.state,
      ...leaver.cards.map(({ id }) => cards.find((card) => card.id === id)?.state),
    ]);
    assert.deepEqual(states, [
      ['Celâleddin Altan', 'deactivated', 'released'],
      ['Jefta Hofman', 'deactivated', 'active'],
      ['Kory Littel-Hintz', 'deactivated', 'deactivated'],
    ]);
  });

  it('finds the receipt again through the link of a card', async () => {
    tab = await teams.open({ subPageId: `plan/${plan.id}`, theme: 'dark' });
    await tab.getByRole('heading', { name: 'Receipt' }).waitFor();
    assert.equal((await readTable('Done')).length, 25);
  });

  it('keeps to the policy of production: no violation, no cookie', async () => {
    assert.deepEqual(teams.complaints, []);
    assert.deepEqual(await teams.context.cookies(), []);
  });
});
