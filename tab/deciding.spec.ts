import assert from 'node:assert/strict';
import type { Frame } from 'playwright-core';
import { browserCommand, findBrowser } from '../src/emulators/browser.ts';
import { type InTeams, openInTeams } from '../src/emulators/teams-host/open-in-teams.ts';
import type { Approval } from './api.ts';
import { startStandIn } from './stand-in/start-stand-in.ts';
import { makeWorld, people, type World } from './stand-in/world.ts';

const needsBrowser = findBrowser() ? '' : ` (needs a browser: ${browserCommand})`;

describe(`Deciding in the tab${needsBrowser}`, function () {
  this.timeout(60_000);
  let teams: InTeams;
  let world: World;

  before(async function () {
    if (needsBrowser) return this.skip();
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
          confirmedRemovals: null,
        },
      },
    ]);
    await filter(frame, /Failed/);
    await frame.getByText('Mobilo refused this').waitFor();
    await press(frame, 'Audit trail of this run');
    await frame.getByText('Plan approved').waitFor();
  });

  it('lists the accounts to delete, and says once more that they cannot be brought back', async () => {
    world = makeWorld({ joiners: 0, movers: 0, leavers: 0, links: 0, deletions: 2 });
    const frame = await teams.open();
    await filter(frame, /To delete/);
    await frame.getByText('Deactivated on', { exact: false }).first().waitFor();
    await press(frame, 'Approve 2 changes');
    const dialog = frame.getByRole('alertdialog');
    await dialog.getByText('Delete 2 accounts', { exact: true }).waitFor();
    await dialog.getByText('The 2 accounts that are deleted cannot be brought back.').waitFor();
    await confirm(frame, /Approve 2/);
    await frame.getByRole('heading', { name: 'Receipt' }).waitFor();
    assert.equal(approvalSent().selection, 'all');
  });

  it('says nothing of deleting where nothing is deleted', async () => {
    world = makeWorld({ leavers: 0 });
    const frame = await teams.open();
    await press(frame, 'Approve 21 changes');
    const dialog = frame.getByRole('alertdialog');
    await dialog.getByText('Update 7 accounts').waitFor();
    assert.equal(await dialog.getByText('cannot be brought back').count(), 0);
  });

  it('hides nothing from screen readers after a dialog', async () => {
    // Only a dialog that fades out is still there when the page behind it changes.
    await teams.page.emulateMedia({ reducedMotion: 'no-preference' });
    const frame = await teams.open();
    await press(frame, 'Reject…');
    await confirm(frame, /Cancel/);
    await frame.waitForFunction(() => document.querySelector('#root')?.ariaHidden === null);
    await frame.waitForFunction(() => document.activeElement?.textContent === 'Reject…');
    await press(frame, 'Reject…');
    await confirm(frame, /Reject/);
    await frame.getByText('Anna de Vries rejected this plan').waitFor();
    await frame.waitForFunction(() => document.querySelector('#root')?.ariaHidden === null);
    await teams.page.emulateMedia({ reducedMotion: 'reduce' });
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

  it('gives a card to the joiner who ordered the same, and saves the credit (R25)', async () => {
    world.rows = world.rows.map((row) => {
      if (row.id === 'joiner:0' && row.kind === 'joiner')
        return { ...row, recycles: { cardId: 'card-0-a', leaverRowId: 'leaver:6', name: 'Sanne Visser' } };
      if (row.id !== 'leaver:6' || row.kind !== 'leaver') return row;
      const recipient = { rowId: 'joiner:0', name: 'Ada Byron' };
      return { ...row, cards: row.cards.map((card) => ({ ...card, recipient })) };
    });
    const frame = await teams.open();
    await frame.getByText('Can get the card of Sanne Visser instead of a new one').waitFor();
    await frame.getByText(/Order 6 Metal/).waitFor();
    await chooseRelease(frame);
    await frame.getByRole('radio', { name: 'Give to Ada Byron' }).waitFor();
    assert.equal(await frame.getByRole('radio', { name: 'Give to Ada Byron' }).isChecked(), true);
    await frame.getByText('Give 1 card to a joiner who ordered the same (saves a credit)').waitFor();
    await press(frame, 'Approve 24 changes');
    await frame.getByText('Give 1 card to a joiner, which saves a credit').waitFor();
    await confirm(frame, /Approve 24/);
    await frame.getByRole('heading', { name: 'Receipt' }).waitFor();
    assert.deepEqual(approvalSent().cards, {
      byCard: { 'card-0-a': 'reassign', 'card-1-b': 'deactivate' },
      others: 'release',
    });
  });

  it('says which pools will be short by when (case 26)', async () => {
    assert.ok(world.plan);
    const forecast = [{ sku: 'card-metal', name: 'Metal', on: '2027-01-12', needed: 15, left: -3 }];
    world.plan = { ...world.plan, summary: { ...world.plan.summary, forecast } };
    const frame = await teams.open();
    await frame.getByText('Ahead: Metal: 3 short by Jan 12, 2027.').waitFor();
  });

  it('turns the pages of a long plan', async () => {
    world = makeWorld({ joiners: 120 });
    const frame = await teams.open();
    await press(frame, 'Next page');
    await frame.getByText('51–100 of 120').waitFor();
    await press(frame, 'Next page');
    await frame.getByText('101–120 of 120').waitFor();
    const rows = 21 + world.pools.length + 1;
    // The page before stays, faded, until this one is there.
    await frame.waitForFunction((count) => document.querySelectorAll('tr, [role=row]').length === count, rows);
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

  it('says in words why the server has refused', async () => {
    const frame = await teams.open({ locale: 'nl-nl' });
    world.refusals.set('/plans/:id/approve', { code: 'plan-decided', status: 409, details: { by: 'Ben Okafor' } });
    await filter(frame, /Vertrekkers/);
    await frame.getByRole('radio', { name: 'Deactiveren' }).first().click();
    await press(frame, /goedkeuren/);
    await confirm(frame, /goedkeuren/);
    await frame.getByText('Ben Okafor heeft al over dit plan beslist. Kenmerk: request-1.').waitFor();
  });
});
