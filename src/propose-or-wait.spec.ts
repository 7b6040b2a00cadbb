import assert from 'node:assert/strict';
import { useCompanies } from './apply/companies.testing.ts';
import { readHealth } from './health.ts';
import { askForPlans } from './jobs/ask-for-plans.ts';
import { proposeOrWait } from './propose-or-wait.ts';
import { findLatest } from './store/plans.ts';
import { readQuarantine, writeMobiloGrant } from './store/tenants.ts';
import { describeEachEngine } from './store/testing/each-engine.ts';
import type { Tenant } from './tenant.testing.ts';
import { contoso } from './vendors.testing.ts';

const later = (minutes: number): Date => new Date(Date.now() + minutes * 60_000);

describeEachEngine('a reading (guard G6)', (use) => {
  const companies = useCompanies(use);
  const logged: unknown[] = [];
  const read = ({ tools }: Tenant) => proposeOrWait(tools, { by: 'spec' }, (error) => logged.push(error));
  const quarantineOf = ({ id }: Tenant) => readQuarantine(companies.store, id);
  const waiting = async ({ id }: Tenant): Promise<number> => {
    const sql = `select 1 from pgboss.job where name = 'plan' and data->>'tenantId' = $1 and state < 'active'`;
    return (await companies.store.executeSql(sql, [id])).rows.length;
  };
  const tick = ({ tools }: Tenant, now = new Date()) => askForPlans(companies.store, tools.send, now);
  const open = async (): Promise<Tenant> => {
    const company = await companies.open(contoso().hire('Ada'));
    await writeMobiloGrant(companies.store, company.id, 'sealed');
    return company;
  };
  beforeEach(() => {
    logged.length = 0;
  });
  afterEach(() => companies.store.executeSql(`delete from pgboss.job where name = 'plan'`));

  it('that fails is counted, ends no job with a fault, and counts no more after one that succeeds (case 46, case 82)', async () => {
    const company = await open();
    company.vendors.graph.faults.add({ match: '/', status: 403 });
    await read(company);
    const first = await quarantineOf(company);
    await read(company);
    const second = await quarantineOf(company);
    assert.deepEqual([first?.failures, second?.failures, second?.code], [1, 2, 'directory-forbidden']);
    assert.equal(second?.since, first?.since);
    assert.equal(logged.length, 2);
    const { quarantine } = await readHealth(company.tools);
    assert.deepEqual(quarantine, second);
    company.vendors.graph.faults.clear();
    await read(company);
    assert.equal(await quarantineOf(company), null);
    assert.equal((await findLatest(companies.store, company.id))?.state, 'proposed');
  });

  it('that fails keeps the plan that waits and the age of the last reading (case 46, case 82)', async () => {
    const company = await open();
    const plan = await company.propose();
    const before = await readHealth(company.tools);
    await company.vendors.office.control.addFault({ kind: 'fail', path: '/v1/accounts', times: 99 });
    await read(company);
    assert.equal((await quarantineOf(company))?.code, 'mobilo-unavailable');
    assert.deepEqual(await company.read(plan.id), plan);
    assert.equal((await readHealth(company.tools)).lastReadingAt, before.lastReadingAt);
  });

  it('that fails by our own fault is no quarantine: that is thrown, and tried again', async () => {
    const company = await open();
    const broken = { ...company.tools, send: () => Promise.reject(new Error('The queue is gone.')) };
    await assert.rejects(
      proposeOrWait(broken, { by: 'spec' }, () => {}),
      /The queue is gone/,
    );
    assert.equal(await quarantineOf(company), null);
  });

  it('that failed is tried again by the schedule when its quarantine says so, by a person whenever they like', async () => {
    const company = await open();
    company.vendors.graph.faults.add({ match: '/', status: 403 });
    await read(company);
    await tick(company, later(14));
    assert.equal(await waiting(company), 0);
    await tick(company, later(16));
    assert.equal(await waiting(company), 1);
    company.vendors.graph.faults.clear();
    await read(company);
    assert.equal(await quarantineOf(company), null);
  });

  it('is asked for by the schedule as often as the settings say, where Mobilo is connected', async () => {
    const company = await open();
    await company.saveSettings({ readEveryMinutes: 30 });
    await company.propose();
    await tick(company, later(29));
    assert.equal(await waiting(company), 0);
    await writeMobiloGrant(companies.store, company.id, null);
    await tick(company, later(31));
    assert.equal(await waiting(company), 0);
    await writeMobiloGrant(companies.store, company.id, 'sealed');
    await company.saveSettings({ readEveryMinutes: null });
    await tick(company, later(31));
    assert.equal(await waiting(company), 0);
    await company.saveSettings({ readEveryMinutes: 30 });
    await tick(company, later(31));
    assert.equal(await waiting(company), 1);
  });

  it('is asked for once by several instances that tick at once', async () => {
    const company = await open();
    await Promise.all([tick(company), tick(company), tick(company)]);
    await tick(company);
    assert.equal(await waiting(company), 1);
  });

  it('is not asked for by the schedule while a run is under way', async () => {
    const company = await open();
    await company.approve(await company.propose());
    await tick(company, later(999));
    assert.equal(await waiting(company), 0);
  });
});
