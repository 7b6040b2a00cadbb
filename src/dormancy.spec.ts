import assert from 'node:assert/strict';
import { eraseDormantTenants, presenceOf } from './dormancy.ts';
import type { Jobs } from './jobs/jobs.ts';
import { proposePlan } from './propose.ts';
import { readAudit, verifyAudit } from './store/audit-log.ts';
import { conversationsOf } from './store/conversations.ts';
import { readDormancy } from './store/dormancy.ts';
import { readKnown } from './store/known.ts';
import { findLatest } from './store/plans.ts';
import { knownAccounts, knownPeople } from './store/schema.ts';
import type { Store } from './store/store.ts';
import { readSubscriptions, writeSubscriptions } from './store/subscriptions.ts';
import { writeMobiloGrant } from './store/tenants.ts';
import { describeEachEngine } from './store/testing/each-engine.ts';
import { openQueuesOnly, openTenant, type Tenant } from './tenant.testing.ts';
import { contoso, type Entra, startEntra } from './vendors.testing.ts';

const world = contoso()
  .hire('Ada Lovelace')
  .change('Bob Marley', { jobTitle: 'Director' })
  .card('Cleo Patra')
  .leave('Cleo Patra')
  .meet('Dan Brown').world;
const personal = /lovelace|marley|cleo|patra|dan\.?brown|dan brown|director|everybody|katherine|teams-reference/i;
/** What tells of somebody. Ids may stay, and those of the sample company hold names. */
const tellTales = (text: string): readonly string[] =>
  [...text.replaceAll(/\b(acc|crd|card)_\w+/g, 'id').matchAll(new RegExp(personal, 'gi'))].map(([found]) => found);
const day = 24 * 3_600_000;
const afterDays = (days: number): Date => new Date(Date.now() + days * day);

