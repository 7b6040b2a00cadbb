import assert from 'node:assert/strict';
import { deletePerson, purgePerson, restorePerson } from '../emulators/company/delete-person.ts';
import { describeEachEngine } from '../store/testing/each-engine.ts';
import type { Tenant } from '../tenant.testing.ts';
import { accountId, contoso, personId, staff } from '../vendors.testing.ts';
import { countChanges, nothing, readMobilo, readOutcomes, readWhy, useCompanies } from './companies.testing.ts';
import { effectsInLedger, effectsInMobilo } from './effects.testing.ts';
import { deactivatedLongAgo, letDaysPass } from './past.testing.ts';

const applyPending = async (company: Tenant) => {
  const plan = await company.approve(await company.propose());
  await company.run(plan.id);
  return plan;
};

const accountOf = async (company: Tenant, name: string) =>
  (await readMobilo(company)).accounts.find(({ id }) => id === accountId(name));

describeEachEngine('the removal ladder', (use) => {
  const companies = useCompanies(use);
  /** Everybody named here is gone for good, and we deactivated their accounts 31 days ago. */
  const leftBehind = async (...names: readonly string[]): Promise<Tenant> => {
    const story = names.reduce(
      (told, name) => told.employ(name, {}, { state: 'deactivated' }).leave(name, 'gone'),
      contoso(),
    );
    const company = await companies.open(story);
    await deactivatedLongAgo(company, names.map(accountId));
    return company;
  };

  it('brings a deleted person back whom it deactivated, with the same account and no new credit (case 21)', async () => {
    const company = await companies.open(contoso().card('Ada'));
    deletePerson(company.vendors.graph.directory, personId('Ada'));
    const left = await applyPending(company);
    assert.deepEqual(await readOutcomes(company, left), { 'leaver Ada': 'done' });
    const { pools } = await readMobilo(company);
    restorePerson(company.vendors.graph.directory, personId('Ada'));
    const back = await applyPending(company);
    assert.deepEqual(
      back.summary.top.movers.map(({ name, reason }) => [name, reason]),
      [['Ada', 'returned']],
    );
    assert.deepEqual([back.summary.need, (await company.receipt(back.id)).cost], [[], []]);
    assert.deepEqual((await readMobilo(company)).pools, pools);
    assert.equal((await accountOf(company, 'Ada'))?.state, 'active');
    await letDaysPass(company, 365);
    purgePerson(company.vendors.graph.directory, personId('Ada'));
    assert.deepEqual(await countChanges(company), { ...nothing, leaver: 1 });
  });

  it('deactivates who is gone for good at once, and deletes thirty days after that, not before (case 22)', async () => {
    const company = await companies.open(contoso().card('Ada').leave('Ada', 'gone'));
    const left = await applyPending(company);
    assert.deepEqual(await readOutcomes(company, left), { 'leaver Ada': 'done' });
    for (const days of [0, 29]) {
      await letDaysPass(company, days);
      assert.deepEqual(await countChanges(company), nothing);
    }
    await letDaysPass(company, 1);
    assert.deepEqual(await countChanges(company), { ...nothing, deletion: 1 });
    const before = await readMobilo(company);
    const last = await applyPending(company);
    const receipt = await company.receipt(last.id);
    assert.deepEqual(
      [receipt.complete, receipt.byKind],
      [true, { joiner: 0, mover: 0, leaver: 0, link: 0, deletion: 1 }],
    );
    assert.equal(await accountOf(company, 'Ada'), undefined);
    assert.deepEqual(effectsInLedger(await company.steps(last.id)), effectsInMobilo(before, await readMobilo(company)));
    assert.deepEqual(await countChanges(company), nothing);
  });

  it('never deletes who is only disabled or can still be restored, however long ago that was (case 19, case 20)', async () => {
    const company = await companies.open(contoso().card('Ada').leave('Ada').leave('Bob', 'disabled'));
    await applyPending(company);
    await letDaysPass(company, 3650);
    assert.deepEqual(await countChanges(company), nothing);
    purgePerson(company.vendors.graph.directory, personId('Ada'));
    assert.deepEqual(await countChanges(company), { ...nothing, deletion: 1 });
  });

  it('never deletes an account that somebody else deactivated, nor counts from before somebody came back (G4)', async () => {
    const company = await companies.open(contoso().employ('Ada', {}, { state: 'deactivated' }).leave('Ada', 'gone'));
    assert.deepEqual(await countChanges(company), nothing);
    await deactivatedLongAgo(company, [accountId('Ada')]);
    assert.deepEqual(await countChanges(company), { ...nothing, deletion: 1 });
    await companies.store.executeSql(
      `insert into steps (tenant_id, plan_id, position, row_id, kind, target, key, state, updated_at)
       select tenant_id, plan_id, 1, 'mover:ada', 'reactivate-account', target, 'back', 'confirmed',
         updated_at + interval '1 hour' from steps where tenant_id = $1`,
      [company.id],
    );
    assert.deepEqual(await countChanges(company), nothing);
  });

  it('deletes nothing of what changed since the plan, and says why (case 29, case 76)', async () => {
    const company = await leftBehind('Ada', 'Bob', 'Cleo', 'Dan', 'Eve', 'Fay', 'Gus');
    const plan = await company.approve(await company.propose());
    const { control, mobilo } = company.vendors.office;
    await control.editAccount(accountId('Ada'), { state: 'active' });
    await control.editAccount(accountId('Bob'), { role: 'admin' });
    await control.editAccount(accountId('Cleo'), { externalId: `${company.id}/somebody-else` });
    await control.editAccount(accountId('Dan'), { state: 'active' });
    const line = { accountId: accountId('Dan'), cardSku: 'card-wood', licences: [], accessories: [] };
    await mobilo.placeOrder('by hand', [line], 'order-by-hand');
    await control.editAccount(accountId('Dan'), { state: 'deactivated' });
    company.vendors.graph.faults.add({ match: `/users/${personId('Eve')}`, status: 403 });
    await mobilo.deleteAccount(accountId('Fay'), 'delete-by-hand');
    const before = await readMobilo(company);
    await company.run(plan.id);
    assert.deepEqual(await readOutcomes(company, plan), {
      'deletion Ada': 'skipped',
      'deletion Bob': 'skipped',
      'deletion Cleo': 'skipped',
      'deletion Dan': 'skipped',
      'deletion Eve': 'skipped',
      'deletion Fay': 'done',
      'deletion Gus': 'done',
    });
    const sentences = ['Ada', 'Bob', 'Cleo', 'Dan', 'Eve'].map((name) => readWhy(company, plan, name));
    assert.deepEqual(
      (await Promise.all(sentences)).map((sentence) => sentence.split(';')[0]),
      [
        'This account has been reactivated in Mobilo',
        'This account has become an admin in Mobilo, and admins are never deleted',
        'This account is no longer linked to this person in Mobilo',
        'This account has a card in use again',
        'Entra ID did not confirm that this person is gone for good',
      ],
    );
    assert.deepEqual(effectsInMobilo(before, await readMobilo(company)), [`deleted ${accountId('Gus')}`]);
  });

  it('looks for the account after a crash, and takes one that is gone for deleted (case 70, case 71)', async () => {
    const company = await leftBehind('Ada', 'Bob');
    const before = await readMobilo(company);
    const plan = await company.approve(await company.propose());
    const { control } = company.vendors.office;
    await control.addFault({ kind: 'drop-after', method: 'DELETE', path: accountId('Ada') });
    await control.addFault({ kind: 'drop-before', method: 'DELETE', path: accountId('Bob'), times: 5 });
    await assert.rejects(company.run(plan.id), { code: 'mobilo-outcome-unknown' });
    await control.clearFaults();
    await company.run(plan.id, {}, staff.approver.id);
    assert.deepEqual(await readOutcomes(company, plan), { 'deletion Ada': 'done', 'deletion Bob': 'done' });
    assert.deepEqual(effectsInLedger(await company.steps(plan.id)), effectsInMobilo(before, await readMobilo(company)));
    assert.deepEqual(await countChanges(company), nothing);
  });

  it('tells the truth about a deletion in doubt of somebody about whom Entra ID does not answer any more', async () => {
    const company = await leftBehind('Ada', 'Bob');
    const before = await readMobilo(company);
    const plan = await company.approve(await company.propose());
    const { control } = company.vendors.office;
    await control.addFault({ kind: 'drop-after', method: 'DELETE', path: accountId('Ada') });
    await control.addFault({ kind: 'drop-before', method: 'DELETE', path: accountId('Bob'), times: 5 });
    await assert.rejects(company.run(plan.id), { code: 'mobilo-outcome-unknown' });
    await control.clearFaults();
    for (const name of ['Ada', 'Bob'])
      company.vendors.graph.faults.add({ match: `/users/${personId(name)}`, status: 403 });
    await company.run(plan.id);
    assert.deepEqual(await readOutcomes(company, plan), { 'deletion Ada': 'done', 'deletion Bob': 'skipped' });
    assert.deepEqual(effectsInLedger(await company.steps(plan.id)), effectsInMobilo(before, await readMobilo(company)));
  });

  it('deletes what was approved and nothing else', async () => {
    const company = await leftBehind('Ada', 'Bob');
    const plan = await company.propose();
    await company.approve(plan, { selection: { rows: [`deletion:${personId('Bob')}`] } });
    await company.run(plan.id);
    assert.deepEqual(await readOutcomes(company, plan), { 'deletion Bob': 'done' });
    assert.deepEqual(await countChanges(company), { ...nothing, deletion: 1 });
  });
});
