import assert from 'node:assert/strict';
import { contoso, personId, startVendors } from '../vendors.testing.ts';
import { type CrookedGraph, refuse, startCrookedGraph } from './crooked-graph.testing.ts';

const jpeg = Buffer.from([0xff, 0xd8, 0xff, 0xe0, 0x00, 0x10, 0x80, 0xc3, 0x28]);
const png = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a, 0xff]);

describe('the photo of a person', () => {
  let graph: CrookedGraph | undefined;
  afterEach(() => graph?.close());

  const read = async (answer: unknown) => {
    graph = await startCrookedGraph(() => answer);
    return graph.directory.readPhoto('ada');
  };

  it('comes byte for byte, with the type that its bytes have', async () => {
    assert.deepEqual(await read(jpeg), { bytes: new Uint8Array(jpeg), type: 'image/jpeg' });
    await graph?.close();
    assert.deepEqual(await read(png), { bytes: new Uint8Array(png), type: 'image/png' });
    assert.deepEqual(graph?.asked, ['/users/ada/photo/$value']);
  });

  it('is none where there is none, or no picture', async () => {
    for (const answer of [refuse(404, 'ImageNotFound'), Buffer.from('GIF89a'), Buffer.from([]), 'hello', {}]) {
      assert.equal(await read(answer), null);
      await graph?.close();
    }
    graph = undefined;
  });

  it('is none for somebody who does not exist', async () => {
    const vendors = await startVendors({ world: contoso().world });
    assert.equal(await vendors.directory.readPhoto(personId('Nobody')), null);
    await vendors.close();
  });

  it('cannot be read when Graph refuses', async () => {
    await assert.rejects(read(refuse(403, 'Authorization_RequestDenied')), { code: 'directory-forbidden' });
  });
});
