import assert from 'node:assert/strict';
import { addToGroup, deleteGroup, takeFromGroup } from '../emulators/company/change-group.ts';
import { changePerson, disablePerson } from '../emulators/company/change-person.ts';
import { deletePerson, restorePerson } from '../emulators/company/delete-person.ts';
import type { GroupObject } from '../emulators/company/directory-object.ts';
import { makeGroup } from '../emulators/company/make-group.ts';
import type { EntraEmulator } from '../emulators/entra/entra-emulator.ts';
import { contoso, everybodyGroupId, personId, startEntra, startVendors, type Vendors } from '../vendors.testing.ts';
import { type Crook, type CrookedGraph, refuse, startCrookedGraph } from './crooked-graph.testing.ts';
import type { ChangeLinks, Changes } from './directory.ts';

const groupId = (name: string): string => makeGroup(name, name).id ?? '';
const world = contoso()
  .employ('Ada')
  .employ('Bob')
  .employ('Cleo')
  .group('Sales', ['Ada'])
  .group('Interns', ['Bob'])
  .group('News', ['Cleo'], { securityEnabled: false }).world;

describe('following what changes in the directory', () => {
  let entra: EntraEmulator;
  let vendors: Vendors;
  let links: ChangeLinks;
  before(async () => {
    entra = await startEntra();
  });
  after(() => entra.close());
  beforeEach(async () => {
    vendors = await startVendors({ world, entra });
    links = await vendors.directory.startFollowing();
  });
  afterEach(() => vendors.close());

  const sales = [groupId('Sales')];
  const follow = async (scope: 'all' | readonly string[] = sales): Promise<Omit<Changes, 'links'>> => {
    const changes = await vendors.directory.readChanges(links, scope);
    assert.ok(changes);
    links = changes.links;
    return { people: changes.people, needsFull: changes.needsFull };
  };
  const company = () => vendors.graph.directory;
  const change = (name: string, facts: Partial<GroupObject['entity']>) => {
    const group = company().findGroup(groupId(name));
    assert.ok(group);
    company().put({ ...group, entity: { ...group.entity, ...facts } });
  };
  const quiet = { people: [], needsFull: null };

  it('begins now: nothing has changed, again and again', async () => {
    assert.deepEqual(await follow(), quiet);
    assert.deepEqual(await follow(), quiet);
  });

  it('tells of everybody who looks different, was deleted or has come back, and of each round once', async () => {
    changePerson(company(), personId('Ada'), { jobTitle: 'Director' });
    disablePerson(company(), personId('Bob'));
    deletePerson(company(), personId('Cleo'));
    const { people, needsFull } = await follow();
    assert.deepEqual([[...people].sort(), needsFull], [['Ada', 'Bob', 'Cleo'].map(personId).sort(), null]);
    assert.deepEqual(await follow(), quiet);
    restorePerson(company(), personId('Cleo'));
    assert.deepEqual(await follow(), { people: [personId('Cleo')], needsFull: null });
  });

  it('tells of everybody who came into a group or went out of it, in scope or not: it may be nested in one that is', async () => {
    addToGroup(company(), groupId('Sales'), personId('Cleo'));
    takeFromGroup(company(), groupId('Interns'), personId('Bob'));
    const { people, needsFull } = await follow();
    assert.deepEqual([[...people].sort(), needsFull], [['Bob', 'Cleo'].map(personId).sort(), null]);
  });

  it('tells afterwards of somebody who came while the groups were being read, and was missed (case 51)', async () => {
    vendors.graph.faults.add({ match: 'transitiveMembers', status: 503, retryAfter: 0.2, times: 1 });
    const reading = vendors.directory.readSnapshot([...sales, groupId('Interns')]);
    await new Promise((resolve) => setTimeout(resolve, 50));
    addToGroup(company(), groupId('Interns'), personId('Cleo'));
    await reading;
    assert.deepEqual(await follow(), { people: [personId('Cleo')], needsFull: null });
  });

  it('needs a full reading when groups are nested otherwise (case 35)', async () => {
    const why = `Other groups are nested in the group ${groupId('Sales')} than before.`;
    addToGroup(company(), groupId('Sales'), groupId('Interns'));
    assert.deepEqual(await follow(), { people: [], needsFull: why });
    takeFromGroup(company(), groupId('Sales'), groupId('Interns'));
    assert.deepEqual(await follow(), { people: [], needsFull: why });
  });

  it('needs a full reading when a group in scope was deleted (case 31), also one that is nested in scope', async () => {
    deleteGroup(company(), groupId('Sales'));
    assert.equal((await follow()).needsFull, `The group ${groupId('Sales')} was deleted.`);
    addToGroup(company(), everybodyGroupId, groupId('Interns'));
    await follow();
    deleteGroup(company(), groupId('Interns'));
    const why = `Other groups are nested in the group ${everybodyGroupId} than before.`;
    assert.equal((await follow([everybodyGroupId])).needsFull, why);
  });

  it('needs none when a group out of scope was deleted, converted or renamed', async () => {
    deleteGroup(company(), groupId('Interns'));
    change('News', { securityEnabled: true });
    change('Sales', { displayName: 'Sales and more' });
    assert.equal((await follow()).needsFull, null);
  });

  it('needs a full reading when a group in scope was converted, and by its new name when it was renamed too (case 34)', async () => {
    change('Sales', { securityEnabled: false });
    const why = (name: string) => `The group ${name} is new, was restored or was converted.`;
    assert.equal((await follow()).needsFull, why(groupId('Sales')));
    change('Sales', { securityEnabled: true, displayName: 'Sellers' });
    assert.equal((await follow()).needsFull, why('Sellers'));
  });

  it('of all groups needs one for a new security group, and for one that no longer is one', async () => {
    const make = (name: string, securityEnabled: boolean) => {
      const entity = makeGroup(name, name, { securityEnabled });
      company().put({ id: entity.id ?? '', kind: 'group', state: 'present', memberOf: [], managerId: null, entity });
    };
    make('Launch', false);
    assert.equal((await follow('all')).needsFull, null);
    make('Managers', true);
    assert.equal((await follow('all')).needsFull, 'The group Managers is new, was restored or was converted.');
    change('Managers', { securityEnabled: false });
    assert.match((await follow('all')).needsFull ?? '', /was converted/);
    make('Outsiders', true);
    assert.equal((await follow()).needsFull, null);
  });

  it('needs a full reading when very many people changed', async () => {
    const ids = Array.from({ length: 2001 }, (_, number) => personId(`Extra ${number}`));
    const template = company().findUser(personId('Ada'));
    assert.ok(template);
    for (const id of ids) company().put({ ...template, id, memberOf: [], entity: { ...template.entity, id } });
    const { people, needsFull } = await follow();
    assert.deepEqual([people.length, needsFull], [2001, '2001 people changed, which a full reading settles sooner.']);
  });

  it('asks for no more than is used, and in the background', async () => {
    const asked = vendors.graph.requests
      .map(({ url }) => decodeURIComponent(url))
      .filter((url) => url.includes('delta'));
    assert.equal(asked.length, 2);
    assert.ok(asked.some((url) => url.startsWith('/groups/delta?$select=displayName,securityEnabled,members&')));
    assert.ok(asked.every((url) => url.endsWith('&$deltatoken=latest')));
  });

  for (const [status, code] of [
    [410, 'resyncRequired'],
    [400, 'syncStateNotFound'],
    [404, 'resyncRequired'],
  ] as const)
    it(`has lost its place when Graph answers ${status} ${code}, and nobody has left for that (case 52)`, async () => {
      vendors.graph.faults.add({ match: '/groups/delta', status, code, times: 1 });
      assert.equal(await vendors.directory.readChanges(links, sales), null);
      assert.deepEqual(await follow(), quiet);
    });

  it('is refused, not reset, without a permission (case 47)', async () => {
    vendors.graph.faults.add({ match: '/users/delta', status: 403 });
    await assert.rejects(vendors.directory.readChanges(links, sales), { code: 'directory-forbidden' });
  });

  it('begins a round anew when a page has expired (case 49), and gets over a service under load (case 44)', async () => {
    changePerson(company(), personId('Ada'), { jobTitle: 'Director' });
    vendors.graph.faults.add({ match: '/users/delta', status: 400, code: 'Directory_ExpiredPageToken', times: 2 });
    vendors.graph.faults.add({ match: '/groups/delta', status: 503, times: 2 });
    assert.deepEqual(await follow(), { people: [personId('Ada')], needsFull: null });
  });
});

