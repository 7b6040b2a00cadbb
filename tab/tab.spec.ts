import assert from 'node:assert/strict';
import type { Frame } from 'playwright-core';
import { browserCommand, findBrowser } from '../src/emulators/browser.ts';
import { type InTeams, openInTeams } from '../src/emulators/teams-host/open-in-teams.ts';
import { startTeamsHost } from '../src/emulators/teams-host/start-teams-host.ts';
import { explainRow } from './stand-in/sample-explanation.ts';
import { makePlan } from './stand-in/sample-plan.ts';
import { startStandIn } from './stand-in/start-stand-in.ts';
import { makeWorld, people, type World } from './stand-in/world.ts';

const needsBrowser = findBrowser() ? '' : ` (needs a browser: ${browserCommand})`;

describe(`The tab in Teams${needsBrowser}`, function () {
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

  const press = (frame: Frame, name: string | RegExp) => frame.getByRole('button', { name }).click();
  const filter = (frame: Frame, name: RegExp) => frame.getByRole('tab', { name }).click();

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

  it('explains a person of the plan, and comes back to what was chosen', async () => {
    const frame = await teams.open();
    await filter(frame, /Movers/);
    await frame.getByRole('checkbox', { name: 'Select Bo Li' }).click();
    await press(frame, 'Bo Li');
    await frame.getByRole('heading', { name: /^Would be updated: job title, mobile/ }).waitFor();
    await frame.getByText('Europe, Middle East and Africa').waitFor();
    assert.equal(await frame.getByRole('tab').count(), 0);
    await press(frame, 'Back to the plan');
    assert.equal(await frame.getByRole('checkbox', { name: 'Select Bo Li' }).isChecked(), false);
    assert.deepEqual(teams.complaints, []);
  });

  it('explains the person whom a link names, in the language of Teams, and has them checked', async () => {
    const id = '6f1c2a34-5b6d-4e8f-9a0b-1c2d3e4f5a6b';
    const [row] = world.rows;
    assert.ok(row);
    world.explanations.set(id, { ...explainRow({ ...row, personId: id }, world.plan), rows: [], outcome: 'in-step' });
    world.next = () => makePlan(world.rows, world.pools);
    const frame = await teams.open({ subPageId: `person/${id}`, locale: 'nl-nl' });
    await frame.getByRole('heading', { name: 'Loopt gelijk; er zou niets veranderen' }).waitFor();
    world.explanations.set(id, explainRow({ ...row, personId: id }, world.plan));
    await press(frame, 'Deze persoon nu controleren');
    await frame.getByRole('heading', { name: 'Zou een account krijgen' }).waitFor();
    assert.deepEqual(world.sent, [{ path: `/people/${id}/check`, body: undefined }]);
    await press(frame, 'Terug naar het plan');
    await frame.getByRole('tab').first().waitFor();
  });

  it('explains to a colleague only themselves', async () => {
    world.refusals.set('/people/why', { code: 'forbidden', status: 403 });
    const frame = await teams.open({ person: 'cleo' });
    await frame.getByText('Ada Byron').waitFor();
    assert.equal(await frame.getByRole('button', { name: 'Ada Byron' }).count(), 0);
    const linked = await teams.open({ person: 'cleo', subPageId: 'person/6f1c2a34-5b6d-4e8f-9a0b-1c2d3e4f5a6b' });
    await linked.getByText('Your role does not allow this.').waitFor();
    assert.equal(await linked.getByRole('button', { name: /Check/ }).count(), 0);
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
    world.health = { ...world.health, mobilo: { ok: false, code: 'mobilo-not-connected', sentence: '' } };
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