describeEachEngine('a tenant that has removed the app', (use) => {
  let store: Store;
  let jobs: Jobs;
  let entra: Entra;
  let leaver: Tenant;
  let stayer: Tenant;

  /** Somebody in every table, with a plan that was carried out and one that waits. */
  const fill = async (tenant: Tenant): Promise<void> => {
    const tenantId = tenant.id;
    await writeMobiloGrant(store, tenantId, 'sealed');
    const plan = await tenant.approve(await tenant.propose());
    await tenant.run(plan.id);
    await store.db.insert(knownPeople).values({ tenantId, personId: 'ada', groupIds: ['sales'] });
    await store.db.insert(knownAccounts).values({ tenantId, accountId: 'account of ada', address: 'hash' });
    const reference = { name: 'teams-reference' };
    for (const id of ['chat', 'channel'])
      await conversationsOf(store, tenantId).save({ id, reference, locale: 'nl', personal: false });
    const card = { planId: plan.id, conversationId: 'chat', activityId: '1', personId: 'ada' };
    await conversationsOf(store, tenantId).rememberCard(card);
  };

  before(async () => {
    store = await use().open();
    jobs = await openQueuesOnly(store);
    entra = await startEntra();
  });
  after(async () => {
    await jobs.stop();
    await entra.close();
  });
  beforeEach(async () => {
    leaver = await openTenant({ store, jobs, world, entra });
    stayer = await openTenant({ store, jobs, world, entra });
    await fill(leaver);
    await fill(stayer);
    await store.executeSql('delete from pgboss.job');
  });
  afterEach(() => Promise.all([leaver.close(), stayer.close()]));

  const presence = ({ id }: Tenant) => presenceOf(store, jobs.send, id);
  const removeApp = async (tenant: Tenant) => {
    for (const id of ['chat', 'channel']) await presence(tenant).leave(id, 'mary');
  };
  const trail = async ({ id }: Tenant) =>
    (await readAudit(store, id, { limit: 500 })).map(({ kind, by, data }) => ({ kind, by, data }));
  const kinds = async (tenant: Tenant) =>
    (await trail(tenant)).map(({ kind }) => kind).filter((kind) => /^(app|data)/.test(kind));
  const dump = async ({ id }: Tenant): Promise<string> => {
    const found = [(await store.executeSql('select t::text from tenants t where id = $1', [id])).rows];
    for (const table of [
      'known_people',
      'known_accounts',
      'plans',
      'plan_rows',
      'steps',
      'conversations',
      'posted_cards',
    ])
      found.push((await store.executeSql(`select t::text from ${table} t where tenant_id = $1 order by 1`, [id])).rows);
    return JSON.stringify(found);
  };

  it('sleeps once it has left its last conversation, and nobody else does (case 58)', async () => {
    const before = await dump(stayer);
    await presence(leaver).leave('chat', 'mary');
    await presence(leaver).leave('nowhere', 'mary');
    assert.equal(await readDormancy(store, leaver.id), null);
    await presence(leaver).leave('channel', 'mary');
    await presence(leaver).leave('channel', 'mary');
    assert.ok(await readDormancy(store, leaver.id));
    assert.deepEqual(
      (await trail(leaver)).filter(({ kind }) => kind.startsWith('app')),
      [{ kind: 'app.removed', by: 'mary', data: {} }],
    );
    assert.deepEqual([await readDormancy(store, stayer.id), await dump(stayer)], [null, before]);
  });

  it('is not read by itself, and its accounts in Mobilo stay as they are (case 58)', async () => {
    const office = await leaver.vendors.office.control.readState();
    const latest = await findLatest(store, leaver.id);
    await removeApp(leaver);
    await proposePlan(leaver.tools, 'sync');
    assert.deepEqual(await findLatest(store, leaver.id), latest);
    assert.deepEqual(await leaver.vendors.office.control.readState(), office);
  });

  it('wakes when the app is back: it is told, its upkeep is due, and its directory is read (case 58)', async () => {
    await removeApp(leaver);
    const late = { kept: [], failures: 5, nextAt: afterDays(1).toISOString() };
    await writeSubscriptions(store, leaver.id, late);
    await writeSubscriptions(store, stayer.id, late);
    await presence(stayer).arrive('mary');
    await presence(leaver).arrive('mary');
    await presence(leaver).arrive('mary');
    assert.equal(await readDormancy(store, leaver.id), null);
    assert.deepEqual((await kinds(leaver)).toSorted(), ['app.installed', 'app.removed']);
    const { rows } = await store.executeSql('select name, data from pgboss.job');
    assert.deepEqual(rows, [{ name: 'plan', data: { tenantId: leaver.id, by: 'sync' } }]);
    assert.deepEqual(
      [await readSubscriptions(store, leaver.id), await readSubscriptions(store, stayer.id)],
      [{ kept: [], failures: 0, nextAt: null }, late],
    );
  });

  it('is erased after its retention time, once, and not before (case 58)', async () => {
    await leaver.saveSettings({ retentionDays: 30 });
    await removeApp(leaver);
    const before = await dump(leaver);
    assert.deepEqual(await eraseDormantTenants(store, afterDays(29)), []);
    assert.equal(await dump(leaver), before);
    assert.deepEqual(await eraseDormantTenants(store, afterDays(31)), [leaver.id]);
    assert.deepEqual(await eraseDormantTenants(store, afterDays(32)), []);
    assert.deepEqual((await kinds(leaver)).toSorted(), ['app.removed', 'data.erased']);
  });

  it('keeps nobody’s name, while its neighbour keeps everything (case 58)', async () => {
    assert.ok(tellTales(await dump(leaver)).length > 20);
    const before = await dump(stayer);
    await removeApp(leaver);
    await eraseDormantTenants(store, afterDays(91));
    assert.deepEqual(tellTales(await dump(leaver)), []);
    assert.equal(await dump(stayer), before);
    for (const table of ['known_people', 'known_accounts', 'conversations', 'posted_cards'])
      assert.deepEqual(
        (await store.executeSql(`select count(*)::int as n from ${table} where tenant_id = $1`, [leaver.id])).rows,
        [{ n: 0 }],
        table,
      );
  });

  it('can still prove its trail, and the counts and costs of its receipts (case 58)', async () => {
    const { id: planId } = (await findLatest(store, leaver.id)) ?? assert.fail();
    const before = await leaver.receipt(planId);
    const known = await readKnown(store, leaver.id);
    assert.ok(known.people.size > 1 && known.accounts.size > 1);
    await removeApp(leaver);
    await eraseDormantTenants(store, afterDays(91));
    const { counts, byKind, cost, items, approvedBy } = await leaver.receipt(planId);
    assert.deepEqual([counts, byKind, cost], [before.counts, before.byKind, before.cost]);
    assert.deepEqual(
      items.map(({ rowId, outcome, steps }) => ({ rowId, outcome, steps })),
      before.items.map(({ rowId, outcome, steps }) => ({ rowId, outcome, steps })),
    );
    assert.deepEqual(
      [items.map(({ name }) => name).join(''), approvedBy],
      ['', { id: before.approvedBy.id, name: before.approvedBy.id }],
    );
    assert.equal((await verifyAudit(store, leaver.id)).brokenAt, null);
    const [erased] = (await trail(leaver)).filter(({ kind }) => kind === 'data.erased');
    assert.deepEqual(
      [erased?.data.people, erased?.data.accounts, erased?.data.conversations, erased?.data.plans],
      [known.people.size, known.accounts.size, 0, 1],
    );
  });

  it('is not erased in the middle of a run, and a run that has stopped is over with it (case 58)', async () => {
    await removeApp(leaver);
    const setRun = (state: string) =>
      store.executeSql('update plans set run_state = $2 where tenant_id = $1', [leaver.id, state]);
    await setRun('running');
    assert.deepEqual(await eraseDormantTenants(store, afterDays(91)), []);
    await setRun('stopped');
    assert.deepEqual(await eraseDormantTenants(store, afterDays(91)), [leaver.id]);
    const { id } = (await findLatest(store, leaver.id)) ?? assert.fail();
    await assert.rejects(leaver.resume(id), { code: 'plan-decided' });
  });
});
