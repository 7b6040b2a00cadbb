import assert from 'node:assert/strict';
import { disablePerson } from '../emulators/company/change-person.ts';
import { restorePerson } from '../emulators/company/delete-person.ts';
import { describeEachEngine } from '../store/testing/each-engine.ts';
import { accountId, contoso, personId, staff } from '../vendors.testing.ts';
import { readMobilo, readOutcomes, readWhy, useCompanies } from './companies.testing.ts';
import { effectsInLedger, effectsInMobilo } from './effects.testing.ts';
import { createInterruptedLine } from './interrupted-line.testing.ts';

const approver = staff.approver;

describeEachEngine('a run in doubt', (use) => {
  const companies = useCompanies(use);

  it('throws to be tried again while Mobilo is down, and stops on the last attempt with what is uncertain (case 82)', async () => {
    const [company, plan] = await companies.approved(contoso().hire('Ada').hire('Bob'));
    const { control } = company.vendors.office;
    await control.addFault({ kind: 'drop-after', method: 'POST', path: '/v1/accounts$', times: 1 });
    await control.addFault({ kind: 'fail', times: 1000, after: 4 });
    await assert.rejects(company.run(plan.id), { code: 'mobilo-outcome-unknown' });
    for (let tries = 0; tries < 2; tries += 1)
      await assert.rejects(company.run(plan.id), { code: 'mobilo-unavailable' });
    assert.equal((await company.read(plan.id)).run?.state, 'running');
    await company.run(plan.id, { last: true });
    const { run } = await company.read(plan.id);
    assert.equal(run?.state, 'stopped');
    assert.match(run?.stopped ?? '', /try again/i);
    const receipt = await company.receipt(plan.id);
    assert.ok(receipt.counts.uncertain > 0 && !receipt.complete);
    for (const { outcome, why } of receipt.items) if (outcome === 'uncertain') assert.match(why ?? '', /\.$/);
    await control.clearFaults();
    await company.resume(plan.id);
    await company.run(plan.id, {}, approver.id);
    assert.deepEqual(await readOutcomes(company, plan), { 'joiner Ada': 'done', 'joiner Bob': 'done' });
    const { orders, accounts } = await readMobilo(company);
    assert.deepEqual([orders.length, accounts.length], [2, 5]);
  });

  it('tells the truth about a joiner who was disabled while nobody knew whether the account was made', async () => {
    const [company, plan] = await companies.approved(contoso().hire('Ada'));
    const before = await readMobilo(company);
    const { control } = company.vendors.office;
    await control.addFault({ kind: 'drop-after', method: 'POST', path: '/v1/accounts$' });
    await assert.rejects(company.run(plan.id), { code: 'mobilo-outcome-unknown' });
    disablePerson(company.vendors.graph.directory, personId('Ada'));
    await company.run(plan.id);
    assert.deepEqual(effectsInLedger(await company.steps(plan.id)), effectsInMobilo(before, await readMobilo(company)));
    assert.deepEqual(await readOutcomes(company, plan), { 'joiner Ada': 'skipped' });
    assert.equal((await readMobilo(company)).orders.length, 0);
  });

  it('tells the truth about a leaver who came back while nobody knew whether the card was released', async () => {
    const [company, plan] = await companies.approved(contoso().card('Ada').leave('Ada'));
    const before = await readMobilo(company);
    await company.vendors.office.control.addFault({ kind: 'drop-after', method: 'POST', path: '/v1/cards/' });
    await assert.rejects(company.run(plan.id), { code: 'mobilo-outcome-unknown' });
    restorePerson(company.vendors.graph.directory, personId('Ada'));
    await company.run(plan.id);
    assert.deepEqual(effectsInLedger(await company.steps(plan.id)), effectsInMobilo(before, await readMobilo(company)));
    assert.deepEqual(await readOutcomes(company, plan), { 'leaver Ada': 'skipped' });
    assert.match(await readWhy(company, plan, 'Ada'), /nothing more was removed/);
    assert.equal((await readMobilo(company)).accounts.find(({ id }) => id === accountId('Ada'))?.state, 'active');
  });

  it('leaves what cannot be looked up in doubt, although the row may not be done any more', async () => {
    const [company, plan] = await companies.approved(contoso().hire('Ada'));
    const before = await readMobilo(company);
    const { control } = company.vendors.office;
    await control.addFault({ kind: 'drop-after', method: 'POST', path: '/v1/accounts$' });
    await assert.rejects(company.run(plan.id), { code: 'mobilo-outcome-unknown' });
    disablePerson(company.vendors.graph.directory, personId('Ada'));
    await control.addFault({ kind: 'fail', method: 'GET', path: '/v1/accounts$', times: 4, after: 1 });
    await assert.rejects(company.run(plan.id), { code: 'mobilo-outcome-unknown' });
    assert.equal((await company.steps(plan.id))[0]?.state, 'sent');
    await control.clearFaults();
    await company.run(plan.id);
    assert.deepEqual(effectsInLedger(await company.steps(plan.id)), effectsInMobilo(before, await readMobilo(company)));
  });

  it('orders once although the lost order arrives after it was looked for (case 71)', async () => {
    const line = createInterruptedLine();
    const company = await companies.open(contoso().hire('Ada'), { client: { fetch: line.fetch } });
    const plan = await company.approve(await company.propose());
    line.nextTurn();
    // Who is connected, whose role, the account, the order: the fourth call is lost, and arrives before the fourth after it.
    line.interrupt({ call: 4, how: 'arrive-late', later: 4 });
    await assert.rejects(company.run(plan.id), { code: 'mobilo-outcome-unknown' });
    assert.equal((await readMobilo(company)).orders.length, 0);
    await company.run(plan.id);
    const [, order] = await company.steps(plan.id);
    const { orders } = await readMobilo(company);
    assert.deepEqual([order?.state, order?.reference], ['confirmed', orders[0]?.id]);
    assert.equal(orders.length, 1);
  });
});
