import assert from 'node:assert/strict';
import { readSettings } from '../store/tenants.ts';
import { describeEachEngine } from '../store/testing/each-engine.ts';
import { accountId, contoso, everybodyGroupId } from '../vendors.testing.ts';
import { readAvailable, readMobilo, readOutcomes, useCompanies } from './companies.testing.ts';

describeEachEngine('what a run orders', (use) => {
  const companies = useCompanies(use);

  it('is the order of the joiner’s group, and the account joins its team (R18)', async () => {
    const story = contoso().hire('Ada').hire('Bob').group('Sales', ['Ada']);
    const company = await companies.open(story);
    const sales = story.world.directory.groups.at(-1)?.id ?? '';
    const [team] = await company.vendors.office.mobilo.readTeams();
    assert.ok(team);
    const { order } = await readSettings(company.tools.store, company.id);
    await company.saveSettings({
      groups: [everybodyGroupId, sales],
      groupOrders: [
        { groupId: sales, order: { ...order, cardSku: 'card-wood', accessories: ['keyring'], teamId: team.id } },
      ],
    });
    const plan = await company.approve(await company.propose());
    await company.run(plan.id);
    const { accounts } = await readMobilo(company);
    const teamOf = (email: string) => accounts.find((account) => account.email === email)?.teamId;
    assert.deepEqual([teamOf('ada@contoso.example'), teamOf('bob@contoso.example')], [team.id, null]);
    assert.deepEqual(
      (await company.receipt(plan.id)).cost.map(({ sku, quantity }) => [sku, quantity]),
      [
        ['card-metal', 1],
        ['card-wood', 1],
        ['crm', 2],
        ['keyring', 1],
        ['user', 2],
      ],
    );
  });

  it('is nothing for people who are hired later (case 26)', async () => {
    const company = await companies.open(
      contoso().hire('Ada', { employeeHireDate: '2999-01-12T00:00:00Z' }).hire('Bob'),
    );
    await company.saveSettings({ orderAheadDays: 14 });
    const plan = await company.approve(await company.propose());
    await company.run(plan.id);
    assert.deepEqual(await readOutcomes(company, plan), { 'joiner Bob': 'done' });
    assert.deepEqual(
      plan.summary.forecast.map(({ sku, on, needed, left }) => [sku, on, needed, left]),
      [
        ['card-metal', '2998-12-29', 2, 98],
        ['crm', '2998-12-29', 2, 98],
        ['user', '2998-12-29', 2, 98],
      ],
    );
  });

  it('is nothing for somebody who is back: the same account, and no new card or credit (case 21)', async () => {
    const story = contoso()
      .card('Ada')
      .employ('Bob', {}, { state: 'deactivated' })
      .card('Bob')
      .leave('Cleo')
      .card('Cleo');
    const company = await companies.open(story);
    const plan = await company.approve(await company.propose(), { cards: { byCard: {}, others: 'release' } });
    await company.run(plan.id);
    assert.deepEqual(await readOutcomes(company, plan), { 'mover Bob': 'done', 'leaver Cleo': 'done' });
    const { accounts, cards, orders } = await readMobilo(company);
    assert.equal(accounts.find(({ id }) => id === accountId('Bob'))?.state, 'active');
    assert.deepEqual(
      cards.map(({ accountId: holder, state }) => [holder, state]),
      [
        [accountId('Ada'), 'active'],
        [accountId('Bob'), 'active'],
        [null, 'released'],
      ],
    );
    assert.deepEqual([orders, await readAvailable(company, 'card-metal')], [[], 100]);
  });
});
