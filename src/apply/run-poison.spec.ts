import assert from 'node:assert/strict';
import { describeEachEngine } from '../store/testing/each-engine.ts';
import { accountId, contoso, type Story, staff } from '../vendors.testing.ts';
import { readMobilo, readOutcomes, readStop, useCompanies } from './companies.testing.ts';

const many = (count: number): readonly string[] =>
  Array.from({ length: count }, (_, index) => `P${String(index).padStart(2, '0')}`);

const promoted = (names: readonly string[]): Story =>
  names.reduce<Story>((story, name) => story.change(name, { jobTitle: 'Director' }), contoso());

describeEachEngine('rows that fail', (use) => {
  const companies = useCompanies(use);

  it('wait for a later turn while Mobilo answers for the others, and end uncertain after the last one (case 77)', async () => {
    const story = promoted(['Ada', 'Bob', 'Cleo']).hire('Dan');
    const [company, plan] = await companies.approved(story);
    const { control } = company.vendors.office;
    await control.addFault({ kind: 'fail', path: `/v1/accounts/${accountId('Ada')}`, times: 1000 });
    await assert.rejects(company.run(plan.id), { code: 'mobilo-outcome-unknown' });
    const others = { 'mover Bob': 'done', 'mover Cleo': 'done', 'joiner Dan': 'done' };
    assert.deepEqual(await readOutcomes(company, plan), { 'mover Ada': 'open', ...others });
    await company.run(plan.id, { last: true });
    assert.match(await readStop(company, plan), /try again/i);
    assert.deepEqual(await readOutcomes(company, plan), { 'mover Ada': 'uncertain', ...others });
    await control.clearFaults();
    await company.resume(plan.id);
    await company.run(plan.id, {}, staff.approver.id);
    assert.deepEqual(await readOutcomes(company, plan), { 'mover Ada': 'done', ...others });
  });

  it('hold back what waits for them, so that no address is asked for before it is free (case 77)', async () => {
    const story = contoso()
      .employ('Ada')
      .employ('Bob')
      .change('Ada', { mail: 'ada.king@contoso.example', proxyAddresses: [] })
      .change('Bob', { mail: 'ada@contoso.example', proxyAddresses: [] });
    const [company, plan] = await companies.approved(story);
    const { control } = company.vendors.office;
    await control.addFault({ kind: 'fail', path: `/v1/accounts/${accountId('Ada')}`, times: 1000 });
    await assert.rejects(company.run(plan.id), { code: 'mobilo-outcome-unknown' });
    assert.deepEqual(await readOutcomes(company, plan), { 'mover Ada': 'open', 'mover Bob': 'open' });
    await control.clearFaults();
    await company.run(plan.id);
    assert.deepEqual(await readOutcomes(company, plan), { 'mover Ada': 'done', 'mover Bob': 'done' });
  });

  it('stop the run when they are more than a fifth, before the rest fails too (case 77)', async () => {
    const names = many(60);
    const rivals = many(12).map((name) => `Rival ${name}`);
    const employed = rivals.reduce<Story>((told, name) => told.employ(name), contoso());
    const [company, plan] = await companies.approved(names.reduce<Story>((told, name) => told.hire(name), employed));
    for (const [index, rival] of rivals.entries())
      await company.vendors.office.control.editAccount(accountId(rival), {
        email: `${names[index]?.toLowerCase()}@contoso.example`,
      });
    await company.run(plan.id);
    assert.match(await readStop(company, plan), /^Mobilo refused 12 of the last 50 changes/);
    const outcomes = Object.values(await readOutcomes(company, plan));
    const count = (outcome: string) => outcomes.filter((one) => one === outcome).length;
    assert.deepEqual([count('failed'), count('done'), count('open')], [12, 38, 10]);
    assert.equal((await readMobilo(company)).orders.length, 38);
    await company.resume(plan.id);
    await company.run(plan.id, {}, staff.approver.id);
    assert.equal(Object.values(await readOutcomes(company, plan)).filter((one) => one === 'done').length, 48);
  });
});
