import assert from 'node:assert/strict';
import { deleteGroup } from '../emulators/company/change-group.ts';
import { makeGroup } from '../emulators/company/make-group.ts';
import { contactMember, deviceMember, groupMember, type Member, userMember } from '../emulators/company/members.ts';
import type { EntraEmulator } from '../emulators/entra/entra-emulator.ts';
import { contoso, personId, startEntra, startVendors, type Vendors, type World } from '../vendors.testing.ts';
import type { Snapshot } from './directory.ts';

const group = (name: string) => makeGroup(name, name);
const groupId = (name: string): string => group(name).id ?? '';
const people = (...names: readonly string[]): readonly Member[] =>
  names.map((name) => userMember({ id: personId(name) }));
const groups = (...names: readonly string[]): readonly Member[] => names.map((name) => groupMember(group(name)));

/** Contoso with these groups and what is directly in each. */
const withGroups = (given: Readonly<Record<string, readonly Member[]>>): World => {
  const { world } = contoso().employ('Ada').employ('Bob').employ('Cleo');
  const { directory } = world;
  const members = Object.entries(given).map(([name, list]) => [groupId(name), list] as const);
  return {
    ...world,
    directory: {
      ...directory,
      groups: [...directory.groups, ...Object.keys(given).map(group)],
      members: { ...directory.members, ...Object.fromEntries(members) },
    },
  };
};

const describeSnapshot = ({ complete, problems, groups: read, people: inScope }: Snapshot) => ({
  complete,
  problems,
  groups: read.map(({ displayName, people: count, lost }) => [displayName, count, lost]),
  people: Object.fromEntries(inScope.map(({ person, groupIds }) => [person.displayName, groupIds])),
});

