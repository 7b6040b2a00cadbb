import assert from 'node:assert/strict';
import { contoso, everybodyGroupId } from '../company/contoso.ts';
import { personId } from '../company/contoso-person.ts';
import { type OpenGraph, openGraph } from './open-graph.testing.ts';

interface Item {
  readonly id: string;
  readonly status: number;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: unknown;
}

describe('A batch to the emulated Graph', () => {
  let graph: OpenGraph;
  beforeEach(async () => {
    graph = await openGraph(contoso().employ('Ada').leave('Bob').world);
  });
  afterEach(() => graph.emulator.close());

  const post = async (requests: readonly unknown[]) => {
    const { status, body } = await graph.ask('POST /$batch', { body: { requests } });
    const { responses = [], error } = body as { responses?: readonly Item[]; error?: { code: string } };
    return { status, code: error?.code, items: new Map(responses.map((item) => [item.id, item])) };
  };
  const get = (id: string, url: string) => ({ id, method: 'GET', url });

  it('answers each item for itself, with its own headers', async () => {
    const count = `/groups/${everybodyGroupId}/transitiveMembers/microsoft.graph.user/$count`;
    const { status, items } = await post([
      get('1', `/users/${personId('Ada')}?$select=displayName`),
      get('2', `/users/${personId('Bob')}`),
      { ...get('3', count), headers: { ConsistencyLevel: 'eventual' } },
      get('4', count),
    ]);
    assert.equal(status, 200);
    assert.deepEqual(
      ['1', '2', '3', '4'].map((id) => items.get(id)?.status),
      [200, 404, 200, 400],
    );
    const bodies = ['1', '3'].map((id) => items.get(id)?.body);
    assert.deepEqual(bodies, [{ ...Object(bodies[0]), displayName: 'Ada' }, '4']);
  });

  it('throttles items and lets the batch through (case 42)', async () => {
    graph.emulator.faults.add({ match: personId('Ada'), status: 429, retryAfter: 3, times: 1 });
    const request = [get('1', `/users/${personId('Ada')}`), get('2', `/users/${personId('Bob')}`)];
    const { status, items } = await post(request);
    assert.deepEqual([status, items.get('1')?.status, items.get('1')?.headers?.['Retry-After']], [200, 429, '3']);
    assert.equal((await post(request)).items.get('1')?.status, 200);
  });

  it('fails what depends on a failed item', async () => {
    const { items } = await post([
      get('1', `/users/${personId('Bob')}`),
      { ...get('2', `/users/${personId('Ada')}`), dependsOn: ['1'] },
    ]);
    assert.equal(items.get('2')?.status, 424);
  });

  it('refuses more than twenty items, an id used twice, and items that are no paths', async () => {
    const many = Array.from({ length: 21 }, (_, index) => get(String(index), '/users'));
    assert.deepEqual([(await post(many)).status, (await post(many)).code], [400, 'Request_BadRequest']);
    assert.equal((await post([get('a', '/users'), get('A', '/users')])).status, 400);
    const { items } = await post([
      get('1', 'https://graph.microsoft.com/v1.0/users'),
      get('2', '/$batch'),
      { id: '3', method: 'POST', url: `/users/${personId('Ada')}/checkMemberGroups`, body: { groupIds: ['x'] } },
    ]);
    assert.deepEqual(
      ['1', '2', '3'].map((id) => items.get(id)?.status),
      [404, 404, 400],
    );
  });

  it('logs the items before the batch they came in', async () => {
    await post([get('1', '/users')]);
    assert.deepEqual(graph.emulator.requests, [
      { method: 'GET', url: '/users', status: 200, inBatch: true },
      { method: 'POST', url: '/$batch', status: 200, inBatch: false },
    ]);
  });
});
