import assert from 'node:assert/strict';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { type AddressInfo, createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { sampleClient } from '../../src/emulators/mobilo/start-mobilo-emulator.ts';
import { sampleSettings } from './sample-settings.ts';
import { startServerProcess } from './server-process.ts';

const nobody = 'http://127.0.0.1:9';

describe('The server in a process of its own', function () {
  this.timeout(60_000);

  it('says in a sentence that its port is taken', async () => {
    const dataDir = await mkdtemp(join(tmpdir(), 'server-'));
    const occupant = createServer().listen(0, '127.0.0.1');
    await once(occupant, 'listening');
    const { port } = occupant.address() as AddressInfo;
    const addresses = { port, publicUrl: nobody, entra: nobody, graph: nobody, mobilo: nobody, botMetadata: nobody };
    const settings = sampleSettings(dataDir, addresses, sampleClient);
    try {
      await assert.rejects(startServerProcess({ settings, developmentHost: null, logLevel: 'silent' }), {
        name: 'SyncError',
        code: 'configuration',
        message: `Port ${port} cannot be used. Set PORT to a free one.`,
      });
    } finally {
      occupant.close();
      await rm(dataDir, { recursive: true, force: true });
    }
  });
});
