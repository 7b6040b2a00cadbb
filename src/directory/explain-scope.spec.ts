import assert from 'node:assert/strict';
import { makeGroup } from '../emulators/company/make-group.ts';
import { groupMember, userMember } from '../emulators/company/members.ts';
import type { EntraEmulator } from '../emulators/entra/entra-emulator.ts';
import { contoso, personId, startEntra, startVendors, type Vendors, type World } from '../vendors.testing.ts';
import { startCrookedGraph } from './crooked-graph.testing.ts';

const group = (name: string) => makeGroup(name, name);
const groupId = (name: string): string => group(name).id ?? '';

/** Contoso with groups that hold these groups; `Ada` is a person. */
const withGroups = (given: Readonly<Record<string, readonly string[]>>): World => {
  const { world } = contoso().employ('Ada');
  const { directory } = world;
  const members = Object.entries(given).map(
    ([name, list]) =>
      [
        groupId(name),
        list.map((inner) => (inner === 'Ada' ? userMember({ id: personId('Ada') }) : groupMember(group(inner)))),
      ] as const,
  );
  return {
    ...world,
    directory: {
      ...directory,
      groups: [...directory.groups, ...Object.keys(given).map(group)],
      members: { ...directory.members, ...Object.fromEntries(members) },
    },
  };
};

describe('why somebody is in scope', () => {
  let entra: EntraEmulator;
  let vendors: Vendors | undefined;
  before(async () => {
    entra = await startEntra();
  });
  after(() => entra.close());
  afterEach(() => vendors?.close());

  const explain = async (given: Readonly<Record<string, readonly string[]>>, ...selected: readonly string[]) => {
    vendors = await startVendors({ world: withGroups(given), entra });
    const paths = await vendors.directory.explainScope(personId('Ada'), selected.map(groupId));
    return paths.map((path) => path.map(({ displayName }) => displayName).join(' > '));
  };

  it('is the selected group itself for a direct member', async () => {
    assert.deepEqual(await explain({ Staff: ['Ada'] }, 'Staff'), ['Staff']);
  });

  it('is one shortest way for each selected group that has the person, and none for the others', async () => {
    const given = { Staff: ['Sales', 'North'], Sales: ['North'], North: ['Ada'], Others: ['Empty'], Empty: [] };
    assert.deepEqual(await explain(given, 'Staff', 'Others', 'Sales', 'Staff'), ['Staff > North', 'Sales > North']);
  });

  it('ends where groups hold one another in a circle (case 35)', async () => {
    assert.deepEqual(await explain({ A: ['B'], B: ['C', 'A'], C: ['A', 'B', 'Ada'] }, 'A', 'B', 'C'), [
      'A > B > C',
      'B > C',
      'C',
    ]);
  });

  it('asks for the groups in each group once where ways meet again (case 35)', async () => {
    const given = { Top: ['Left', 'Right'], Left: ['Bottom'], Right: ['Bottom'], Bottom: ['Ada'], Side: ['Top'] };
    assert.deepEqual(await explain(given, 'Top', 'Side'), ['Top > Left > Bottom', 'Side > Top > Left > Bottom']);
    const asked = vendors?.graph.requests.map(({ url }) => url).filter((url) => url.startsWith('/groups/')) ?? [];
    assert.deepEqual(asked.length, new Set(asked).size);
  });

  it('is nothing for somebody who does not exist, or is in no group', async () => {
    assert.deepEqual(await explain({ Staff: [] }, 'Staff'), []);
    assert.deepEqual(await vendors?.directory.explainScope(personId('Nobody'), [groupId('Staff')]), []);
  });

  it('cannot be told when Graph refuses', async () => {
    vendors = await startVendors({ world: withGroups({ Staff: ['Ada'] }), entra });
    vendors.graph.faults.add({ match: 'memberOf', status: 403 });
    await assert.rejects(vendors.directory.explainScope(personId('Ada'), [groupId('Staff')]), {
      code: 'directory-forbidden',
    });
  });

  it('leaves out a way that may not be seen, and does not look for it in a circle for ever (case 35)', async () => {
    const list = (...ids: readonly string[]) => ({
      value: ids.map((id) => ({ '@odata.type': '#microsoft.graph.group', id })),
    });
    const lists: Readonly<Record<string, unknown>> = { memberOf: list('hidden'), a: list('b'), b: list('a') };
    const graph = await startCrookedGraph((_, { body }) => {
      const { requests } = JSON.parse(body) as { requests: readonly { id: string; url: string }[] };
      const bodyOf = (url: string) => lists[/\/groups\/(\w)|(memberOf)/.exec(url)?.slice(1).find(Boolean) ?? ''];
      const responses = requests.map(({ id, url }) => ({
        id,
        status: 200,
        body: bodyOf(url) ?? list('a', 'b', 'hidden'),
      }));
      return { responses };
    });
    assert.deepEqual(await graph.directory.explainScope('ada', ['a', 'hidden']), [
      [{ id: 'hidden', displayName: 'hidden' }],
    ]);
    await graph.close();
  });
});
