import assert from 'node:assert/strict';
import { enablePerson } from '../emulators/company/change-person.ts';
import { deletePerson, restorePerson } from '../emulators/company/delete-person.ts';
import { readSettings } from '../store/tenants.ts';
import { describeEachEngine } from '../store/testing/each-engine.ts';
import { accountId, contoso, personId, staff } from '../vendors.testing.ts';
import {
  countChanges,
  nothing,
  readAvailable,
  readMobilo,
  readOutcomes,
  readStop,
  readWhy,
  useCompanies,
} from './companies.testing.ts';
import { effectsInLedger, effectsInMobilo } from './effects.testing.ts';

const passOn = { byCard: { card_1: 'reassign' }, others: 'deactivate' } as const;
const story = contoso().card('Zoe').leave('Zoe').hire('Ada');

describeEachEngine('a run that recycles a card (R25, case 28)', (use) => {
  const companies = useCompanies(use);

  const approved = async (told = story) => {
    const company = await companies.open(told);
    const plan = await company.propose();
    await company.approve(plan, { cards: passOn });
    return [company, plan] as const;
  };
  const holderOf = async (company: Awaited<ReturnType<typeof companies.open>>, cardId = 'card_1') => {
    const { cards, accounts } = await readMobilo(company);
    const card = cards.find(({ id }) => id === cardId);
    return [accounts.find(({ id }) => id === card?.accountId)?.email ?? null, card?.state];
  };

  it('gives it to the joiner, orders the rest, saves the credit, and has nothing left to do (law 1)', async () => {
    const company = await companies.open(story);
    const before = await readMobilo(company);
    const plan = await company.propose();
    await company.approve(plan, { cards: passOn });
    await company.run(plan.id);
    assert.deepEqual(
      (await company.steps(plan.id)).map(({ rowId, kind, state }) => [rowId.split(':')[0], kind, state]),
      [
        ['joiner', 'create-account', 'confirmed'],
        ['joiner', 'reassign-card', 'confirmed'],
        ['joiner', 'place-order', 'confirmed'],
        ['leaver', 'deactivate-account', 'confirmed'],
      ],
    );
    const receipt = await company.receipt(plan.id);
    assert.equal(receipt.complete, true);
    assert.deepEqual(receipt.cost, [
      { sku: 'crm', name: 'CRM licence', quantity: 1 },
      { sku: 'user', name: 'User licence', quantity: 1 },
    ]);
    assert.deepEqual(receipt.saved, [{ sku: 'card-metal', name: 'Metal', quantity: 1 }]);
    assert.deepEqual(await holderOf(company), ['ada@contoso.example', 'active']);
    assert.equal(await readAvailable(company, 'card-metal'), 100);
    assert.deepEqual(effectsInLedger(await company.steps(plan.id)), effectsInMobilo(before, await readMobilo(company)));
    assert.deepEqual(await countChanges(company), nothing);
  });

  it('orders nothing where the card was everything, and works without a credit', async () => {
    const company = await companies.open(story.credits('card-metal', 0));
    const { order } = await readSettings(company.tools.store, company.id);
    await company.saveSettings({ order: { ...order, licences: [], accessories: [] } });
    const plan = await company.propose();
    await company.approve(plan, { cards: passOn });
    await company.run(plan.id);
    assert.deepEqual(await readOutcomes(company, plan), { 'joiner Ada': 'done', 'leaver Zoe': 'done' });
    assert.deepEqual([(await readMobilo(company)).orders, (await company.receipt(plan.id)).cost], [[], []]);
  });

  it('leaves both rows alone when the leaver is back (case 76)', async () => {
    const [company, plan] = await approved();
    restorePerson(company.vendors.graph.directory, personId('Zoe'));
    const before = await readMobilo(company);
    await company.run(plan.id);
    assert.deepEqual(await readOutcomes(company, plan), { 'joiner Ada': 'skipped', 'leaver Zoe': 'skipped' });
    assert.deepEqual(await readMobilo(company), before);
    assert.equal(
      await readWhy(company, plan, 'Ada'),
      'Zoe is back in Entra ID and enabled, so that the card cannot go to this person; nothing was done. The next plan takes that into account.',
    );
  });

  it('leaves both rows alone when the card is gone, or its account has become an admin (case 29, case 75)', async () => {
    const gone = async () => {
      const [company, plan] = await approved(story.employ('Cleo'));
      const to = { accountId: accountId('Cleo'), sendLoginDetails: false };
      await company.vendors.office.mobilo.reassignCard('card_1', to, 'by-hand');
      return [company, plan] as const;
    };
    const admin = async () => {
      const [company, plan] = await approved();
      await company.vendors.office.control.editAccount(accountId('Zoe'), { role: 'admin' });
      return [company, plan] as const;
    };
    for (const [meanwhile, why] of [
      [gone, /^Zoe has no such blank active card in Mobilo any more/],
      [admin, /^The account of Zoe may not be removed any more/],
    ] as const) {
      const [company, plan] = await meanwhile();
      await company.run(plan.id);
      assert.match(await readWhy(company, plan, 'Ada'), why);
      const { accounts } = await readMobilo(company);
      assert.ok(!accounts.some(({ email }) => email === 'ada@contoso.example'));
    }
  });

  it('removes nothing of a leaver whose card stayed because its joiner left (case 75)', async () => {
    const [company, plan] = await approved();
    deletePerson(company.vendors.graph.directory, personId('Ada'));
    await company.run(plan.id);
    assert.deepEqual(await readOutcomes(company, plan), { 'joiner Ada': 'skipped', 'leaver Zoe': 'skipped' });
    assert.match(
      await readWhy(company, plan, 'Zoe'),
      /^Its card was to go to Ada, and has not; nothing was removed\. The next plan takes that into account\.$/,
    );
    assert.deepEqual(await holderOf(company), ['zoe@contoso.example', 'active']);
  });

  it('stops at a card that Mobilo does not hand over, with the leaver untouched, and goes on when it does', async () => {
    const [company, plan] = await approved();
    const { control } = company.vendors.office;
    await control.addFault({ kind: 'fail', method: 'POST', path: '/reassign$', times: 9 });
    await company.run(plan.id, { last: true });
    assert.notEqual(await readStop(company, plan), '');
    await control.clearFaults();
    await control.editAccount('ada@contoso.example', { state: 'deactivated' });
    await company.run(plan.id, {}, staff.approver.id);
    assert.match(await readStop(company, plan), /the account is deactivated/);
    assert.deepEqual(await holderOf(company), ['zoe@contoso.example', 'active']);
    await control.editAccount('ada@contoso.example', { state: 'active' });
    await company.run(plan.id, {}, staff.approver.id);
    assert.deepEqual(await readOutcomes(company, plan), { 'joiner Ada': 'done', 'leaver Zoe': 'done' });
    assert.deepEqual(await holderOf(company), ['ada@contoso.example', 'active']);
  });

  it('says what to do when the leaver came back after the account was made', async () => {
    const [company, plan] = await approved(contoso().card('Zoe').leave('Zoe', 'disabled').hire('Ada'));
    await company.vendors.office.control.addFault({ kind: 'fail', method: 'POST', path: '/reassign$', times: 9 });
    await company.run(plan.id, { last: true });
    await company.vendors.office.control.clearFaults();
    enablePerson(company.vendors.graph.directory, personId('Zoe'));
    await company.run(plan.id, {}, staff.approver.id);
    assert.match(await readWhy(company, plan, 'Ada'), /the account is there\. Order a card for it in Mobilo\.$/);
    assert.deepEqual(await holderOf(company), ['zoe@contoso.example', 'active']);
  });

  it('looks a hand-over up whose answer was lost, and does not take the joiner for somebody without a card', async () => {
    const [company, plan] = await approved();
    await company.vendors.office.control.addFault({ kind: 'drop-after', method: 'POST', path: '/reassign$', times: 9 });
    await company.run(plan.id, { last: true });
    await company.vendors.office.control.clearFaults();
    await company.run(plan.id, {}, staff.approver.id);
    assert.deepEqual(await readOutcomes(company, plan), { 'joiner Ada': 'done', 'leaver Zoe': 'done' });
    assert.equal((await readMobilo(company)).orders.length, 1);
  });
});