describe('the pages of changes', () => {
  let graph: CrookedGraph | undefined;
  afterEach(() => graph?.close());

  const origin = 'https://graph.microsoft.com/v1.0';
  const links = { users: `${origin}/users/delta?page=users`, groups: `${origin}/groups/delta?page=groups` };
  const end = (value: unknown, link: unknown = `${origin}/later`) => ({ value, '@odata.deltaLink': link });
  const next = (value: unknown, page: string) => ({ value, '@odata.nextLink': `${origin}/next?page=${page}` });
  const crookOf =
    (pages: Readonly<Record<string, unknown>>): Crook =>
    (path) =>
      pages[/page=(\w+)/.exec(path)?.[1] ?? ''];
  const follow = async (pages: Readonly<Record<string, unknown>>, given: ChangeLinks = links) => {
    graph = await startCrookedGraph(crookOf({ users: end([]), groups: end([]), ...pages }));
    return graph.directory.readChanges(given, ['sales']);
  };
  const user = { '@odata.type': '#microsoft.graph.user' };

  it('are followed over empty ones; who comes back, goes and comes in one round is told once (case 50, case 53)', async () => {
    const changes = await follow({
      users: next([], 'second'),
      second: next([{ id: 'ada', '@removed': { reason: 'changed' } }, { id: 'ada' }], 'third'),
      third: end([{ id: 'bob' }, { id: 'ada', '@removed': { reason: 'deleted' } }], `${origin}/users/delta?new`),
      groups: end([
        { id: 'sales', 'members@delta': [{ ...user, id: 'cleo', '@removed': { reason: 'deleted' } }] },
        {
          id: 'sales',
          'members@delta': [
            { ...user, id: 'cleo' },
            { ...user, id: 'dan' },
          ],
        },
      ]),
    });
    assert.deepEqual(changes, {
      links: { users: `${origin}/users/delta?new`, groups: `${origin}/later` },
      people: ['ada', 'bob', 'cleo', 'dan'],
      needsFull: null,
    });
    assert.deepEqual([...new Set(graph?.requests.map(({ headers }) => headers.prefer))], ['return=minimal']);
  });

  it('take no notice of devices and contacts (case 37), but of a member who might be a group', async () => {
    const device = { '@odata.type': '#microsoft.graph.device', id: 'printer' };
    assert.deepEqual((await follow({ groups: end([{ id: 'sales', 'members@delta': [device] }]) }))?.needsFull, null);
    await graph?.close();
    const strange = await follow({ groups: end([{ id: 'sales', 'members@delta': [{ id: 'what' }] }]) });
    assert.equal(strange?.needsFull, 'Other groups are nested in the group sales than before.');
  });

  const evil = 'https://graph.microsoft.com.evil.example/v1.0/users/delta';
  const foreign: Readonly<Record<string, readonly [Readonly<Record<string, unknown>>, ChangeLinks]>> = {
    'a link that was kept': [{}, { ...links, users: evil }],
    'the link of the next page': [{ users: { value: [], '@odata.nextLink': evil } }, links],
    'the link of the next round': [{ groups: end([], evil) }, links],
  };
  for (const [title, [pages, given]] of Object.entries(foreign))
    it(`are refused when ${title} leads to another host (case 54)`, async () => {
      await assert.rejects(follow(pages, given), { code: 'directory-unavailable', message: /another host/ });
    });

  it('are not followed to where a reset points (case 52)', async () => {
    const moved = refuse(410, 'resyncRequired', { Location: `${origin}/users/delta?page=elsewhere` });
    assert.equal(await follow({ users: moved }), null);
    assert.deepEqual(
      graph?.asked.filter((path) => path.includes('elsewhere')),
      [],
    );
  });

  it('are not followed to where a redirection points, which could be anywhere (case 54)', async () => {
    const moved = refuse(302, 'Moved', { Location: '/v1.0/next?page=elsewhere' });
    await assert.rejects(follow({ users: moved, elsewhere: end([]) }), { code: 'directory-unavailable' });
    assert.deepEqual(
      graph?.asked.filter((path) => path.includes('elsewhere')),
      [],
    );
  });

  const broken: Readonly<Record<string, readonly [unknown, RegExp]>> = {
    'end without a link': [{ value: [] }, /does not end/],
    'hold something without an id': [end([{ displayName: 'Ada' }]), /has no id/],
    'go round in a circle': [next([], 'users'), /points back/],
  };
  for (const [title, [users, message]] of Object.entries(broken))
    it(`are refused when they ${title} (case 49)`, async () => {
      const pages = { users };
      await assert.rejects(follow(pages), { code: 'directory-unavailable', message });
    });
});
