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

  it('ends where groups hold one another in a circle, and counts nobody twice where they meet again (case 35)', async () => {
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

  it('counts devices and contacts and passes over them, and over a group that is asked for twice (case 37)', async () => {
    const world = withGroups({ Staff: [deviceMember, contactMember, ...people('Ada')] });
    const snapshot = await (await open(world)).directory.readSnapshot([groupId('Staff'), groupId('Staff')]);
    assert.deepEqual(describeSnapshot(snapshot), {
      complete: true,
      problems: [],
      groups: [['Staff', 1, null]],
      people: { Ada: [groupId('Staff')] },
    });
    assert.equal(snapshot.groups[0]?.others, 2);
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
    const day = new Date().toISOString().slice(0, 10);
    const why = `the group was deleted on ${day} and can be restored in Microsoft Entra ID`;
    assert.deepEqual(describeSnapshot(await directory.readSnapshot([groupId('Staff'), groupId('Gone')])), {
      complete: false,
      problems: [`Gone: ${why}.`],
      groups: [
        ['Staff', 1, null],
        ['Gone', 0, why],
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

  it('knows who is in the exclusion group, nested groups resolved, whether that is in scope or not (case 30)', async () => {
    const world = withGroups({
      Staff: people('Ada', 'Bob'),
      Board: [...groups('Owners')],
      Owners: people('Bob', 'Cleo'),
    });
    const { directory } = await open(world);
    const outside = await directory.readSnapshot([groupId('Staff')], { exemptGroupId: groupId('Board') });
    assert.deepEqual(outside.exempt, ['Bob', 'Cleo'].map(personId));
    assert.deepEqual(describeSnapshot(outside), {
      complete: true,
      problems: [],
      groups: [['Staff', 2, null]],
      people: { Ada: [groupId('Staff')], Bob: [groupId('Staff')] },
    });
    const inside = await directory.readSnapshot([groupId('Staff')], { exemptGroupId: groupId('Staff') });
    assert.deepEqual([inside.exempt, inside.people.length], [['Ada', 'Bob'].map(personId), 2]);
  });

  it('is not complete when the exclusion group cannot be read: its members would be taken for others (case 30)', async () => {
    const { directory } = await open(withGroups({ Staff: people('Ada') }));
    const snapshot = await directory.readSnapshot([groupId('Staff')], { exemptGroupId: groupId('Gone') });
    assert.deepEqual([snapshot.complete, snapshot.exempt, snapshot.people.length], [false, [], 1]);
    assert.deepEqual(snapshot.problems, [`${groupId('Gone')}: the group is gone.`]);
  });

  it('says no more than that a group is gone when the recycle bin may not be read (case 31)', async () => {
    const { graph, directory } = await open(withGroups({ Gone: [] }));
    deleteGroup(graph.directory, groupId('Gone'));
    const gone = [`${groupId('Gone')}: the group is gone.`];
    graph.faults.add({ match: 'deletedItems', status: 403, times: 1 });
    assert.deepEqual((await directory.readSnapshot([groupId('Gone')])).problems, gone);
    graph.faults.add({ match: 'batch', status: 200, times: 1 });
    graph.faults.add({ match: 'batch', status: 400 });
    assert.deepEqual((await directory.readSnapshot([groupId('Gone')])).problems, gone);
  });

  it('keeps a group by its id under another name, and after its conversion (case 32, case 34)', async () => {
    const { graph, directory } = await open(withGroups({ Staff: people('Ada') }));
    const staffGroup = graph.directory.findGroup(groupId('Staff'));
    assert.ok(staffGroup);
    const entity = { ...staffGroup.entity, displayName: 'Everyone', securityEnabled: false };
    graph.directory.put({ ...staffGroup, entity });
    const { complete, groups: read } = await directory.readSnapshot([groupId('Staff')]);
    const [group] = read;
    assert.deepEqual(
      [complete, group?.displayName, group?.securityEnabled, group?.people],
      [true, 'Everyone', false, 1],
    );
  });

  it('says which groups a rule fills, and whose rule rests (case 38)', async () => {
    const { graph, directory } = await open(withGroups({ Staff: people('Ada') }));
    const staffGroup = graph.directory.findGroup(groupId('Staff'));
    assert.ok(staffGroup);
    for (const [state, told] of [
      ['On', 'on'],
      ['Paused', 'paused'],
    ] as const) {
      const entity = { ...staffGroup.entity, groupTypes: ['DynamicMembership'], membershipRuleProcessingState: state };
      graph.directory.put({ ...staffGroup, entity });
      assert.equal((await directory.readSnapshot([groupId('Staff')])).groups[0]?.dynamic, told);
    }
  });

  it('reads an empty group twice when it had people last time, and believes it then (case 33, case 48)', async () => {
    const { graph, directory } = await open(withGroups({ Staff: [] }));
    const expected = new Map([[groupId('Staff'), 3]]);
    const { complete } = await directory.readSnapshot([groupId('Staff')], { expected });
    const asked = () => graph.requests.filter(({ url }) => url.includes('transitiveMembers?')).length;
    assert.deepEqual([complete, asked()], [true, 2]);
    await directory.readSnapshot([groupId('Staff')]);
    assert.equal(asked(), 3);
  });
});
