import assert from 'node:assert/strict';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { createServer, type Server } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Receipt } from '../../src/apply/receipt.ts';
import type { PlanRecord } from '../../src/approval.ts';
import { staff } from '../../src/emulators/world.ts';
import { findPort } from './find-port.ts';
import { type StartedProduct, startProduct } from './started-product.testing.ts';
import { waitUntil } from './wait-until.ts';

const { administrator } = staff;
const asNpmDoes = [process.execPath, '--import', 'tsx', 'bot/main.ts'];
const portOfMobilo = 54_000;

/** Takes a port; somebody else may have taken it already, which is as good. */
const occupy = async (port: number): Promise<Server> => {
  const server = createServer().listen(port, '127.0.0.1');
  await once(server, 'listening').catch(() => undefined);
  return server;
};

describe('npm start without settings', function () {
  this.timeout(120_000);
  let dataDir: string;
  let port: number;
  let occupant: Server;
  let product: StartedProduct | null = null;
  let planId: string;

  const start = async (command: readonly string[]): Promise<StartedProduct> => {
    product = await startProduct(command, { DATA_DIR: dataDir, PORT: String(port) });
    return product;
  };
  const end = async (signal: NodeJS.Signals, whom: 'alone' | 'together'): Promise<void> => {
    await product?.end(signal, whom);
    product = null;
  };
  const get = <T>(path: string): Promise<T> => {
    assert.ok(product, 'The product runs.');
    return product.call(administrator.id, 'GET', path);
  };
  const waitForPending = (): Promise<PlanRecord> =>
    waitUntil('a pending plan', async () => (await get<{ readonly plan: PlanRecord | null }>('/plans/pending')).plan);

  before(async () => {
    dataDir = await mkdtemp(join(tmpdir(), 'start-'));
    port = await findPort(0);
    occupant = await occupy(portOfMobilo);
  });
  after(async () => {
    await end('SIGKILL', 'together');
    occupant?.close();
    await rm(dataDir, { recursive: true, force: true });
  });

  it('prints an address a line, and last that it is ready', async () => {
    const { lines, addresses } = await start(['npm', 'start', '--silent']);
    assert.deepEqual(
      lines.map((line) => line.split(/\s/)[0]),
      ['chat', 'tab', 'Mobilo', 'server', 'ready'],
    );
    assert.equal(addresses.server, `http://localhost:${port}`);
    for (const address of [addresses.chat, addresses.tab, addresses.Mobilo, `${addresses.server}/tab/`])
      assert.equal((await fetch(address)).status, 200, address);
  });

  it('takes another port where the usual one is taken', () => {
    assert.notEqual(product?.addresses.Mobilo, `http://127.0.0.1:${portOfMobilo}`);
  });

  it('has the first plan waiting by itself, and does what is approved', async () => {
    const { id, fingerprint, summary } = await waitForPending();
    const { joiner, mover, leaver } = summary.counts;
    assert.deepEqual({ joiner, mover, leaver }, { joiner: 12, mover: 7, leaver: 3 });
    planId = id;
    const approval = { fingerprint, selection: { kinds: ['mover'] }, cards: { byCard: {}, others: null } };
    await product?.call(administrator.id, 'POST', `/plans/${id}/approve`, approval);
    await waitUntil('the end of the run', async () =>
      (await get<PlanRecord>(`/plans/${id}`)).run?.state === 'finished' ? true : null,
    );
  });

  it('ends with Ctrl-C and leaves no process behind', () => end('SIGINT', 'together'));

  it('knows after another start what was done', async () => {
    await start(asNpmDoes);
    assert.equal((await get<Receipt>(`/plans/${planId}/receipt`)).counts.done, 7);
    const { joiner, mover, leaver } = (await waitForPending()).summary.counts;
    assert.deepEqual({ joiner, mover, leaver }, { joiner: 12, mover: 0, leaver: 3 });
  });

  it('leaves no process behind when it is killed', () => end('SIGKILL', 'alone'));

  it('goes on after that where it was, and ends when it is asked to', async () => {
    await start(asNpmDoes);
    assert.equal((await waitForPending()).summary.counts.mover, 0);
    await end('SIGTERM', 'alone');
  });
});