describe('a reading of groups', () => {
  let entra: EntraEmulator;
  let vendors: Vendors | undefined;
  before(async () => {
    entra = await startEntra();
  });
  after(() => entra.close());
  afterEach(async () => {
    await vendors?.close();
    vendors = undefined;
  });

  const open = async (world: World, by: EntraEmulator = entra): Promise<Vendors> => {
    vendors = await startVendors({ world, entra: by });
    return vendors;
  };
  const read = async (world: World, ...names: readonly string[]) =>
    describeSnapshot(await (await open(world)).directory.readSnapshot(names.map(groupId)));

  it('takes the people of nested groups, each once, with the groups that were asked for', async () => {
    const world = withGroups({
      Staff: [...groups('Sales'), ...people('Ada')],
      Sales: [...groups('Interns'), ...people('Ada', 'Bob')],
      Interns: people('Cleo'),
    });
    assert.deepEqual(await read(world, 'Staff', 'Interns'), {
      complete: true,
      problems: [],
      groups: [
        ['Staff', 3, null],
        ['Interns', 1, null],
      ],
      people: { Ada: [groupId('Staff')], Bob: [groupId('Staff')], Cleo: [groupId('Staff'), groupId('Interns')] },
    });
  });

  it('ends where groups hold one another in a circle, and counts nobody twice where they meet again', async () => {
    const circle = withGroups({ A: [...groups('B'), ...people('Ada')], B: [...groups('A'), ...people('Bob')] });
    const inCircle = await read(circle, 'A');
    assert.deepEqual([inCircle.complete, inCircle.groups], [true, [['A', 2, null]]]);
    await vendors?.close();
    const diamond = withGroups({
      Top: groups('Left', 'Right'),
      Left: groups('Bottom'),
      Right: groups('Bottom'),
      Bottom: people('Cleo'),
    });
    assert.deepEqual((await read(diamond, 'Top')).people, { Cleo: [groupId('Top')] });
  });

  it('passes over devices and contacts, and over a group that is asked for twice', async () => {
    const world = withGroups({ Staff: [deviceMember, contactMember, ...people('Ada')] });
    assert.deepEqual(await read(world, 'Staff', 'Staff'), {
      complete: true,
      problems: [],
      groups: [['Staff', 1, null]],
      people: { Ada: [groupId('Staff')] },
    });
  });

  it('reads a thousand members over several pages and the empty group next to them', async () => {
    const { world } = contoso();
    const crowd = Array.from({ length: 1100 }, (_, number) => ({ id: personId(`Extra ${number}`) }));
    const users = crowd.map(({ id }, number) => ({ ...world.directory.users[0], id, displayName: `Extra ${number}` }));
    const many = {
      ...world,
      directory: {
        ...world.directory,
        users: [...world.directory.users, ...users],
        groups: [...world.directory.groups, group('Crowd'), group('Nobody')],
        members: { ...world.directory.members, [groupId('Crowd')]: crowd.map(userMember), [groupId('Nobody')]: [] },
      },
    };
    const { complete, groups: counted } = await read(many, 'Crowd', 'Nobody');
    assert.deepEqual(
      [complete, counted],
      [
        true,
        [
          ['Crowd', 1100, null],
          ['Nobody', 0, null],
        ],
      ],
    );
  });

  it('is not complete when a group is gone, and reads the others all the same (case 31)', async () => {
    const world = withGroups({ Staff: people('Ada'), Gone: people('Bob') });
    const { graph, directory } = await open(world);
    deleteGroup(graph.directory, groupId('Gone'));
    assert.deepEqual(describeSnapshot(await directory.readSnapshot([groupId('Staff'), groupId('Gone')])), {
      complete: false,
      problems: [`${groupId('Gone')}: the group is gone.`],
      groups: [
        ['Staff', 1, null],
        [groupId('Gone'), 0, 'the group is gone'],
      ],
      people: { Ada: [groupId('Staff')] },
    });
  });

  it('is not complete without the permission to read people, and takes nobody without a name (case 13, case 47)', async () => {
    const poor = await startEntra(['GroupMember.Read.All']);
    const { directory } = await open(withGroups({ Staff: people('Ada', 'Bob') }), poor);
    const snapshot = describeSnapshot(await directory.readSnapshot([groupId('Staff')]));
    await poor.close();
    const why = '2 of its members may not be read; the permission User.Read.All is missing';
    assert.deepEqual(snapshot, {
      complete: false,
      problems: [`Staff: ${why}.`],
      groups: [['Staff', 2, why]],
      people: {},
    });
  });

  it('is not complete without any permission, and says what an administrator must grant', async () => {
    const none = await startEntra([]);
    const { directory } = await open(withGroups({ Staff: people('Ada') }), none);
    const { complete, problems } = await directory.readSnapshot([groupId('Staff')]);
    await none.close();
    assert.equal(complete, false);
    assert.match(problems.join(), /must grant GroupMember\.Read\.All and User\.Read\.All/);
  });

  it('reads again when the rows and the count differ, and is complete when they agree then', async () => {
    const world = withGroups({ Staff: people('Ada', 'Bob') });
    const { graph, directory } = await open(world);
    graph.faults.add({ match: 'transitiveMembers\\?', status: 200, instead: 'empty', times: 1 });
    const { complete, people: inScope } = await directory.readSnapshot([groupId('Staff')]);
    assert.deepEqual([complete, inScope.length], [true, 2]);
  });

  it('is not complete when rows and count go on to differ: an empty list proves nothing (case 48)', async () => {
    const { graph, directory } = await open(withGroups({ Staff: people('Ada', 'Bob') }));
    graph.faults.add({ match: 'transitiveMembers\\?', status: 200, instead: 'empty' });
    const why = '0 members were read, but Microsoft Graph counts 2';
    assert.deepEqual(describeSnapshot(await directory.readSnapshot([groupId('Staff')])), {
      complete: false,
      problems: [`Staff: ${why}.`],
      groups: [['Staff', 0, why]],
      people: {},
    });
  });

  it('is not complete when the count itself is no number', async () => {
    const { graph, directory } = await open(withGroups({ Staff: people('Ada') }));
    graph.faults.add({ match: 'transitiveMembers', status: 200, instead: 'empty' });
    assert.equal((await directory.readSnapshot([groupId('Staff')])).complete, false);
  });
});
