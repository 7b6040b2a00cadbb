import assert from 'node:assert/strict';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { contoso, everybodyGroupId } from '../company/contoso.ts';
import { personId } from '../company/contoso-person.ts';
import { growWorld } from '../company/grow-world.ts';
import { staff } from '../world.ts';
import { type OpenGraph, openGraph, type Row } from './open-graph.testing.ts';

describe('Orders to the emulated Graph', () => {
  let graph: OpenGraph;
  beforeEach(async () => {
    graph = await openGraph(contoso().employ('Ada Byron').world);
  });
  afterEach(() => graph.emulator.close());

  const read = async (id: string, select: string) =>
    (await graph.ask(`GET /users/${id}?$select=${select}`)).body as Row;
  const statusOf = async (id: string) => (await graph.ask(`GET /users/${id}`)).status;

  it('hires, renames, changes and blocks people', async () => {
    const hired = (await graph.control('POST /people/hire', { displayName: 'Dan Vos', jobTitle: 'Clerk' })).body as Row;
    const dan = await read(String(hired.id), 'mail,jobTitle');
    assert.deepEqual([dan.mail, dan.jobTitle], ['dan.vos@contoso.example', 'Clerk']);
    await graph.control('POST /people/ada.byron@contoso.example/rename', { surname: 'King' });
    await graph.control(`POST /people/${personId('Ada Byron')}/change`, { officeLocation: 'Leiden' });
    await graph.control(`POST /people/${personId('Ada Byron')}/disable`);
    const ada = await read(personId('Ada Byron'), 'displayName,mail,officeLocation,accountEnabled');
    assert.deepEqual(
      [ada.displayName, ada.mail, ada.officeLocation, ada.accountEnabled],
      ['Ada King', 'ada.king@contoso.example', 'Leiden', false],
    );
  });

  it('deletes, restores and purges people', async () => {
    const id = personId('Ada Byron');
    const seen = [];
    for (const order of ['delete', 'restore', 'delete', 'purge']) {
      await graph.control(`POST /people/${id}/${order}`);
      seen.push([await statusOf(id), (await graph.ask(`GET /directory/deletedItems/${id}`)).status]);
    }
    assert.deepEqual(seen, [
      [404, 200],
      [200, 404],
      [404, 200],
      [404, 404],
    ]);
  });

  it('empties and deletes groups', async () => {
    await graph.control(`POST /groups/${everybodyGroupId}/empty`);
    assert.deepEqual((await graph.readAll(`/groups/${everybodyGroupId}/members`)).rows, []);
    await graph.control(`POST /groups/${everybodyGroupId}/add/${staff.approver.id}`);
    assert.equal((await graph.readAll(`/groups/${everybodyGroupId}/members`)).rows.length, 1);
    await graph.control(`POST /groups/${everybodyGroupId}/delete`);
    assert.equal((await graph.ask(`GET /groups/${everybodyGroupId}`)).status, 404);
  });

  it('answers wrong orders with a sentence', async () => {
    const stranger = await graph.control('POST /people/nobody/disable');
    assert.deepEqual(
      [stranger.status, stranger.body],
      [404, { error: 'Nobody in the emulated directory is called nobody. Check the id.' }],
    );
    assert.equal((await graph.control('POST /people/hire', {})).status, 400);
    assert.equal((await graph.control('POST /faults', { status: 'bad' })).status, 400);
  });

  it('fails as ordered, as often as ordered, where ordered', async () => {
    await graph.control('POST /faults', {
      match: '^/groups/[^/]+/transitiveMembers',
      status: 429,
      retryAfter: 7,
      times: 1,
    });
    const path = `GET /groups/${everybodyGroupId}/transitiveMembers`;
    const throttled = await graph.ask(path);
    assert.deepEqual(
      ['retry-after', 'x-ms-throttle-information'].map((name) => throttled.headers.get(name)),
      ['7', 'ResourceUnitLimitExceeded'],
    );
    assert.deepEqual(
      [throttled.status, (await graph.ask('GET /users')).status, (await graph.ask(path)).status],
      [429, 200, 200],
    );
    await graph.control('POST /faults', { match: '/users', status: 503 });
    assert.equal((await graph.ask('GET /users')).status, 503);
    await graph.control('DELETE /faults');
    assert.equal((await graph.ask('GET /users')).status, 200);
  });

  it('breaks the line, the text or the list as ordered', async () => {
    for (const instead of ['empty', 'html', 'reset', 'truncated'] as const)
      graph.emulator.faults.add({ match: '/users', times: 1, instead });
    assert.deepEqual(((await graph.ask('GET /users')).body as { value: unknown }).value, []);
    assert.equal((await graph.ask('GET /users')).status, 502);
    await assert.rejects(graph.ask('GET /users'), TypeError);
    await assert.rejects(graph.ask('GET /users'), SyntaxError);
    assert.deepEqual(
      graph.emulator.requests.map(({ status }) => status),
      [200, 502, 0, 200],
    );
  });
});

describe('The directory over a restart', () => {
  it('is what it was, its delta links included', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'graph-'));
    const world = growWorld();
    const first = await openGraph(world, folder);
    const { body } = await first.ask('GET /users/delta?$deltatoken=latest&$select=surname');
    const hired = (await first.control('POST /people/hire', { displayName: 'Dan Vos', department: 'Sales' }))
      .body as Row;
    await first.control(`POST /people/${staff.colleague.id}/rename`, { surname: 'King' });
    const before = await first.ask('GET /users?$top=999');
    await first.emulator.close();
    const second = await openGraph(world, folder);
    assert.deepEqual((await second.ask('GET /users?$top=999')).body, before.body);
    const round = (await second.ask(`GET ${(body as Row)['@odata.deltaLink']}`)).body as { value: readonly Row[] };
    assert.deepEqual(round.value, [
      { id: hired.id, surname: 'Vos' },
      { id: staff.colleague.id, surname: 'King' },
    ]);
    await second.emulator.close();
    rmSync(folder, { recursive: true });
  });
});
