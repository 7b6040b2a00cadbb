import assert from 'node:assert/strict';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { changePerson } from '../company/change-person.ts';
import { contoso, everybodyGroupId } from '../company/contoso.ts';
import { personId } from '../company/contoso-person.ts';
import { deletePerson, restorePerson } from '../company/delete-person.ts';
import { type OpenGraph, openGraph, type Row } from './open-graph.testing.ts';
import { readRound } from './read-round.testing.ts';

const world = contoso().employ('Ada').employ('Bob').world;
const [ada, bob] = [personId('Ada'), personId('Bob')];
const select = '$select=displayName,jobTitle';

describe('What delta queries of the emulated Graph are ordered to do', () => {
  let graph: OpenGraph;
  beforeEach(async () => {
    graph = await openGraph(world);
  });
  afterEach(() => graph.emulator.close());

  const refusal = async (link: string) => {
    const { status, headers, body } = await graph.ask(`GET ${link}`);
    return [status, (body as { error?: { code: string } }).error?.code, headers.get('location')];
  };
  const nextLinkOf = async (path: string) => String(((await graph.ask(`GET ${path}`)).body as Row)['@odata.nextLink']);

  for (const [how, status, code] of [
    ['syncStateNotFound', 400, 'syncStateNotFound'],
    ['resyncRequired', 410, 'resyncRequired'],
    ['gone', 410, 'Gone'],
  ] as const)
    it(`ends every link that was given out, as ${how}, and begins anew (case 52)`, async () => {
      const users = await readRound(graph, `/users/delta?${select}`);
      const groups = await readRound(graph, '/groups/delta');
      graph.emulator.faults.limitPages({ match: '/users/delta', rows: 2 });
      const page = await nextLinkOf(`/users/delta?${select}`);
      await graph.control('POST /delta/expire', { how });
      const begin = (path: string) => (status === 410 ? `https://graph.microsoft.com/v1.0${path}` : null);
      const again = begin(`/users/delta?$deltatoken=&${select}`);
      assert.deepEqual(await refusal(users.next), [status, code, again]);
      assert.deepEqual(await refusal(page), [status, code, again]);
      assert.deepEqual(await refusal(groups.next), [status, code, begin('/groups/delta?$deltatoken=')]);
      const { rows, next } = await readRound(graph, again ?? `/users/delta?${select}`);
      assert.deepEqual([rows.length, Object.keys(rows[0] ?? {})], [5, ['id', 'displayName']]);
      assert.deepEqual((await readRound(graph, next)).rows, []);
    });

  it('ends a link for good, each as it was first ended, over a restart as well', async () => {
    await graph.emulator.close();
    const folder = mkdtempSync(join(tmpdir(), 'delta-'));
    graph = await openGraph(world, folder);
    const { next: first } = await readRound(graph, '/users/delta?$deltatoken=latest');
    graph.emulator.delta.expire('gone');
    const { next: second } = await readRound(graph, '/users/delta?$deltatoken=latest');
    graph.emulator.delta.expire('syncStateNotFound');
    await graph.emulator.close();
    graph = await openGraph(world, folder);
    assert.deepEqual([(await refusal(first))[0], (await refusal(second))[0]], [410, 400]);
    assert.equal((await graph.ask('GET /users/delta')).status, 200);
    rmSync(folder, { recursive: true });
  });

  it('refuses an order that it does not know', async () => {
    assert.equal((await graph.control('POST /delta/expire', { how: 'soon' })).status, 400);
    assert.equal((await graph.control('POST /delta/replay', { times: -1 })).status, 400);
  });

  it('tells earlier changes again in so many rounds, and every object twice (case 53)', async () => {
    const { next } = await readRound(graph, `/users/delta?$deltatoken=latest&${select}`);
    changePerson(graph.emulator.directory, ada, { jobTitle: 'Engineer' });
    const known = await readRound(graph, next);
    await graph.control('POST /delta/replay', { times: 1 });
    const engineer = { id: ada, displayName: 'Ada', jobTitle: 'Engineer' };
    const again = await readRound(graph, known.next);
    assert.deepEqual(again.rows, [engineer, engineer]);
    assert.deepEqual((await readRound(graph, again.next)).rows, []);
  });

  it('tells earlier changes once when told so, and repeats over small pages', async () => {
    const { next } = await readRound(graph, `/users/delta?$deltatoken=latest&${select}`);
    for (const id of [ada, bob]) changePerson(graph.emulator.directory, id, { jobTitle: 'Engineer' });
    const { next: later } = await readRound(graph, next);
    await graph.control('POST /pages', { match: '/users/delta', rows: 1 });
    await graph.control('POST /delta/replay', { earlier: 1, twice: false });
    const once = await readRound(graph, later);
    assert.deepEqual([once.rows.map(({ id }) => id), once.pages], [[bob], 1]);
    await graph.control('POST /delta/replay', { earlier: 2 });
    const twice = await readRound(graph, once.next);
    assert.deepEqual([twice.rows.map(({ id }) => id), twice.pages], [[ada, bob, ada, bob], 4]);
  });

  it('removes and brings back somebody within one round (case 53)', async () => {
    const { next } = await readRound(graph, `/users/delta?$deltatoken=latest&${select}`);
    deletePerson(graph.emulator.directory, ada);
    restorePerson(graph.emulator.directory, ada);
    deletePerson(graph.emulator.directory, bob);
    graph.emulator.delta.replay({});
    const removed = { '@removed': { reason: 'changed' } };
    assert.deepEqual((await readRound(graph, next)).rows, [
      { id: ada, ...removed },
      { id: bob, ...removed },
      { id: ada, displayName: 'Ada' },
      { id: bob, ...removed },
    ]);
  });

  it('repeats the members of a group as well', async () => {
    const { next } = await readRound(graph, '/groups/delta?$deltatoken=latest&$select=displayName,members');
    deletePerson(graph.emulator.directory, bob);
    graph.emulator.delta.replay({});
    const { rows } = await readRound(graph, next);
    assert.deepEqual(
      rows.map((row) => [row.id, (row['members@delta'] as readonly Row[]).length]),
      [
        [everybodyGroupId, 1],
        [everybodyGroupId, 1],
      ],
    );
  });
});
