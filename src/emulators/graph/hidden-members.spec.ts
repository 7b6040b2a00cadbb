import assert from 'node:assert/strict';
import { contoso } from '../company/contoso.ts';
import { personId } from '../company/contoso-person.ts';
import { appToken, type OpenGraph, openGraph, type Row } from './open-graph.testing.ts';

const hidden = { visibility: 'HiddenMembership', groupTypes: ['Unified'] };
const { world } = contoso().group('Outer', ['Ada']).group('Secret', ['Ada', 'Bob'], hidden);
const [outer, secret] = world.directory.groups.slice(-2).map(({ id = '' }) => id) as [string, string];
const nest = { '@odata.type': '#microsoft.graph.group', id: secret };
const { members } = world.directory;
const nested = {
  ...world,
  directory: { ...world.directory, members: { ...members, [outer]: [...(members[outer] ?? []), nest] } },
};

describe('Groups with hidden membership in the emulated Graph', () => {
  let graph: OpenGraph;
  before(async () => {
    graph = await openGraph(nested);
  });
  after(() => graph.emulator.close());

  const namesIn = async (path: string, token?: string): Promise<readonly unknown[]> => {
    const { rows } = await graph.readAll(`${path}?$select=displayName`, token ? { token } : {});
    return rows.map(({ displayName }: Row) => displayName);
  };

  it('limit their members to type and id', async () => {
    const { rows } = await graph.readAll(`/groups/${secret}/transitiveMembers?$select=displayName`);
    const type = '#microsoft.graph.user';
    assert.deepEqual(rows, [
      { '@odata.type': type, id: personId('Ada'), displayName: null },
      { '@odata.type': type, id: personId('Bob'), displayName: null },
    ]);
    assert.deepEqual(await namesIn(`/groups/${secret}/members`), [null, null]);
  });

  it('limit whom only they lead to, in the group around them (case 36)', async () => {
    assert.deepEqual(await namesIn(`/groups/${outer}/transitiveMembers`), ['Ada', 'Secret', null]);
    assert.deepEqual(await namesIn(`/groups/${outer}/members`), ['Ada', 'Secret']);
  });

  it('show them to an app with a permission of its own', async () => {
    const token = appToken('GroupMember.Read.All', 'User.Read.All', 'Member.Read.Hidden');
    assert.deepEqual(await namesIn(`/groups/${secret}/members`, token), ['Ada', 'Bob']);
    assert.deepEqual(await namesIn(`/groups/${outer}/transitiveMembers`, token), ['Ada', 'Secret', 'Bob']);
  });
});
