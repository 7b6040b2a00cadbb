import assert from 'node:assert/strict';
import { nothing, readMobilo, useCompanies } from './apply/companies.testing.ts';
import { dumpTables, listJobs } from './dump-tables.testing.ts';
import { addToGroup, deleteGroup, emptyGroup, takeFromGroup } from './emulators/company/change-group.ts';
import { changePerson } from './emulators/company/change-person.ts';
import { hirePerson } from './emulators/company/hire-person.ts';
import { proposePlan } from './propose.ts';
import { readPlan } from './read-everything.ts';
import { readAudit } from './store/audit-log.ts';
import { acquireLease, releaseLease } from './store/leases.ts';
import { findLatest, findPending } from './store/plans.ts';
import { readLastReading, readSettings } from './store/tenants.ts';
import { describeEachEngine } from './store/testing/each-engine.ts';
import type { Tenant } from './tenant.testing.ts';
import { accountId, approversGroupId, contoso, everybodyGroupId, personId, staff } from './vendors.testing.ts';

describeEachEngine('a proposal', (use) => {
  const companies = useCompanies(use);
  const hire = ({ vendors }: Tenant, displayName: string) => hirePerson(vendors.graph.directory, { displayName });
  const countPlans = async ({ id }: Tenant): Promise<number> => {
    const { rows } = await companies.store.executeSql('select id from plans where tenant_id = $1', [id]);
    return rows.length;
  };
  const kinds = async ({ id }: Tenant) => (await readAudit(companies.store, id)).map(({ kind }) => kind);

  it('is kept with its fingerprint for a day, told to the trail and to the chats', async () => {
    const company = await companies.open(contoso().hire('Ada'));
    const plan = await company.propose();
    assert.equal(Date.parse(plan.expiresAt) - Date.parse(plan.madeAt), 24 * 3_600_000);
    assert.deepEqual(plan.summary.counts, { ...nothing, joiner: 1 });
    assert.deepEqual(await listJobs(companies.store, plan.id), ['cards']);
    const [event] = await readAudit(companies.store, company.id);
    assert.deepEqual(
      [event?.kind, event?.planId, event?.data],
      ['plan.proposed', plan.id, { fingerprint: plan.fingerprint, counts: plan.summary.counts }],
    );
    assert.equal((await readLastReading(companies.store, company.id))?.toISOString(), plan.madeAt);
  });

  it('writes nothing into Mobilo', async () => {
    const company = await companies.open(contoso().hire('Ada').leave('Bob').meet('Cleo'));
    const before = await readMobilo(company);
    await company.propose();
    assert.deepEqual(await readMobilo(company), before);
  });

  it('of the same reading is the one that waits already; only the reading is newer', async () => {
    const company = await companies.open(contoso().hire('Ada'));
    const first = await company.propose();
    const trail = await readAudit(companies.store, company.id);
    const again = await company.propose();
    assert.deepEqual(again, first);
    assert.equal(await countPlans(company), 1);
    assert.deepEqual(await readAudit(companies.store, company.id), trail);
    const read = await readLastReading(companies.store, company.id);
    assert.ok(read && read > new Date(first.madeAt));
  });

  it('of another reading supersedes the one that waits, and both cards are drawn anew', async () => {
    const company = await companies.open(contoso().hire('Ada'));
    const first = await company.propose();
    hire(company, 'Bob');
    const second = await company.propose();
    assert.deepEqual([second.state, (await company.read(first.id)).state], ['proposed', 'superseded']);
    assert.deepEqual(await kinds(company), ['plan.proposed', 'plan.superseded', 'plan.proposed']);
    for (const { id } of [first, second]) assert.deepEqual(await listJobs(companies.store, id), ['cards']);
  });

  it('of two processes at once is one plan', async () => {
    const company = await companies.open(contoso().hire('Ada'));
    await Promise.all([proposePlan(company.tools, 'one'), proposePlan(company.tools, 'two')]);
    assert.equal(await countPlans(company), 1);
  });

  it('is not made while a run waits or is under way (case 63)', async () => {
    const [company, plan] = await companies.approved(contoso().hire('Ada'));
    hire(company, 'Bob');
    const before = await dumpTables(companies.store);
    await proposePlan(company.tools, 'spec');
    assert.deepEqual(await dumpTables(companies.store), before);
    await company.run(plan.id, { isOver: () => true });
    assert.equal((await company.propose()).id, plan.id);
    await company.run(plan.id);
    assert.notEqual((await company.propose()).id, plan.id);
  });

  it('is not kept when the plan that waited was approved during the reading', async () => {
    const company = await companies.open(contoso().hire('Ada'));
    const plan = await company.propose();
    hire(company, 'Bob');
    await company.vendors.office.control.addFault({ kind: 'slow', path: '/v1/catalog', milliseconds: 2000 });
    const proposing = proposePlan(company.tools, 'spec');
    await company.approve(plan);
    await proposing;
    assert.equal(await findPending(companies.store, company.id), null);
    assert.equal((await findLatest(companies.store, company.id))?.id, plan.id);
  });

  it('is not made while an older run goes on again, although a newer plan waits', async () => {
    const [company, older] = await companies.approved(contoso().change('Ada', { jobTitle: 'Director' }).hire('Bob'));
    const { directory } = company.vendors.graph;
    takeFromGroup(directory, approversGroupId, staff.approver.id);
    await company.run(older.id);
    addToGroup(directory, approversGroupId, staff.approver.id);
    hire(company, 'Cleo');
    const newer = await company.propose();
    assert.notEqual(newer.id, older.id);
    await company.resume(older.id);
    await company.run(older.id, { isOver: () => true }, staff.approver.id);
    hire(company, 'Dan');
    assert.equal((await company.propose()).id, newer.id);
    await company.run(older.id);
    assert.notEqual((await company.propose()).id, newer.id);
  });

  it('is made although a run has stopped', async () => {
    const [company, plan] = await companies.approved(contoso().hire('Ada'));
    await company.vendors.office.connection.disconnect();
    await company.run(plan.id);
    assert.equal((await company.read(plan.id)).run?.state, 'stopped');
    await assert.rejects(company.propose(), { code: 'mobilo-not-connected' });
  });

  it('replaces one whose time is over, even if it says the same', async () => {
    const company = await companies.open(contoso().hire('Ada'));
    const first = await company.propose();
    await companies.store.executeSql(`update plans set expires_at = now() where id = $1`, [first.id]);
    const second = await company.propose();
    assert.notEqual(second.id, first.id);
    assert.equal(second.fingerprint, first.fingerprint);
  });

  it('leaves everything as it was while somebody else has the tenant', async () => {
    const company = await companies.open(contoso().hire('Ada'));
    const fence = await acquireLease(companies.store, company.id, 'somebody', 20);
    const before = await dumpTables(companies.store);
    await proposePlan(company.tools, 'spec');
    assert.deepEqual(await dumpTables(companies.store), before);
    await releaseLease(companies.store, company.id, fence ?? 0);
    assert.equal((await company.propose()).state, 'proposed');
  });

  it('keeps everybody when the reading is not complete (law 2)', async () => {
    const company = await companies.open(contoso().leave('Ada').hire('Bob').group('Second', ['Cleo']));
    const second = company.vendors.graph.directory
      .list('group')
      .find(({ entity }) => Reflect.get(entity, 'displayName') === 'Second');
    assert.ok(second);
    await company.saveSettings({ groups: [everybodyGroupId, second.id] });
    assert.equal((await company.propose()).summary.counts.leaver, 1);
    deleteGroup(company.vendors.graph.directory, second.id);
    const { summary } = await company.propose();
    assert.deepEqual(summary.counts, { ...nothing, joiner: 1, keep: 1 });
    assert.equal(summary.source.complete, false);
    assert.equal(summary.source.problems.length, 1);
    assert.match(summary.source.problems[0] ?? '', /^Second: the group was deleted on /);
  });

  it('removes nobody when a full group is answered with an empty list, or is emptied (case 33, case 48)', async () => {
    const company = await companies.open(contoso().employ('Ada').employ('Bob'));
    const { graph } = company.vendors;
    graph.faults.add({ match: 'transitiveMembers\\?', status: 200, instead: 'empty' });
    const answeredEmpty = await company.propose();
    assert.deepEqual(answeredEmpty.summary.counts, { ...nothing, keep: 5 });
    graph.faults.clear();
    graph.faults.add({ match: 'transitiveMembers', status: 200, instead: 'empty' });
    assert.deepEqual((await company.propose()).summary.counts, { ...nothing, keep: 5 });
    graph.faults.clear();
    emptyGroup(graph.directory, everybodyGroupId);
    const emptied = await company.propose();
    assert.deepEqual([emptied.summary.source.complete, emptied.summary.counts], [true, { ...nothing, keep: 5 }]);
  });

  it('calls nobody a leaver about whom Graph does not answer', async () => {
    const company = await companies.open(contoso().leave('Ada').leave('Bob'));
    company.vendors.graph.faults.add({ match: `/users/${personId('Ada')}`, status: 500 });
    const { summary } = await company.propose();
    assert.deepEqual(summary.counts, { ...nothing, leaver: 1, keep: 1 });
  });

  it('holds removals above the limit (G3)', async () => {
    const company = await companies.open(contoso().leave('Ada').leave('Bob'));
    await company.saveSettings({ removalLimit: { count: 1, percent: 5 } });
    assert.deepEqual((await company.propose()).summary.held, {
      reason: 'too-many-removals',
      removals: 2,
      limit: 1,
      groups: [],
    });
  });

  it('is not made of half a reading: a vendor that is down is an error, and the waiting plan stays (case 82)', async () => {
    const company = await companies.open(contoso().hire('Ada').leave('Bob'));
    const plan = await company.propose();
    const before = await dumpTables(companies.store);
    const { graph, office } = company.vendors;
    for (const path of ['/v1/accounts', '/v1/cards', '/v1/credits', '/v1/catalog']) {
      await office.control.addFault({ kind: 'fail', path, times: 9 });
      await assert.rejects(company.propose(), { code: 'mobilo-unavailable' });
      await office.control.clearFaults();
    }
    graph.faults.add({ match: '/\\$batch', status: 503, retryAfter: 0 });
    await assert.rejects(company.propose(), { code: 'directory-unavailable' });
    const { 'public."tenants"': _, ...rest } = await dumpTables(companies.store);
    const { 'public."tenants"': __, ...restBefore } = before;
    assert.deepEqual(rest, restBefore);
    assert.equal((await findPending(companies.store, company.id))?.id, plan.id);
  });

  it('of every group takes nobody twice', async () => {
    const company = await companies.open(contoso().hire('Ada').group('Second', ['Ada']));
    await company.saveSettings({ groups: 'all' });
    const { summary } = await company.propose();
    assert.deepEqual([summary.counts.joiner, summary.source.groups.length], [1, 3]);
  });

  it('never touches an account that is linked in another tenant (case 57)', async () => {
    const company = await companies.open(contoso().employ('Ada'));
    const foreign = '99999999-9999-4999-8999-999999999999';
    await company.vendors.office.control.editAccount(accountId('Ada'), { externalId: `${foreign}/${personId('Ada')}` });
    changePerson(company.vendors.graph.directory, personId('Ada'), { jobTitle: 'Director' });
    assert.deepEqual((await company.propose()).summary.counts, { ...nothing, conflict: 1 });
  });

  it('is the same, to the byte, for the same world (law 1)', async () => {
    const { tools, id } = await companies.open(contoso().hire('Ada').leave('Bob').marry('Cleo', 'King'));
    const settings = await readSettings(companies.store, id);
    const plans = [1, 2].map(() => readPlan(tools.directory, tools.mobilo, settings));
    const [one, two] = await Promise.all(plans);
    assert.equal(JSON.stringify(one), JSON.stringify(two));
  });
});
