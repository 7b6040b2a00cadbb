import assert from 'node:assert/strict';
import { randomBytes, randomUUID } from 'node:crypto';
import { type Listener, openListener } from './emulators/graph/open-listener.testing.ts';
import type { KeptSubscriptions } from './kept-subscriptions.ts';
import { createSealer } from './mobilo/seal.ts';
import { fallAsleep } from './store/dormancy.ts';
import type { Store } from './store/store.ts';
import { readSubscriptions, writeSubscriptions } from './store/subscriptions.ts';
import { describeEachEngine } from './store/testing/each-engine.ts';
import { keepSubscriptions, openClientState, type SubscriptionTools } from './subscriptions.ts';
import { contoso, type Entra, startEntra, startVendors, type Vendors } from './vendors.testing.ts';

const minute = 60_000;
const inMinutes = (minutes: number): string => new Date(Date.now() + minutes * minute).toISOString();

describeEachEngine('the subscriptions of a tenant', (use) => {
  const sealer = createSealer([randomBytes(32).toString('base64')]);
  const faults: unknown[] = [];
  let store: Store;
  let entra: Entra;
  let vendors: Vendors;
  let listener: Listener;
  let tools: SubscriptionTools;

  before(async () => {
    store = await use().open();
    entra = await startEntra();
    listener = await openListener();
  });
  after(async () => {
    await entra.close();
    await listener.close();
  });
  beforeEach(async () => {
    faults.length = 0;
    vendors = await startVendors({ world: contoso().world, entra, tenantId: randomUUID() });
    const { directory } = vendors;
    tools = { store, directory, sealer, notificationUrl: listener.url, log: (fault) => faults.push(fault) };
  });
  afterEach(() => vendors.close());

  const keep = (change: Partial<SubscriptionTools> = {}) => keepSubscriptions({ ...tools, ...change });
  const read = (): Promise<KeptSubscriptions> => readSubscriptions(store, vendors.tenantId);
  const atGraph = () => vendors.graph.subscriptions.list();
  /** As if time had passed. */
  const change = async (changed: Partial<KeptSubscriptions>) =>
    writeSubscriptions(store, vendors.tenantId, { ...(await read()), ...changed });
  const age = async (expiresAt: string) =>
    change({ kept: (await read()).kept.map((kept) => ({ ...kept, expiresAt })) });
  const wishes = () => vendors.graph.requests.filter(({ url }) => url.startsWith('/subscriptions')).length;

  it('are made for people and groups, each with a secret of its own that is kept sealed (case 55)', async () => {
    await keep();
    const { kept, ...rest } = await read();
    assert.deepEqual(rest, { failures: 0, nextAt: null });
    assert.deepEqual(
      atGraph().map(({ id, resource, changeType, notificationUrl, clientState }) => [
        ...[id, resource, changeType, notificationUrl, clientState],
      ]),
      kept.map((one) => [
        ...[one.id, one.resource, 'updated,deleted', listener.url, openClientState(sealer, vendors.tenantId, one)],
      ]),
    );
    assert.deepEqual(
      kept.map(({ resource }) => resource),
      ['/users', '/groups'],
    );
    const secrets = atGraph().map(({ clientState }) => String(clientState));
    assert.equal(new Set(secrets).size, 2);
    for (const secret of secrets) assert.ok(secret.length >= 43 && !JSON.stringify(kept).includes(secret));
    assert.equal(openClientState(sealer, randomUUID(), kept[0] ?? assert.fail()), null);
  });

  it('are left alone while more than half of their life is left', async () => {
    await keep();
    const before = wishes();
    await age(inMinutes(20_890));
    await keep();
    assert.equal(wishes(), before);
  });

  it('are renewed when less than half of their life is left', async () => {
    await keep();
    const [users] = (await read()).kept;
    await age(inMinutes(20_000));
    await keep();
    const [renewed] = (await read()).kept;
    assert.equal(renewed?.id, users?.id);
    assert.ok(Date.parse(renewed?.expiresAt ?? '') > Date.now() + 41_000 * minute);
  });

  it('are made anew when Graph has lost them without a word (case 55)', async () => {
    await keep();
    const lost = (await read()).kept.map(({ id }) => id);
    vendors.graph.subscriptions.drop();
    await age(inMinutes(20_000));
    await keep();
    const ids = (await read()).kept.map(({ id }) => id);
    assert.deepEqual([ids, ids.some((id) => lost.includes(id))], [atGraph().map(({ id }) => id), false]);
  });

  it('follow the server to another address, and are made anew when their secret cannot be opened', async () => {
    await keep();
    await keep({ notificationUrl: `${listener.url}/moved` });
    assert.deepEqual(
      atGraph().map(({ notificationUrl }) => notificationUrl),
      [`${listener.url}/moved`, `${listener.url}/moved`],
    );
    const moved = atGraph().map(({ id }) => id);
    await keep({
      notificationUrl: `${listener.url}/moved`,
      sealer: createSealer([randomBytes(32).toString('base64')]),
    });
    assert.equal(atGraph().length, 2);
    assert.ok(atGraph().every(({ id }) => !moved.includes(id)));
  });

  it('are made once by several instances at once', async () => {
    await Promise.all([keep(), keep(), keep()]);
    assert.equal(atGraph().length, 2);
  });

  it('are not asked for where Graph cannot reach the server', async () => {
    await keep({ notificationUrl: null });
    assert.equal(wishes(), 0);
  });

  it('wait twice as long with each failure, and what one resource is refused does not keep the other waiting', async () => {
    vendors.graph.faults.add({ match: '/subscriptions', status: 403, times: 1 });
    await keep();
    const first = await read();
    assert.deepEqual([first.kept.map(({ resource }) => resource), first.failures, faults.length], [['/groups'], 1, 1]);
    const before = wishes();
    await keep();
    assert.equal(wishes(), before);
    await change({ nextAt: null });
    vendors.graph.faults.add({ match: '/subscriptions', status: 503, times: 1 });
    await keep();
    const second = await read();
    const wait = Date.parse(second.nextAt ?? '') - Date.now();
    assert.ok(second.failures === 2 && wait > minute && wait <= 2 * minute, `${second.failures} ${wait}`);
    await change({ nextAt: inMinutes(-1) });
    await keep();
    const { kept, ...rest } = await read();
    assert.deepEqual([kept.length, rest], [2, { failures: 0, nextAt: null }]);
  });

  it('end while the tenant sleeps, and stay in mind until Graph has taken that (case 58)', async () => {
    await keep();
    await fallAsleep(store, vendors.tenantId, new Date());
    vendors.graph.faults.add({ match: '/subscriptions', status: 503, times: 1 });
    await keep();
    assert.equal((await read()).kept.length, 1);
    await change({ nextAt: null });
    await keep();
    assert.deepEqual([(await read()).kept, atGraph()], [[], []]);
    await keep();
    assert.deepEqual(atGraph(), []);
  });
});
