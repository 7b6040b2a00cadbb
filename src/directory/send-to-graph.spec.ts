import assert from 'node:assert/strict';
import {
  type Asked,
  type Crook,
  type CrookedGraph,
  Reply,
  refuse,
  startCrookedGraph,
} from './crooked-graph.testing.ts';

const ada = { '@odata.type': '#microsoft.graph.user', id: 'ada', userPrincipalName: 'ada@contoso.example' };
const list = { value: [ada] };
const ports = (requests: readonly Asked[]): readonly unknown[] => requests.map(({ port }) => port);

describe('a request to Microsoft Graph', () => {
  let graph: CrookedGraph | undefined;
  afterEach(() => graph?.close());

  /** Reads the groups, whose answers come in this order. */
  const readGroups = async (...answers: readonly unknown[]) => {
    const left = [...answers];
    graph = await startCrookedGraph(() => left.shift());
    await graph.directory.readGroups();
    return graph.requests;
  };

  for (const status of [503, 504])
    it(`goes out on a new connection after ${status}, which another server may answer (case 44)`, async () => {
      const used = ports(await readGroups(refuse(status, 'x'), refuse(status, 'x'), { value: [] }));
      assert.equal(new Set(used).size, 3);
    });

  it('keeps its connection after a request to slow down', async () => {
    const used = ports(await readGroups(refuse(429, 'x', { 'Retry-After': '0' }), { value: [] }));
    assert.equal(new Set(used).size, 1);
  });

  it('waits no less than it is asked to (case 42)', async () => {
    const began = performance.now();
    await readGroups(refuse(429, 'x', { 'Retry-After': '1' }), { value: [] });
    const took = performance.now() - began;
    assert.ok(took >= 995, `${took} ms`);
  });

  it('waits longer each time, and not always as long, when it is not told how long (case 42)', async () => {
    const times: number[] = [];
    graph = await startCrookedGraph(
      () => {
        times.push(performance.now());
        return times.length < 4 ? refuse(503, 'x') : { value: [] };
      },
      { attempts: 4, firstWaitMs: 60 },
    );
    await graph.directory.readGroups();
    const waits = times.slice(1).map((time, index) => time - (times[index] ?? 0));
    for (const [index, least] of [30, 60, 120].entries()) assert.ok((waits[index] ?? 0) >= least, waits.join());
  });

  it('is sent once more with a fresh token when the token is refused in the middle of a reading (case 45)', async () => {
    const tokens: boolean[] = [];
    const crook: Crook = (path, { headers }) => {
      if (path === '/$batch') return { responses: [] };
      if (headers.authorization === 'Bearer old') return refuse(401, 'InvalidAuthenticationToken');
      return path.endsWith('/$count') ? '1' : list;
    };
    graph = await startCrookedGraph(crook, {}, async (fresh) => {
      tokens.push(fresh);
      return fresh ? 'new' : 'old';
    });
    const { complete, people } = await graph.directory.readSnapshot(['staff']);
    assert.deepEqual([complete, people.length, tokens], [true, 1, [false, false, true, false, true]]);
  });

  it('is refused when the fresh token is, too, without asking for ever (case 46)', async () => {
    graph = await startCrookedGraph(() => refuse(401, 'InvalidAuthenticationToken'));
    await assert.rejects(graph.directory.readGroups(), { code: 'directory-forbidden' });
    assert.equal(graph.asked.length, 2);
  });

  it('says in the background that it can wait, and for a person that it cannot', async () => {
    graph = await startCrookedGraph((path) => (path === '/$batch' ? { responses: [] } : { value: [] }));
    await graph.directory.readGroups();
    await graph.directory.readEvidence(['ada']);
    assert.deepEqual(
      graph.requests.map(({ headers }) => headers['x-ms-throttle-priority']),
      ['high', 'low'],
    );
  });

  it('slows a reading down when Graph comes under pressure (case 43)', async () => {
    let underWay = 0;
    const most = { before: 0, after: 0 };
    graph = await startCrookedGraph(async (path) => {
      if (path === '/$batch') return { responses: [] };
      underWay += 1;
      const when = graph && graph.asked.length > 9 ? 'after' : 'before';
      most[when] = Math.max(most[when], underWay);
      await new Promise((resolve) => setTimeout(resolve, 10));
      underWay -= 1;
      return new Reply(200, path.endsWith('/$count') ? '1' : list, { 'x-ms-throttle-limit-percentage': '0.8' });
    });
    const { complete } = await graph.directory.readSnapshot(Array.from({ length: 12 }, (_, number) => `g${number}`));
    assert.deepEqual([complete, most], [true, { before: 4, after: 1 }]);
  });
});

describe('a batch', () => {
  let graph: CrookedGraph | undefined;
  afterEach(() => graph?.close());

  const present = (id: string) => ({ id, userPrincipalName: `${id}@contoso.example` });
  const answer = (id: string, status: number, body: unknown = null, headers = {}) => ({ id, status, body, headers });
  const ask = async (...answers: readonly unknown[]) => {
    const left = [...answers];
    graph = await startCrookedGraph(() => left.shift());
    const evidence = await graph.directory.readEvidence(['ada', 'bob']);
    const urls = graph.requests.map(({ body }) => JSON.parse(body).requests.map(({ url }: { url: string }) => url[7]));
    return { kinds: [...evidence.values()].map(({ kind }) => kind), urls };
  };
  const good = { responses: [answer('1', 200, present('bob')), answer('0', 200, present('ada'))] };
  const both = { kinds: ['present', 'present'], urls: [['a', 'b']] };

  for (const status of [424, 429, 503])
    it(`that is refused as a whole with ${status} is sent again as a whole (case 42)`, async () => {
      const refused = refuse(status, 'x', { 'Retry-After': '0' });
      assert.deepEqual(await ask(refused, good), {
        kinds: both.kinds,
        urls: [
          ['a', 'b'],
          ['a', 'b'],
        ],
      });
    });

  for (const [outer, item] of [
    [424, 424],
    [424, 429],
    [200, 429],
    [200, 503],
  ] as const)
    it(`with an item of ${item} in an answer of ${outer} is repeated for that item alone (case 42)`, async () => {
      const throttled = answer('1', item, null, { 'retry-after': '0' });
      const first = new Reply(outer, { responses: [throttled, answer('0', 200, present('ada'))] });
      assert.deepEqual(await ask(first, { responses: [answer('0', 200, present('bob'))] }), {
        kinds: both.kinds,
        urls: [['a', 'b'], ['b']],
      });
    });
});
