import assert from 'node:assert/strict';
import { randomBytes, randomUUID } from 'node:crypto';
import { type Listener, openListener } from './emulators/graph/open-listener.testing.ts';
import type { Jobs } from './jobs/jobs.ts';
import type { KeptSubscription } from './kept-subscriptions.ts';
import { createSealer } from './mobilo/seal.ts';
import { createTakeNotifications, type Notification } from './notifications.ts';
import { fallAsleep } from './store/dormancy.ts';
import type { Store } from './store/store.ts';
import { readSubscriptions } from './store/subscriptions.ts';
import { ensureTenant, writeMobiloGrant } from './store/tenants.ts';
import { describeEachEngine } from './store/testing/each-engine.ts';
import { keepSubscriptions, openClientState } from './subscriptions.ts';
import { openQueuesOnly } from './tenant.testing.ts';
import { contoso, startVendors, type Vendors } from './vendors.testing.ts';

describeEachEngine('a notification of Microsoft Graph', (use) => {
  const sealer = createSealer([randomBytes(32).toString('base64')]);
  let store: Store;
  let jobs: Jobs;
  let vendors: Vendors;
  let genuine: Notification;
  let kept: KeptSubscription;
  let listener: Listener;

  before(async () => {
    store = await use().open();
    jobs = await openQueuesOnly(store);
  });
  after(() => jobs.stop());
  beforeEach(async () => {
    listener = await openListener();
    vendors = await startVendors({ world: contoso().world, tenantId: randomUUID() });
    const { directory, tenantId } = vendors;
    await ensureTenant(store, tenantId);
    await writeMobiloGrant(store, tenantId, 'sealed');
    await keepSubscriptions({ store, directory, sealer, notificationUrl: listener.url, log: assert.fail });
    kept = (await readSubscriptions(store, tenantId)).kept[0] ?? assert.fail('There is no subscription.');
    genuine = { subscriptionId: kept.id, clientState: openClientState(sealer, tenantId, kept) };
  });
  afterEach(async () => {
    await store.executeSql('delete from pgboss.job');
    await Promise.all([vendors.close(), listener.close()]);
  });

  const takeNew = (tenantId = vendors.tenantId) =>
    createTakeNotifications({ store, sealer, send: jobs.send, tenantId });
  const readJobs = async () =>
    (
      await store.executeSql(
        `select name, data, round(extract(epoch from start_after - clock_timestamp())) as wait
         from pgboss.job where state = 'created'`,
      )
    ).rows.map(({ name, data, wait }) => ({ name, data, wait: Math.max(0, Number(wait)) }));
  const reading = () => ({ name: 'plan', data: { tenantId: vendors.tenantId, by: 'sync' }, wait: 0 });

  it('asks for a reading, and says nothing about anybody (case 55)', async () => {
    await takeNew()([genuine]);
    assert.deepEqual(await readJobs(), [reading()]);
  });

  it('asks for one reading however often it comes, to however many instances (case 55)', async () => {
    const instances = [takeNew(), takeNew(), takeNew()];
    const storm = Array.from({ length: 500 }, (_, index) => instances[index % 3]?.([genuine]));
    await Promise.all(storm);
    assert.deepEqual(await readJobs(), [reading()]);
  });

  it('asks for a reading a minute after the last one was at work, even while that goes on (case 55)', async () => {
    for (const state of ['completed', 'failed', 'active']) {
      await store.executeSql('delete from pgboss.job');
      await takeNew()([genuine]);
      await store.executeSql(
        `update pgboss.job set state = $1::pgboss.job_state, started_on = clock_timestamp() - interval '20 seconds'`,
        [state],
      );
      await takeNew()([genuine]);
      const [job] = await readJobs();
      assert.ok(job && job.wait >= 38 && job.wait <= 40, `${state} ${job?.wait}`);
    }
  });

  it('does not keep a person waiting: who asks for a plan gets it now', async () => {
    await takeNew()([genuine]);
    await store.executeSql(`update pgboss.job set start_after = clock_timestamp() + interval '50 seconds'`);
    await takeNew()([genuine]);
    assert.ok(((await readJobs())[0]?.wait ?? 0) > 40);
    await store.tx((tx) => jobs.send(tx, 'plan', { tenantId: vendors.tenantId, by: 'ada' }));
    assert.deepEqual(await readJobs(), [reading()]);
  });

  it('that is forged changes nothing, and does not stand in the way of one that is not (case 55)', async () => {
    const forged: readonly Notification[] = [
      { subscriptionId: kept.id, clientState: 'guess' },
      { subscriptionId: kept.id, clientState: kept.clientState },
      { subscriptionId: kept.id, clientState: null },
      { subscriptionId: kept.id },
      { subscriptionId: randomUUID(), clientState: genuine.clientState },
    ];
    await takeNew()(forged);
    assert.deepEqual(await readJobs(), []);
    await takeNew()([...forged, genuine]);
    assert.deepEqual(await readJobs(), [reading()]);
  });

  it('of one tenant is nothing to another', async () => {
    const other = randomUUID();
    await ensureTenant(store, other);
    await takeNew(other)([genuine]);
    assert.deepEqual(await readJobs(), []);
  });

  it('wakes nobody who has removed the app, or has not connected Mobilo (case 58)', async () => {
    await writeMobiloGrant(store, vendors.tenantId, null);
    await takeNew()([genuine]);
    await writeMobiloGrant(store, vendors.tenantId, 'sealed');
    await fallAsleep(store, vendors.tenantId, new Date());
    await takeNew()([genuine]);
    assert.deepEqual(await readJobs(), []);
  });
});
