import assert from 'node:assert/strict';
import { emptyGroup, takeFromGroup } from '../company/change-group.ts';
import { changePerson, disablePerson } from '../company/change-person.ts';
import { contoso, everybodyGroupId } from '../company/contoso.ts';
import { personId } from '../company/contoso-person.ts';
import { deletePerson, purgePerson, restorePerson } from '../company/delete-person.ts';
import { growWorld } from '../company/grow-world.ts';
import { hirePerson } from '../company/hire-person.ts';
import { staff } from '../world.ts';
import { type OpenGraph, openGraph, type Row } from './open-graph.testing.ts';
import { readRound } from './read-round.testing.ts';

describe('Delta queries of the emulated Graph', () => {
  let graph: OpenGraph;
  const directory = () => graph.emulator.directory;
  afterEach(() => graph.emulator.close());

  const openContoso = async () => {
    graph = await openGraph(contoso().employ('Ada').employ('Bob').employ('Cara').world);
  };

  it('tells everybody once in pages of 200, then nobody', async () => {
    graph = await openGraph(growWorld({ people: 450 }));
    const { rows, pages, next } = await readRound(graph, '/users/delta?$select=displayName');
    assert.deepEqual([new Set(rows.map(({ id }) => id)).size, pages], [455, 3]);
    assert.deepEqual((await readRound(graph, next)).rows, []);
  });

  it('begins now when asked to, and tells who came, changed, was deleted and is gone', async () => {
    await openContoso();
    const { rows, next } = await readRound(graph, '/users/delta?$deltatoken=latest&$select=displayName,accountEnabled');
    assert.deepEqual(rows, []);
    const hired = hirePerson(directory(), { displayName: 'Dan Vos' });
    disablePerson(directory(), personId('Ada'));
    deletePerson(directory(), personId('Bob'));
    purgePerson(directory(), personId('Cara'));
    const after = await readRound(graph, next);
    assert.deepEqual(after.rows, [
      { id: hired.id, displayName: 'Dan Vos', accountEnabled: true },
      { id: personId('Ada'), displayName: 'Ada', accountEnabled: false },
      { id: personId('Bob'), '@removed': { reason: 'changed' } },
      { id: personId('Cara'), '@removed': { reason: 'deleted' } },
    ]);
    restorePerson(directory(), personId('Bob'));
    assert.deepEqual((await readRound(graph, after.next)).rows, [
      { id: personId('Bob'), displayName: 'Bob', accountEnabled: true },
    ]);
  });

  it('leaves out what was never set, says null of what was emptied, and only that on request', async () => {
    await openContoso();
    changePerson(directory(), personId('Ada'), { jobTitle: 'Engineer' });
    const { next } = await readRound(graph, '/users/delta?$deltatoken=latest&$select=displayName,jobTitle,mobilePhone');
    changePerson(directory(), personId('Ada'), { jobTitle: null });
    assert.deepEqual((await readRound(graph, next)).rows, [
      { id: personId('Ada'), displayName: 'Ada', jobTitle: null },
    ]);
    const minimal = await readRound(graph, next, { headers: { Prefer: 'return=minimal' } });
    assert.deepEqual(minimal.rows, [{ id: personId('Ada'), jobTitle: null }]);
    const { headers } = await graph.ask(`GET ${next}`, { headers: { Prefer: 'return=minimal' } });
    assert.equal(headers.get('preference-applied'), 'return=minimal');
  });

  it('says nothing of properties that were not selected', async () => {
    await openContoso();
    const { next } = await readRound(graph, '/users/delta?$deltatoken=latest&$select=displayName');
    const groups = await readRound(graph, '/groups/delta?$deltatoken=latest&$select=displayName');
    changePerson(directory(), personId('Ada'), { jobTitle: 'Engineer' });
    takeFromGroup(directory(), everybodyGroupId, personId('Bob'));
    assert.deepEqual((await readRound(graph, next)).rows, []);
    assert.deepEqual((await readRound(graph, groups.next)).rows, []);
  });

  it('misses nobody when somebody is deleted between two pages of the first round (case 51)', async () => {
    await openContoso();
    graph.emulator.faults.limitPages({ match: '/users/delta', rows: 2 });
    const { body } = await graph.ask('GET /users/delta?$select=displayName');
    deletePerson(directory(), staff.administrator.id);
    const { rows } = await readRound(graph, String((body as Row)['@odata.nextLink']));
    assert.deepEqual(
      rows.map(({ displayName }) => displayName),
      [staff.colleague.name, 'Ada', 'Bob', 'Cara'],
    );
  });

  it('tells the members who came and went, and the deleted like those who only left the group', async () => {
    await openContoso();
    const { next } = await readRound(graph, '/groups/delta?$deltatoken=latest&$select=displayName,members');
    const hired = hirePerson(directory(), { displayName: 'Dan Vos' });
    deletePerson(directory(), personId('Bob'));
    const member = { '@odata.type': '#microsoft.graph.user' };
    const { rows, next: later } = await readRound(graph, next);
    assert.deepEqual(rows, [
      {
        id: everybodyGroupId,
        displayName: 'Everybody',
        'members@delta': [
          { ...member, id: hired.id },
          { ...member, id: personId('Bob'), '@removed': { reason: 'deleted' } },
        ],
      },
    ]);
    emptyGroup(directory(), everybodyGroupId);
    const emptied = (await readRound(graph, later)).rows[0]?.['members@delta'] as readonly Row[];
    assert.equal(emptied.length, 6);
  });

  it('repeats a large group until all its members are told', async () => {
    graph = await openGraph(growWorld({ people: 3000 }));
    const { rows } = await readRound(graph, '/groups/delta?$select=displayName,members');
    const sales = rows.filter(({ displayName }) => displayName === 'Sales');
    const members = sales.flatMap((row) => row['members@delta'] as readonly Row[]);
    assert.deepEqual([sales.length, members.length], [3, 265]);
  });

  it('slices a large group over pages when pages are small', async () => {
    graph = await openGraph(growWorld({ people: 3000 }));
    await graph.control('POST /pages', { match: '/groups/delta', rows: 1 });
    const { rows, pages } = await readRound(graph, '/groups/delta?$select=displayName,members');
    const sales = rows.filter(({ displayName }) => displayName === 'Sales');
    assert.deepEqual([pages, sales.length], [rows.length, 3]);
  });

  it('refuses a token that it never wrote', async () => {
    await openContoso();
    const { status, body } = await graph.ask('GET /users/delta?$deltatoken=old');
    assert.deepEqual([status, (body as { error: { code: string } }).error.code], [400, 'syncStateNotFound']);
  });

  it('sends back to the beginning when told to', async () => {
    await openContoso();
    graph.emulator.faults.add({ match: '/users/delta', status: 410 });
    const { status, headers } = await graph.ask('GET /users/delta');
    assert.deepEqual(
      [status, headers.get('location')],
      [410, 'https://graph.microsoft.com/v1.0/users/delta?$deltatoken='],
    );
  });
});
