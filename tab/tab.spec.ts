import assert from 'node:assert/strict';
import type { Frame } from 'playwright-core';
import { browserCommand, findBrowser } from '../src/emulators/browser.ts';
import { type InTeams, openInTeams } from '../src/emulators/teams-host/open-in-teams.ts';
import { startTeamsHost } from '../src/emulators/teams-host/start-teams-host.ts';
import type { Approval } from './api.ts';
import { makePlan } from './stand-in/sample-plan.ts';
import { startStandIn } from './stand-in/start-stand-in.ts';
import { makeWorld, people, type World } from './stand-in/world.ts';

describe('the tab in Teams', function () {
  this.timeout(60_000);
  let teams: InTeams;
  let world: World;

  before(async function () {
    if (!findBrowser()) {
      console.log(`skipped: there is no browser; run: ${browserCommand}`);
      this.skip();
    }
    teams = await openInTeams({
      path: '/tab/',
      serve: (tls) => startStandIn({ world: () => world, tls }),
      people,
      mintToken: async (id) => id,
    });
  });

  beforeEach(() => {
    world = makeWorld();
  });

  after(() => teams?.close());

  const planId = (): string => {
    assert.ok(world.plan);
    return world.plan.id;
  };
  const approvalSent = (): Approval => {
    assert.equal(world.sent.length, 1);
    return world.sent[0]?.body as Approval;
  };
  const press = (frame: Frame, name: string | RegExp) => frame.getByRole('button', { name }).click();
  const filter = (frame: Frame, name: RegExp) => frame.getByRole('tab', { name }).click();
  const confirm = (frame: Frame, name: RegExp) => frame.getByRole('alertdialog').getByRole('button', { name }).click();
  const chooseRelease = async (frame: Frame): Promise<void> => {
    await filter(frame, /Leavers/);
    await frame.getByRole('radiogroup', { name: 'All cards' }).getByRole('radio', { name: 'Release' }).click();
  };

  it('keeps to the policy of production: no error, no cookie, no storage', async () => {
    const frame = await teams.open();
    await frame.getByText('Ada Byron').waitFor();
    await filter(frame, /Leavers/);
    await press(frame, 'Reject…');
    await frame.getByRole('alertdialog').waitFor();
    assert.deepEqual(teams.complaints, []);
    assert.deepEqual(await teams.context.cookies(), []);
    assert.equal(await frame.evaluate('document.cookie'), '');
  });

  it('follows the theme of Teams while it is open', async () => {
    const frame = await teams.open({ theme: 'default' });
    await frame.getByText('Ada Byron').waitFor();
    await teams.page.getByLabel('Theme').selectOption('High contrast');
    await frame.waitForFunction(
      `getComputedStyle(document.querySelector('header')).backgroundColor === 'rgb(0, 0, 0)'`,
    );
  });

  it('speaks the language of Teams', async () => {
    const frame = await teams.open({ locale: 'nl-nl' });
    await frame.getByRole('heading', { name: 'Plan dat op een besluit wacht' }).waitFor();
    assert.equal(await frame.evaluate('document.documentElement.lang'), 'nl');
  });

  it('says why nothing can be approved yet, and what the press will do', async () => {
    const frame = await teams.open();
    const button = frame.getByRole('button', { name: 'Approve 24 changes' });
    const reason = frame.getByText('Choose what happens to 2 cards of leavers: release or deactivate.');
    await reason.waitFor();
    assert.equal(await button.getAttribute('aria-describedby'), await reason.getAttribute('id'));
    assert.equal(await button.isDisabled(), true);
    const bar = await frame.getByRole('region', { name: 'Decision' }).textContent();
    assert.match(bar ?? '', /Update 7 accounts · Link 2 accounts · Create 12 accounts · Order 7 Metal, 4 Wood/);
  });

  it('approves the plan that was seen, and shows what became of it', async () => {
    const frame = await teams.open();
    await chooseRelease(frame);
    await press(frame, 'Approve 24 changes');
    await confirm(frame, /Approve 24/);
    await frame.getByRole('heading', { name: 'Receipt' }).waitFor();
    assert.deepEqual(world.sent, [
      {
        path: `/plans/${planId()}/approve`,
        body: {
          fingerprint: world.plan?.fingerprint,
          selection: 'all',
          cards: { byCard: { 'card-1-b': 'deactivate' }, others: 'release' },
        },
      },
    ]);
    await filter(frame, /Failed/);
    await frame.getByText('Mobilo refused this').waitFor();
    await press(frame, 'Audit trail of this run');
    await frame.getByText('Plan approved').waitFor();
  });

  it('hides nothing from screen readers after a dialog', async () => {
    const frame = await teams.open();
    await press(frame, 'Reject…');
    await confirm(frame, /Cancel/);
    await frame.waitForFunction(() => document.querySelector('#root')?.ariaHidden === null);
    await frame.waitForFunction(() => document.activeElement?.textContent === 'Reject…');
    await press(frame, 'Reject…');
    await confirm(frame, /Reject/);
    await frame.getByText('Anna de Vries rejected this plan').waitFor();
    await frame.waitForFunction(() => document.querySelector('#root')?.ariaHidden === null);
  });

  it('sends only what is ticked, everybody a search has found among it', async () => {
    world = makeWorld({ joiners: 600, leavers: 0 });
    world.pools = world.pools.map((pool) => ({ ...pool, available: 10_000 }));
    const frame = await teams.open();
    await press(frame, 'Select none');
    await frame.getByRole('searchbox').fill('Emma');
    await press(frame, 'Select all 50 found');
    await frame.getByText('50 of 600 selected').waitFor();
    await frame.getByRole('checkbox', { name: 'Select Emma de Wit', exact: true }).uncheck();
    await press(frame, 'Approve 58 changes');
    await confirm(frame, /Approve/);
    await frame.getByRole('heading', { name: 'Receipt' }).waitFor();
    const { selection } = approvalSent();
    const wanted = world.rows.filter(
      ({ id, kind, name }) =>
        kind === 'mover' || kind === 'link' || (kind === 'joiner' && /Emma/.test(name) && id !== 'joiner:4'),
    );
    assert.deepEqual(
      typeof selection === 'object' && 'rows' in selection && [...selection.rows].sort(),
      wanted.map(({ id }) => id).sort(),
    );
  });

  it('turns the pages of a long plan', async () => {
    world = makeWorld({ joiners: 120 });
    const frame = await teams.open();
    await press(frame, 'Next page');
    await frame.getByText('51–100 of 120').waitFor();
    await press(frame, 'Next page');
    await frame.getByText('101–120 of 120').waitFor();
    assert.equal(await frame.getByRole('row').count(), 21 + world.pools.length + 1);
  });

  it('offers to leave the joiners out when a pool is short', async () => {
    world = makeWorld({ leavers: 0 });
    world.pools = world.pools.map((pool) => ({ ...pool, available: 1 }));
    const frame = await teams.open();
    await frame.getByText(/Short of credits: Metal \(6\)/).waitFor();
    await press(frame, 'Leave the joiners out');
    await press(frame, 'Approve 9 changes');
    await confirm(frame, /Approve/);
    await frame.getByRole('heading', { name: 'Receipt' }).waitFor();
    assert.deepEqual(approvalSent().selection, { kinds: ['mover', 'link'] });
  });

  it('shows a colleague the facts, no buttons, and who may decide', async () => {
    const frame = await teams.open({ person: 'cleo' });
    await frame.getByText('Ada Byron').waitFor();
    await frame.getByText(/the approvers they have named may decide/).waitFor();
    assert.equal(await frame.getByRole('checkbox').count(), 0);
    assert.equal(await frame.getByRole('button', { name: /Approve|Reject|Check/ }).count(), 0);
    assert.deepEqual(teams.complaints, []);
  });

  it('opens the plan that a link names, and says what became of it', async () => {
    const former = makePlan(world.rows, world.pools);
    world.older.push({ ...former, state: 'superseded' });
    const frame = await teams.open({ subPageId: `plan/${former.id}` });
    await frame.getByText('A newer plan has replaced this one.').waitFor();
    await press(frame, 'Open the pending plan');
    await frame.getByText('Ada Byron').waitFor();
  });

  it('says in words why the server has refused', async () => {
    const frame = await teams.open({ locale: 'nl-nl' });
    world.refusals.set('/plans/:id/approve', { code: 'plan-decided', status: 409, details: { by: 'Ben Okafor' } });
    await filter(frame, /Vertrekkers/);
    await frame.getByRole('radio', { name: 'Deactiveren' }).first().click();
    await press(frame, /goedkeuren/);
    await confirm(frame, /goedkeuren/);
    await frame.getByText('Ben Okafor heeft al over dit plan beslist. Kenmerk: request-1.').waitFor();
  });

  it('checks for a new plan, and opens it', async () => {
    world.plan = null;
    world.next = () => makePlan(world.rows, world.pools);
    const frame = await teams.open();
    await frame.getByRole('heading', { name: 'Nothing is pending' }).waitFor();
    await frame.getByRole('main').getByRole('button', { name: 'Check now' }).click();
    await frame.getByText('Ada Byron').waitFor();
  });

  it('connects Mobilo in a pop-up, and sees that it is connected', async () => {
    world.health = { ...world.health, mobilo: { ok: false, sentence: '' } };
    const frame = await teams.open();
    await press(frame, 'Connect Mobilo');
    await frame.getByText('Entra ID and Mobilo are connected').waitFor();
    assert.equal(await frame.getByRole('button', { name: 'Connect Mobilo' }).count(), 0);
  });

  it('says so when Teams does not sign the person in', async () => {
    const frame = await teams.open({ person: '' });
    await frame.getByText('Microsoft Teams did not sign you in.').waitFor();
    await frame.getByRole('button', { name: 'Try again' }).waitFor();
  });

  it('says that a linked plan is not there, and leads to the newest one', async () => {
    const frame = await teams.open({ subPageId: 'plan/00000000-0000-4000-8000-000000000000' });
    await frame.getByText('There is no such plan.').waitFor();
    await press(frame, 'Show the newest plan');
    await frame.getByText('Ada Byron').waitFor();
  });

  it('says so when the directory cannot be checked, and keeps the plan in view', async () => {
    world.refusals.set('/plans', { code: 'directory-unavailable', status: 503 });
    const frame = await teams.open();
    await frame.getByText('Ada Byron').waitFor();
    await press(frame, 'Check now');
    await frame.getByText('Entra ID cannot be reached just now.').waitFor();
    assert.equal(await frame.getByText('Ada Byron').isVisible(), true);
  });

  it('sends people who open it in a browser to Teams', async () => {
    await teams.page.goto('https://tab.example.com/tab/');
    await teams.page.getByRole('heading', { name: 'Open this page in Microsoft Teams' }).waitFor();
  });

  it('runs over plain http in the host that a development server names', async () => {
    let origin = '';
    const tab = await startStandIn({ world: () => world, developmentHost: () => origin });
    const tabOrigin = `http://localhost:${tab.port}`;
    const mintToken = async (id: string) => id;
    const host = await startTeamsHost({ tabUrl: `${tabOrigin}/tab/`, tabOrigin, mintToken, people });
    origin = host.url;
    await teams.page.goto(host.url);
    await teams.page.frameLocator('#tab').getByText('Ada Byron').waitFor();
    await Promise.all([host.close(), tab.close()]);
  });
});
