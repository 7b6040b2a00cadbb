import assert from 'node:assert/strict';
import { growWorld } from '../company/grow-world.ts';
import { staff } from '../world.ts';
import { coverage, type Operation } from './coverage.ts';
import { servedOperations } from './match-operation.ts';
import { type OpenGraph, openGraph } from './open-graph.testing.ts';
import { type Listener, openListener } from './open-listener.testing.ts';
import { operations } from './operations.ts';
import { makeSubscription, samplePhoto, sampleRequest } from './sample-requests.testing.ts';

const values: Readonly<Record<string, string>> = {
  $select: 'id',
  $top: '5',
  $skiptoken: Buffer.from('skip:0').toString('base64url'),
  $filter: "displayName ne 'x'",
  $search: '"displayName:a"',
  $orderby: 'displayName',
  $count: 'true',
  $deltatoken: 'latest',
  $expand: 'members',
  $skip: '5',
};

/** Not where it stands in the request anyway, and not the page tokens of delta queries, which the delta specs try. */
const isTried = (request: string, option: string): boolean =>
  !request.includes(option) && !(request.endsWith('/delta') && option === '$skiptoken');

describe('The coverage table of the Graph emulator', () => {
  const world = growWorld();
  const listed = Object.keys(coverage) as Operation[];
  let graph: OpenGraph;
  let listener: Listener;
  let subscription: ReturnType<typeof makeSubscription>;
  before(async () => {
    graph = await openGraph(world);
    graph.emulator.directory.putPhoto(staff.administrator.id, samplePhoto);
    listener = await openListener();
    subscription = makeSubscription(graph.emulator, listener.url);
  });
  after(async () => {
    await graph.emulator.close();
    await listener.close();
  });

  it('lists every route, and no other', () => {
    assert.deepEqual([...servedOperations].sort(), [...listed].sort());
    assert.deepEqual([...Object.keys(operations), 'POST /$batch'].sort(), [...listed].sort());
  });

  for (const operation of listed) {
    const sample = () => sampleRequest(operation, world, subscription);
    const known: readonly string[] = coverage[operation].options;

    it(`is right that ${operation} is served`, async () => {
      const { request, options } = sample();
      const { status } = await graph.ask(request, options);
      assert.ok(status >= 200 && status < 300, String(status));
    });

    it(`is right about the options of ${operation}`, async () => {
      const { request, options } = sample();
      for (const [option, value] of Object.entries(values).filter(([name]) => isTried(request, name))) {
        const url = `${request}${request.includes('?') ? '&' : '?'}${option}=${encodeURIComponent(value)}`;
        const { status } = await graph.ask(url, options);
        assert.equal(status, known.includes(option) ? 200 : 400, option);
      }
    });
  }
});
