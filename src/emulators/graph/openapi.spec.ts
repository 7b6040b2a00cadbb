import assert from 'node:assert/strict';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import type { ValidateFunction } from 'ajv';
import { growWorld } from '../company/grow-world.ts';
import { staff } from '../world.ts';
import { coverage, type Operation } from './coverage.ts';
import { readGraphDescription } from './graph-description.testing.ts';
import { type OpenGraph, openGraph } from './open-graph.testing.ts';
import { type Listener, openListener } from './open-listener.testing.ts';
import { makeSubscription, samplePhoto, sampleRequest } from './sample-requests.testing.ts';

const folder = process.env.GRAPH_OPENAPI_DIR ?? join('..', 'shared', 'graph-openapi');
const files = ['graph-v1.0-sync.openapi.yaml', 'graph-batch.overlay.openapi.yaml'].map((file) => join(folder, file));

/** Operations that Microsoft's description leaves out; their answers are shaped like their neighbours'. */
const undescribed: readonly Operation[] = [
  'GET /groups/{id}/members/microsoft.graph.group/$count',
  'GET /groups/{id}/members/microsoft.graph.user/$count',
  'GET /groups/{id}/transitiveMembers/microsoft.graph.group/$count',
  'GET /users/{id}/transitiveMemberOf/microsoft.graph.group',
  'POST /users/{id}/checkMemberGroups',
];

const assertValid = (validate: ValidateFunction | null | undefined, body: unknown): void => {
  if (validate) assert.equal(validate(body), true, JSON.stringify(validate.errors));
};

describe('The answers of the emulated Graph, by Microsoft’s description of it', () => {
  const described = files.every(existsSync) ? readGraphDescription(files) : null;
  if (!described) {
    it.skip(
      `needs Microsoft's OpenAPI description of Graph: set GRAPH_OPENAPI_DIR to the folder of ${files.join(', ')}`,
    );
    return;
  }
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

  it('covers operations that are described, but for the few that are known', () => {
    assert.deepEqual(listed.filter((operation) => !described.has(operation)).sort(), [...undescribed].sort());
  });

  for (const operation of listed.filter((name) => described.has(name)))
    it(`keeps to it in ${operation}`, async () => {
      const { request, options } = sampleRequest(operation, world, subscription);
      const { status, body } = await graph.ask(request, options);
      const { good, refused } = described.get(operation) ?? {};
      assertValid(status < 400 ? good : refused, operation.endsWith('/$count') ? Number(body) : body);
      assertValid(refused, (await graph.ask(request, { ...options, token: null })).body);
    });

  it('would notice an answer that breaks it', () => {
    const validate = described.get('GET /users')?.good;
    assert.equal(validate?.({ value: [{ id: '1', displayName: 5 }] }), false);
  });

  for (const operation of [...described.keys()].filter((name) => name.startsWith('GET') && !(name in coverage)))
    it(`names everything: ${operation} is absent`, async () => {
      const { status } = await graph.ask(operation.replaceAll('{id}', 'x'));
      assert.ok([400, 404].includes(status), `answers ${status}`);
    });
});
