import assert from 'node:assert/strict';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { contoso } from '../company/contoso.ts';
import { personId } from '../company/contoso-person.ts';
import { appToken, type OpenGraph, openGraph } from './open-graph.testing.ts';
import { samplePhoto } from './sample-requests.testing.ts';

const world = contoso().employ('Ada').employ('Bob').world;
const [ada, bob] = [personId('Ada'), personId('Bob')];
const token = appToken('ProfilePhoto.Read.All');

describe('Photos in the emulated Graph', () => {
  let folder: string;
  let graph: OpenGraph;
  beforeEach(async () => {
    folder = mkdtempSync(join(tmpdir(), 'photos-'));
    graph = await openGraph(world, folder);
    await graph.control(`POST /people/${ada}/photo`, { base64: samplePhoto });
  });
  afterEach(async () => {
    await graph.emulator.close();
    rmSync(folder, { recursive: true });
  });

  const outcome = async (path: string, given = token) => {
    const { status, body } = await graph.ask(`GET ${path}`, { token: given });
    return [status, (body as { error?: { code: string } }).error?.code];
  };

  it('come as bytes in every size, and as base64 in a batch', async () => {
    for (const path of ['photo/$value', 'photos/48x48/$value', 'photos/648x648/$value']) {
      const response = await fetch(`${graph.emulator.url}/v1.0/users/${ada}/${path}`, {
        headers: { authorization: `Bearer ${token}` },
      });
      const bytes = Buffer.from(await response.arrayBuffer()).toString('base64');
      assert.deepEqual([response.headers.get('content-type'), bytes], ['image/jpeg', samplePhoto]);
    }
    const requests = [{ id: '1', method: 'GET', url: `/users/${ada}/photos/48x48/$value` }];
    const { body } = await graph.ask('POST /$batch', { token, body: { requests } });
    const [item] = (body as { responses: { status: number; headers: object; body: unknown }[] }).responses;
    assert.deepEqual(
      [item?.status, Reflect.get(item?.headers ?? {}, 'Content-Type'), item?.body],
      [200, 'image/jpeg', samplePhoto],
    );
  });

  it('are not found where there is none, in a size that does not exist, or after they were taken away', async () => {
    const missing = [404, 'ImageNotFound'];
    assert.deepEqual(await outcome(`/users/${bob}/photo/$value`), missing);
    assert.deepEqual(await outcome(`/users/${ada}/photos/50x50/$value`), missing);
    assert.deepEqual(await outcome('/users/nobody/photo/$value'), [404, 'Request_ResourceNotFound']);
    await graph.control(`DELETE /people/${ada}/photo`);
    assert.deepEqual(await outcome(`/users/${ada}/photo/$value`), missing);
  });

  it('are refused to whoever may read groups only', async () => {
    const denied = [403, 'Authorization_RequestDenied'];
    assert.deepEqual(await outcome(`/users/${ada}/photo/$value`, appToken('GroupMember.Read.All')), denied);
    assert.deepEqual(await outcome(`/users/${ada}/photo/$value`, appToken('User.Read.All')), [200, undefined]);
  });

  it('change nothing that delta queries would tell, survive a restart, and are gone with the purged', async () => {
    assert.equal(graph.emulator.directory.version, 0);
    await graph.emulator.close();
    graph = await openGraph(world, folder);
    assert.equal(graph.emulator.directory.photoOf(ada), samplePhoto);
    await graph.control(`POST /people/${ada}/purge`);
    assert.equal(graph.emulator.directory.photoOf(ada), undefined);
  });

  it('are refused when they are no base64, or of a stranger', async () => {
    assert.equal((await graph.control(`POST /people/${bob}/photo`, { base64: 'no!' })).status, 400);
    assert.equal((await graph.control('POST /people/nobody/photo', { base64: samplePhoto })).status, 404);
  });
});
