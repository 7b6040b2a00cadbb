import assert from 'node:assert/strict';
import { makeGroup } from '../emulators/company/make-group.ts';
import { groupMember } from '../emulators/company/members.ts';
import type { EntraEmulator } from '../emulators/entra/entra-emulator.ts';
import { contoso, personId, startEntra, startVendors, type Vendors, type World } from '../vendors.testing.ts';
import { type CrookedGraph, Reply, startCrookedGraph } from './crooked-graph.testing.ts';

const group = (name: string) => makeGroup(name, name);
const groupId = (name: string): string => group(name).id ?? '';

/** Contoso where Interns are nested in Sales, and those in Staff. */
const nested = (): World => {
  const { world } = contoso().group('Staff', []).group('Sales', ['Ada']).group('Interns', ['Ada', 'Bob']);
  const { members } = world.directory;
  const into = (outer: string, inner: string) => ({
    [groupId(outer)]: [...(members[groupId(outer)] ?? []), groupMember(group(inner))],
  });
  const all = { ...members, ...into('Staff', 'Sales'), ...into('Sales', 'Interns') };
  return { ...world, directory: { ...world.directory, members: all } };
};

describe('some people as they are now', () => {
  let entra: EntraEmulator;
  let vendors: Vendors;
  before(async () => {
    entra = await startEntra();
  });
  after(() => entra.close());
  beforeEach(async () => {
    vendors = await startVendors({ world: nested(), entra });
  });
  afterEach(() => vendors.close());

  const read = async (names: readonly string[], groups: readonly string[]) => {
    const people = await vendors.directory.readPeople(names.map(personId), groups.map(groupId));
    return Object.fromEntries(people.map(({ person, groupIds }) => [person.displayName, groupIds]));
  };

  it('come with the groups that were asked about, nested ones resolved, in the order asked', async () => {
    assert.deepEqual(await read(['Bob', 'Ada'], ['Staff', 'Interns']), {
      Bob: ['Staff', 'Interns'].map(groupId),
      Ada: ['Staff', 'Interns'].map(groupId),
    });
  });

  it('come without a group when they are in none, once when asked for twice, and not when they do not exist', async () => {
    assert.deepEqual(await read(['Ada', 'Ada', 'Nobody'], ['Nothing']), { Ada: [] });
  });

  it('look exactly as in a full reading', async () => {
    const groups = ['Staff', 'Sales'].map(groupId);
    const { people } = await vendors.directory.readSnapshot(groups);
    const ids = people.map(({ person }) => person.id);
    assert.deepEqual(await vendors.directory.readPeople(ids, groups), people);
  });

  it('are asked of nobody when nobody is asked for', async () => {
    assert.deepEqual(await vendors.directory.readPeople([], [groupId('Staff')]), []);
    assert.equal(vendors.graph.requests.length, 0);
  });

  it('come when an item of the batch was throttled in passing (case 42)', async () => {
    vendors.graph.faults.add({ match: 'transitiveMemberOf', status: 429, retryAfter: 0, times: 2 });
    vendors.graph.faults.add({ match: `/users/${personId('Bob')}\\?`, status: 503, times: 1 });
    assert.deepEqual(Object.keys(await read(['Ada', 'Bob'], [])), ['Ada', 'Bob']);
  });

  it('are refused as a whole when one of them may not be read (case 47)', async () => {
    vendors.graph.faults.add({ match: `/users/${personId('Bob')}\\?`, status: 403 });
    await assert.rejects(read(['Ada', 'Bob'], []), { code: 'directory-forbidden', message: /User\.Read\.All/ });
  });

  it('are unavailable when the groups of one of them cannot be learned (case 44)', async () => {
    vendors.graph.faults.add({ match: `/users/${personId('Bob')}/transitiveMemberOf`, status: 500 });
    await assert.rejects(read(['Ada', 'Bob'], []), { code: 'directory-unavailable' });
  });
});

describe('answers about some people', () => {
  let graph: CrookedGraph | undefined;
  afterEach(() => graph?.close());

  /** Ada and her groups, in the two batches in which they are asked for. */
  const read = async (ada: unknown, groups: unknown, later: unknown = null) => {
    let batches = 0;
    graph = await startCrookedGraph((path) => {
      if (path !== '/$batch') return later;
      batches += 1;
      return { responses: [{ id: '0', status: 200, body: batches === 1 ? ada : groups }] };
    });
    return graph.directory.readPeople(['ada'], ['staff', 'sales']);
  };
  const ada = { id: 'ada', displayName: 'Ada', userPrincipalName: 'ada@contoso.example' };

  it('are refused when they show an id and nothing else (case 13)', async () => {
    await assert.rejects(read({ id: 'ada', displayName: null, userPrincipalName: null }, { value: [] }), {
      code: 'directory-forbidden',
    });
  });

  it('are read to the last page of somebody who is in very many groups (case 49)', async () => {
    const next = 'https://graph.microsoft.com/v1.0/next?page=two';
    const [first] = await read(
      ada,
      { value: [{ id: 'sales' }], '@odata.nextLink': next },
      { value: [{ id: 'staff' }] },
    );
    assert.deepEqual(first?.groupIds, ['staff', 'sales']);
    assert.deepEqual(graph?.asked, ['/$batch', '/$batch', '/next?page=two']);
  });

  it('are refused when the next page is elsewhere (case 54)', async () => {
    const next = 'https://evil.example/v1.0/next';
    await assert.rejects(read(ada, { value: [], '@odata.nextLink': next }), { message: /another host/ });
  });

  for (const [title, groups] of Object.entries({ 'no list': {}, nothing: null, text: 'hello' }))
    it(`are refused when the groups are ${title}`, async () => {
      await assert.rejects(read(ada, groups), { code: 'directory-unavailable' });
    });

  it('are refused when the person is none', async () => {
    await assert.rejects(read('hello', { value: [] }), { code: 'directory-unavailable' });
  });

  it('are refused when the whole batch is', async () => {
    graph = await startCrookedGraph(() => new Reply(403, { error: { code: 'Authorization_RequestDenied' } }));
    await assert.rejects(graph.directory.readPeople(['ada'], []), { code: 'directory-forbidden' });
  });

  it('come without leave dates when those are refused: that proves nothing (case 25)', async () => {
    graph = await startCrookedGraph((_, { body }) => ({
      responses: [
        body.includes('employeeLeaveDateTime')
          ? { id: '0', status: 403 }
          : { id: '0', status: 200, body: body.includes('transitiveMemberOf') ? { value: [] } : ada },
      ],
    }));
    const [first] = await graph.directory.readPeople(['ada'], [], { leaveDates: true });
    assert.equal(first?.person.employeeLeaveDateTime, null);
    assert.equal(graph.asked.length, 3);
  });
});
