import assert from 'node:assert/strict';
import type { Frame } from 'playwright-core';
import { browserCommand, findBrowser } from '../src/emulators/browser.ts';
import { type InTeams, openInTeams } from '../src/emulators/teams-host/open-in-teams.ts';
import type { Approval } from './api.ts';
import { startStandIn } from './stand-in/start-stand-in.ts';
import { makeWorld, people, type World } from './stand-in/world.ts';

const needsBrowser = findBrowser() ? '' : ` (needs a browser: ${browserCommand})`;

describe(`Releasing in the tab${needsBrowser}`, function () {
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
    assert.ok(world.plan);
    const held = { reason: 'too-many-removals', removals: 3, limit: 2, groups: [] } as const;
    world.plan = { ...world.plan, summary: { ...world.plan.summary, held } };
  });

  after(() => teams?.close());

  const sent = (): Approval => world.sent.at(-1)?.body as Approval;
  const selectLeavers = async (frame: Frame): Promise<void> => {
    await frame.getByRole('tab', { name: /Leavers/ }).click();
    await frame.getByRole('button', { name: /Select all/ }).click();
    await frame.getByRole('radiogroup', { name: 'All cards' }).getByRole('radio', { name: 'Release' }).click();
    await frame.getByRole('button', { name: 'Approve 24 changes' }).click();
  };

  it('asks for the number of held removals, and sends it along (G3)', async () => {
    const frame = await teams.open();
    await selectLeavers(frame);
    const dialog = frame.getByRole('alertdialog');
    const press = dialog.getByRole('button', { name: /Approve 24/ });
    const field = dialog.getByLabel('These removals are held. To release them, type their number: 3.');
    await field.fill('2');
    assert.equal(await press.getAttribute('aria-disabled'), 'true');
    await field.fill('3');
    await press.click();
    await frame.getByRole('heading', { name: 'Receipt' }).waitFor();
    assert.equal(sent().confirmedRemovals, 3);
  });

  it('asks for no number where a second person must approve the same', async () => {
    world.release = 'second-person';
    const frame = await teams.open();
    await selectLeavers(frame);
    const dialog = frame.getByRole('alertdialog');
    await dialog.getByText(/A second person must approve the same/).waitFor();
    await dialog.getByRole('button', { name: /Approve 24/ }).click();
    await frame.getByRole('heading', { name: 'Receipt' }).waitFor();
    assert.equal(sent().confirmedRemovals, null);
  });

  it('lists what moved when the plan was replaced, and approves the rest with one press (case 60)', async () => {
    const frame = await teams.open();
    const { plan } = world;
    assert.ok(plan);
    const current = { planId: plan.id, fingerprint: 'b'.repeat(64) };
    const moved = [{ rowId: 'mover:1', name: 'Grace Hopper', how: 'changed' as const }];
    world.stale = { current, unchanged: ['joiner:0', 'leaver:0'], moved: [{ ...moved[0], fields: [] }] as never };
    const details = { current, unchanged: 1, moved };
    world.refusals.set('/plans/:id/approve', { code: 'plan-superseded', status: 409, details });
    await frame.getByRole('button', { name: 'Approve 21 changes' }).click();
    const dialog = frame.getByRole('alertdialog');
    await dialog.getByRole('button', { name: /Approve 21/ }).click();
    await dialog.getByText('Grace Hopper · changed').waitFor();
    world.refusals.clear();
    await dialog.getByRole('button', { name: 'Approve the 1 unchanged' }).click();
    await frame.getByRole('heading', { name: 'Receipt' }).waitFor();
    assert.deepEqual([sent().fingerprint, sent().selection], [current.fingerprint, { rows: ['joiner:0'] }]);
  });

  it('says since when readings fail and what to do (G6, case 82)', async () => {
    const at = new Date().toISOString();
    const quarantine = { failures: 2, since: at, nextAt: at, code: 'mobilo-unavailable', why: 'Down.' };
    world.health = { ...world.health, quarantine };
    const frame = await teams.open();
    await frame.getByText(/Reading has failed 2 times, since/).waitFor();
    await frame.getByText(/Mobilo cannot be reached just now.*Press “Check now” to try at once/).waitFor();
  });
});
