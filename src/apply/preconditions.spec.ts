import assert from 'node:assert/strict';
import { disablePerson, enablePerson } from '../emulators/company/change-person.ts';
import { deletePerson, restorePerson } from '../emulators/company/delete-person.ts';
import { describeEachEngine } from '../store/testing/each-engine.ts';
import { accountId, contoso, personId, staff } from '../vendors.testing.ts';
import { readAvailable, readMobilo, readOutcomes, readWhy, useCompanies } from './companies.testing.ts';

const approver = staff.approver;

describeEachEngine('the preconditions of a row', (use) => {
  const companies = useCompanies(use);

  it('skips a joiner who was disabled or deleted since the plan, and pays nothing for them', async () => {
    const [company, plan] = await companies.approved(contoso().hire('Ada').hire('Bob').hire('Cleo'));
    disablePerson(company.vendors.graph.directory, personId('Ada'));
    deletePerson(company.vendors.graph.directory, personId('Bob'));
    await company.run(plan.id);
    assert.deepEqual(await readOutcomes(company, plan), {
      'joiner Ada': 'skipped',
      'joiner Bob': 'skipped',
      'joiner Cleo': 'done',
    });
    assert.equal(await readAvailable(company, 'card-metal'), 99);
    assert.match(await readWhy(company, plan, 'Ada'), /disabled in Entra ID since the plan was made/);
    assert.match(await readWhy(company, plan, 'Bob'), /deleted from Entra ID since the plan was made/);
  });

  it('removes nothing of a leaver who is back (case 76)', async () => {
    const [company, plan] = await companies.approved(
      contoso().card('Ada').leave('Ada').leave('Bob', 'disabled').leave('Cleo'),
    );
    restorePerson(company.vendors.graph.directory, personId('Ada'));
    enablePerson(company.vendors.graph.directory, personId('Bob'));
    await company.run(plan.id);
    assert.deepEqual(await readOutcomes(company, plan), {
      'leaver Ada': 'skipped',
      'leaver Bob': 'skipped',
      'leaver Cleo': 'done',
    });
    const { cards, accounts } = await readMobilo(company);
    assert.deepEqual(
      cards.map(({ state }) => state),
      ['active'],
    );
    assert.equal(accounts.find(({ id }) => id === accountId('Ada'))?.state, 'active');
  });

  it('removes nothing of somebody about whom Entra ID does not answer', async () => {
    const [company, plan] = await companies.approved(contoso().card('Ada').leave('Ada'));
    company.vendors.graph.faults.add({ match: `/users/${personId('Ada')}`, status: 403 });
    await company.run(plan.id);
    assert.match(await readWhy(company, plan, 'Ada'), /did not confirm that this person left/);
    assert.equal((await readMobilo(company)).cards[0]?.state, 'active');
  });

  it('leaves a leaver who has become an admin in Mobilo alone, cards included (case 29)', async () => {
    const [company, plan] = await companies.approved(contoso().card('Ada').leave('Ada'));
    await company.vendors.office.control.editAccount(accountId('Ada'), { role: 'admin' });
    const before = await readMobilo(company);
    await company.run(plan.id);
    assert.deepEqual(await readOutcomes(company, plan), { 'leaver Ada': 'skipped' });
    assert.match(await readWhy(company, plan, 'Ada'), /admin/);
    assert.deepEqual(await readMobilo(company), before);
  });

  it('leaves an account alone that belongs to somebody else by now', async () => {
    const [company, plan] = await companies.approved(contoso().card('Ada').leave('Ada'));
    await company.vendors.office.control.editAccount(accountId('Ada'), { externalId: `${company.id}/somebody-else` });
    const before = await readMobilo(company);
    await company.run(plan.id);
    assert.deepEqual(await readOutcomes(company, plan), { 'leaver Ada': 'skipped' });
    assert.deepEqual(await readMobilo(company), before);
  });

  it("leaves a leaver's card alone that a colleague has by now, and one that nobody chose for", async () => {
    const [company, plan] = await companies.approved(contoso().card('Ada').leave('Ada').leave('Bob').employ('Cleo'));
    const { mobilo } = company.vendors.office;
    await mobilo.reassignCard('card_1', { accountId: accountId('Cleo'), sendLoginDetails: false }, 'by-hand');
    const line = { accountId: accountId('Bob'), cardSku: 'card-wood', licences: [], accessories: [] };
    await mobilo.placeOrder('by hand', [line], 'by-hand-too');
    const before = await readMobilo(company);
    await company.run(plan.id);
    assert.deepEqual(await readOutcomes(company, plan), { 'leaver Ada': 'skipped', 'leaver Bob': 'skipped' });
    assert.deepEqual(await readMobilo(company), before);
    assert.match(await readWhy(company, plan, 'Ada'), /cards of this account are others than when/);
  });

  it('reactivates nobody who was disabled since the plan', async () => {
    const [company, plan] = await companies.approved(contoso().employ('Ada', {}, { state: 'deactivated' }));
    disablePerson(company.vendors.graph.directory, personId('Ada'));
    await company.run(plan.id);
    assert.deepEqual(await readOutcomes(company, plan), { 'mover Ada': 'skipped' });
  });

  it('orders no card for a joiner who left before the credits came', async () => {
    const [company, plan] = await companies.approved(contoso().hire('Ada'));
    await company.vendors.office.control.setAvailable('user', 0);
    await company.run(plan.id);
    await company.vendors.office.control.setAvailable('user', 10);
    deletePerson(company.vendors.graph.directory, personId('Ada'));
    await company.run(plan.id, {}, approver.id);
    assert.deepEqual(await readOutcomes(company, plan), { 'joiner Ada': 'skipped' });
    assert.equal((await readMobilo(company)).orders.length, 0);
  });
});
