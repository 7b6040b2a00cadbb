import assert from 'node:assert/strict';
import type { SyncError } from '../errors.ts';
import type { PoolNeed } from '../plan/plan.ts';
import { describeEachEngine } from '../store/testing/each-engine.ts';
import { contoso, staff } from '../vendors.testing.ts';
import { readAvailable, readMobilo, readOutcomes, readStop, useCompanies } from './companies.testing.ts';

const approver = staff.approver;

describeEachEngine('a run and its credits', (use) => {
  const companies = useCompanies(use);

  it('stops with the pool and the numbers when credits run short, and goes on when there are some (case 68)', async () => {
    const [company, plan] = await companies.approved(contoso().hire('Ada').hire('Bob').hire('Cleo'));
    await company.vendors.office.control.setAvailable('card-metal', 1);
    await company.run(plan.id);
    const stopped = await company.read(plan.id);
    assert.equal(stopped.run?.state, 'stopped');
    assert.match(stopped.run?.stopped ?? '', /credits are short \(card-metal: 1 needed, 0 left\)/);
    assert.equal((await readMobilo(company)).orders.length, 1);
    await company.vendors.office.control.setAvailable('card-metal', 5);
    await company.resume(plan.id);
    await company.run(plan.id, {}, approver.id);
    assert.deepEqual(await readOutcomes(company, plan), {
      'joiner Ada': 'done',
      'joiner Bob': 'done',
      'joiner Cleo': 'done',
    });
    assert.equal((await readMobilo(company)).orders.length, 3);
    assert.equal(await readAvailable(company, 'card-metal'), 3);
    assert.equal((await company.read(plan.id)).run?.stopped, null);
  });

  it('is never bought in part: cards without the licence that goes with them are refused as a whole (case 69)', async () => {
    const company = await companies.open(contoso().hire('Ada').hire('Bob').credits('crm', 1));
    const plan = await company.propose();
    const before = await readMobilo(company);
    await assert.rejects(company.approve(plan), (error: SyncError) => {
      assert.equal(error.code, 'credits-short');
      assert.match(error.message, /needed, 1 left/);
      const pools = error.details.pools as readonly PoolNeed[];
      assert.deepEqual(
        pools.map(({ sku, short }) => [sku, short]),
        [['crm', 1]],
      );
      return true;
    });
    assert.deepEqual(await readMobilo(company), before);
    assert.equal((await company.read(plan.id)).state, 'proposed');
  });

  it('may run short more than once', async () => {
    const [company, plan] = await companies.approved(contoso().hire('Ada').hire('Bob'));
    for (const credits of [0, 0, 1, 0, 1]) {
      await company.vendors.office.control.setAvailable('crm', credits);
      await company.run(plan.id, {}, approver.id);
    }
    assert.deepEqual(await readOutcomes(company, plan), { 'joiner Ada': 'done', 'joiner Bob': 'done' });
    assert.equal((await readMobilo(company)).orders.length, 2);
  });

  it('stops at an order that Mobilo refuses, and goes on when Mobilo takes it (case 72)', async () => {
    const [company, plan] = await companies.approved(contoso().hire('Ada'));
    const { control } = company.vendors.office;
    await control.setAvailable('user', 0);
    await company.run(plan.id);
    await control.setAvailable('user', 5);
    await control.editAccount('ada@contoso.example', { state: 'deactivated' });
    await company.run(plan.id, {}, approver.id);
    assert.match(await readStop(company, plan), /the account is deactivated/);
    await control.editAccount('ada@contoso.example', { state: 'active' });
    await company.run(plan.id, {}, approver.id);
    assert.deepEqual(await readOutcomes(company, plan), { 'joiner Ada': 'done' });
    assert.equal((await readMobilo(company)).orders.length, 1);
  });

  it('is written into the ledger before Mobilo hears of it (law 4, case 70)', async () => {
    const states: Record<string, readonly string[]> = {};
    const fetched = async (request: Request): Promise<Response> => {
      const { rows } = await companies.store.executeSql(
        'select state from steps where tenant_id = $1 order by position',
        [company.id],
      );
      if (request.method === 'POST') states[new URL(request.url).pathname] = rows.map(({ state }) => String(state));
      return fetch(request);
    };
    const company = await companies.open(contoso().hire('Ada'), { client: { fetch: fetched } });
    const plan = await company.approve(await company.propose());
    await company.run(plan.id);
    assert.deepEqual(states, { '/v1/accounts': ['sent', 'intended'], '/v1/orders': ['confirmed', 'sent'] });
  });

  it('orders once for a joiner whom a newer plan took over while the older one was in doubt', async () => {
    const [company, first] = await companies.approved(contoso().hire('Ada'));
    const { control } = company.vendors.office;
    await control.addFault({ kind: 'fail', method: 'POST', path: '/v1/accounts$' });
    await company.run(first.id, { last: true });
    assert.equal((await company.receipt(first.id)).counts.uncertain, 1);
    const second = await company.approve(await company.propose());
    await company.run(second.id);
    assert.deepEqual(await readOutcomes(company, second), { 'joiner Ada': 'done' });
    await company.resume(first.id);
    await company.run(first.id, {}, approver.id);
    assert.equal((await readMobilo(company)).orders.length, 1);
    assert.equal(await readAvailable(company, 'card-metal'), 99);
  });
});
