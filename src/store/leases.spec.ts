import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { acquireLease, holdLease, releaseLease, renewLease } from './leases.ts';
import type { Store } from './store.ts';
import { ensureTenant } from './tenants.ts';
import { describeEachEngine } from './testing/each-engine.ts';
import { withLease } from './with-lease.ts';

describeEachEngine('the lease of a tenant', (use) => {
  let store: Store;
  const makeTenant = async (): Promise<string> => {
    const tenantId = randomUUID();
    await ensureTenant(store, tenantId);
    return tenantId;
  };
  const holds = (tenantId: string, fence: number) => store.tx((tx) => holdLease(tx, tenantId, fence));
  before(async () => {
    store = await use().open();
  });

  it('One of many gets it', async () => {
    const tenantId = await makeTenant();
    const holders = ['a', 'b', 'c', 'd'];
    const tokens = await Promise.all(holders.map((holder) => acquireLease(store, tenantId, holder, 60)));
    assert.deepEqual(tokens.toSorted(), [1, null, null, null]);
  });

  it('Its token grows with every holder, and the older one is worth nothing', async () => {
    const tenantId = await makeTenant();
    const older = (await acquireLease(store, tenantId, 'a', 0)) ?? 0;
    const newer = (await acquireLease(store, tenantId, 'b', 60)) ?? 0;
    assert.ok(newer > older);
    assert.deepEqual([await holds(tenantId, older), await holds(tenantId, newer)], [false, true]);
    assert.equal(await renewLease(store, tenantId, older, 60), false);
    await releaseLease(store, tenantId, older);
    assert.equal(await acquireLease(store, tenantId, 'c', 60), null);
  });

  it('Released, it is free at once, and cannot be renewed', async () => {
    const tenantId = await makeTenant();
    const fence = (await acquireLease(store, tenantId, 'a', 60)) ?? 0;
    assert.equal(await renewLease(store, tenantId, fence, 60), true);
    await releaseLease(store, tenantId, fence);
    assert.equal(await renewLease(store, tenantId, fence, 60), false);
    assert.equal(await acquireLease(store, tenantId, 'b', 60), fence + 1);
  });

  it('Its holder may take it again, and fences off what it did before', async () => {
    const tenantId = await makeTenant();
    await acquireLease(store, tenantId, 'a', 60);
    assert.equal(await acquireLease(store, tenantId, 'a', 60), 2);
    assert.equal(await holds(tenantId, 1), false);
  });

  it('A clock that jumps an hour in one process takes it from nobody, and frees it for nobody (case 79)', async () => {
    const tenantId = await makeTenant();
    const fence = (await acquireLease(store, tenantId, 'a', 60)) ?? 0;
    const { now } = Date;
    for (const hours of [1, -1]) {
      Date.now = () => now() + hours * 3_600_000;
      try {
        assert.equal(await acquireLease(store, tenantId, 'b', 60), null);
        assert.equal(await renewLease(store, tenantId, fence, 60), true);
      } finally {
        Date.now = now;
      }
    }
    assert.equal(await acquireLease(store, tenantId, 'b', 60), null);
  });

  it('A tenant that is not known cannot be taken', async () => {
    assert.equal(await acquireLease(store, randomUUID(), 'a', 60), null);
  });

  it('Work under it lasts longer than it, and gives it back at the end', async () => {
    const tenantId = await makeTenant();
    const seconds = 2;
    const readEnd = async () => {
      const { rows } = await store.executeSql('select lease_until from tenants where id = $1', [tenantId]);
      return Number(rows[0]?.lease_until);
    };
    const answer = await withLease(store, tenantId, seconds, async (fence) => {
      const begin = await readEnd();
      while ((await readEnd()) <= begin) await new Promise(setImmediate);
      assert.equal(await acquireLease(store, tenantId, 'b', 60), null);
      return fence;
    });
    assert.equal(answer, 1);
    assert.equal(await acquireLease(store, tenantId, 'b', 60), 2);
    assert.equal(await withLease(store, tenantId, seconds, async () => 'never'), null);
  });

  it('Work under it is told when somebody else has it', async () => {
    const tenantId = await makeTenant();
    await withLease(store, tenantId, 0.4, async (_, signal) => {
      await store.executeSql('update tenants set lease_token = lease_token + 1 where id = $1', [tenantId]);
      await new Promise((resolve) => signal.addEventListener('abort', resolve));
      assert.match(String(signal.reason), /Another process has taken over this tenant/);
    });
  });
});
