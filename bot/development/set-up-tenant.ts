/** What an administrator does once, done for the sample company through the same doors: connect Mobilo, choose groups and defaults. */
import { signInAtEmulator } from '../../src/emulators/mobilo/sign-in-at-emulator.ts';
import { approversGroupId, staff, type World } from '../../src/emulators/world.ts';
import { defaultSettings, type Settings } from '../../src/settings.ts';
import { callApi } from './call-api.ts';
import type { RunningWorld } from './start-world.ts';

const administrator = staff.administrator;

const settingsFor = (world: World): Settings => ({
  ...defaultSettings,
  groups: world.groupsInScope,
  order: { cardSku: 'card-metal', licences: ['user', 'crm'], accessories: [], sendLoginDetails: true, teamId: null },
  approverGroupId: approversGroupId,
  cardSuggestion: 'deactivate',
});

const connectMobilo = async (running: RunningWorld): Promise<void> => {
  const { url } = await callApi<{ readonly url: string }>(running, administrator.id, 'POST', '/mobilo/connect');
  const start = await fetch(url, { redirect: 'manual' });
  const authorizeUrl = start.headers.get('Location');
  if (!authorizeUrl) throw new Error('The sign-in at Mobilo did not begin.');
  const back = await signInAtEmulator(authorizeUrl, administrator.email);
  const end = await fetch(back);
  if (!end.ok) throw new Error(`The sign-in at Mobilo ended with ${end.status}.`);
};

/** Chooses the groups, what a joiner gets, and the approvers. Mobilo must be connected. */
export const saveSampleSettings = async (running: RunningWorld, world: World): Promise<void> => {
  await callApi(running, administrator.id, 'PUT', '/settings', settingsFor(world));
};

/** Does nothing when it was done before: grant and settings are in the database. */
export const setUpTenant = async (running: RunningWorld, world: World): Promise<void> => {
  const present = await callApi<{ readonly health: { readonly mobilo: { readonly ok: boolean } } }>(
    running,
    administrator.id,
    'GET',
    '/me',
  );
  if (present.health.mobilo.ok) return;
  await connectMobilo(running);
  await saveSampleSettings(running, world);
};
