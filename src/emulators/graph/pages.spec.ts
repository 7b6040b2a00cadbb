import assert from 'node:assert/strict';
import { contoso, everybodyGroupId } from '../company/contoso.ts';
import { personId } from '../company/contoso-person.ts';
import type { Fault } from './faults.ts';
import { type OpenGraph, openGraph, type Row } from './open-graph.testing.ts';

const path = `/groups/${everybodyGroupId}/transitiveMembers?$select=id,displayName,mail&$top=999`;
const match = '/transitiveMembers\\?';

interface Page {
  readonly status: number;
  readonly ids: readonly unknown[];
  readonly next: string;
  readonly body: Row;
}

describe('Pages of the emulated Graph that go wrong', () => {
  let graph: OpenGraph;
  let ids: readonly unknown[];
  beforeEach(async () => {
    graph = await openGraph(contoso().employ('Ada').employ('Bob').world);
    ids = (await graph.readAll(path)).rows.map(({ id }) => id);
    await graph.control('POST /pages', { match, rows: 2 });
  });
  afterEach(() => graph.emulator.close());

  const order = (fault: Partial<Fault>) => graph.control('POST /faults', { match, ...fault });
  const ask = async (link: string): Promise<Page> => {
    const { status, body } = await graph.ask(`GET ${link}`);
    const { value = [], '@odata.nextLink': next } = body as Row;
    return { status, ids: (value as Row[]).map(({ id }) => id), next: String(next), body: body as Row };
  };

  it('hold fewer rows than were asked for, until they are as asked for again', async () => {
    const { rows, pages } = await graph.readAll(path);
    assert.deepEqual([rows.map(({ id }) => id), pages], [ids, 3]);
    await graph.control('DELETE /faults');
    assert.equal((await graph.readAll(path)).pages, 1);
  });

  it('lead back to the first page (case 49)', async () => {
    await order({ instead: 'loop', pages: { from: 2 } });
    const first = await ask(path);
    const second = await ask(first.next);
    const third = await ask(second.next);
    assert.deepEqual([first.ids, second.ids, third.ids], [ids.slice(0, 2), ids.slice(2, 4), ids.slice(0, 2)]);
    assert.equal(third.next, first.next);
  });

  it('lead to themselves, even from the last page (case 49)', async () => {
    await order({ instead: 'repeat', pages: { from: 3 } });
    const second = await ask((await ask(path)).next);
    const third = await ask(second.next);
    const again = await ask(third.next);
    assert.deepEqual([third.ids, again.ids, again.next], [ids.slice(4), ids.slice(4), third.next]);
    assert.equal(third.next, second.next);
  });

  it('are forgotten after the first (case 49)', async () => {
    await order({ status: 400, code: 'Directory_ExpiredPageToken', pages: { from: 2, to: 2 }, times: 1 });
    const { next } = await ask(path);
    const { status, body } = await ask(next);
    const { code, message } = body.error as { code: string; message: string };
    assert.deepEqual(
      [status, code, message],
      [
        400,
        'Directory_ExpiredPageToken',
        'The specified page token value has expired and can no longer be included in your request.',
      ],
    );
    assert.equal((await ask(next)).status, 200);
  });

  it('are empty, and lead to the rows by another link', async () => {
    await order({ instead: 'emptyPage', pages: { from: 2, to: 2 }, times: 2 });
    const links = [path];
    const read: unknown[] = [];
    for (const link of links) {
      const page = await ask(link);
      read.push(page.ids.length);
      if (page.next !== 'undefined') links.push(page.next);
    }
    assert.deepEqual([read, new Set(links).size], [[2, 0, 0, 2, 1], 5]);
  });

  it('are empty in a round of changes as well, without a delta link', async () => {
    graph.emulator.faults.add({ match: '/users/delta', instead: 'emptyPage', times: 1 });
    const empty = await ask('/users/delta?$select=id');
    assert.deepEqual([empty.ids, '@odata.deltaLink' in empty.body], [[], false]);
    const rest = await ask(empty.next);
    assert.deepEqual([rest.ids.length, '@odata.deltaLink' in rest.body], [5, true]);
  });

  it('point to another host, in lists and in rounds of changes (case 54)', async () => {
    const linkOrigin = 'https://graph.elsewhere.example';
    await order({ linkOrigin });
    const { next } = await ask(path);
    const right = next.replace(linkOrigin, 'https://graph.microsoft.com');
    assert.notEqual(next, right);
    assert.deepEqual((await ask(right)).ids, ids.slice(2, 4));
    graph.emulator.faults.add({ match: '/users/delta', linkOrigin });
    const { body } = await ask('/users/delta');
    assert.match(String(body['@odata.deltaLink']), /^https:\/\/graph\.elsewhere\.example\/v1\.0\/users\/delta\?/);
  });

  it('tell nothing but type and id of their rows (case 13, case 36, case 47)', async () => {
    await order({ instead: 'limited', pages: { from: 2, to: 2 } });
    const first = await ask(path);
    const second = await ask(first.next);
    assert.deepEqual((first.body.value as Row[])[0]?.displayName, 'Anna de Vries');
    assert.deepEqual((second.body.value as Row[])[1], {
      '@odata.type': '#microsoft.graph.user',
      id: personId('Ada'),
      displayName: null,
      mail: null,
    });
  });

  it('ask to slow down before it is too late (case 43)', async () => {
    await order({ status: 200, headers: { 'x-ms-throttle-limit-percentage': '0.9' }, times: 1 });
    const answers = [await graph.ask(`GET ${path}`), await graph.ask(`GET ${path}`)];
    assert.deepEqual(
      answers.map(({ status, headers }) => [status, headers.get('x-ms-throttle-limit-percentage')]),
      [
        [200, '0.9'],
        [200, null],
      ],
    );
  });

  it('are counted in the links only: a page that is asked for again is the same page', async () => {
    await order({ status: 503, pages: { from: 2, to: 2 }, times: 1 });
    const { next } = await ask(path);
    const statuses = [await ask(next), await ask(next)].map(({ status }) => status);
    assert.deepEqual(statuses, [503, 200]);
  });
});
