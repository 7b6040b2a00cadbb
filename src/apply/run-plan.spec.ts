import assert from 'node:assert/strict';
import { readAudit } from '../store/audit-log.ts';
import { acquireLease, releaseLease } from '../store/leases.ts';
import { describeEachEngine } from '../store/testing/each-engine.ts';
import { accountId, contoso, personId } from '../vendors.testing.ts';
import { countChanges, nothing, readMobilo, readOutcomes, readWhy, useCompanies } from './companies.testing.ts';
import { effectsInLedger, effectsInMobilo } from './effects.testing.ts';

describeEachEngine('a run', (use) => {
  const companies = useCompanies(use);

  it('does every kind of change once, leaves a complete receipt, and nothing to do', async () => {
    const story = contoso()
      .hire('Ada')
      .hire('Bob')
      .employ('Cleo')
      .change('Cleo', { jobTitle: 'Director' })
      .meet('Dan')
      .card('Eve')
      .card('Eve', 'card-wood-printed')
      .leave('Eve')
      .employ('Fay', {}, { state: 'deactivated' });
    const company = await companies.open(story);
    const before = await readMobilo(company);
    const plan = await company.propose();
    await company.approve(plan, { cards: { byCard: { card_1: 'release' }, others: 'deactivate' } });
    await company.run(plan.id);
    const receipt = await company.receipt(plan.id);
    assert.deepEqual(
      [receipt.complete, receipt.counts, receipt.byKind, receipt.cost],
      [
        true,
        { done: 6, skipped: 0, failed: 0, uncertain: 0, open: 0 },
        { joiner: 2, mover: 2, leaver: 1, link: 1, deletion: 0 },
        [
          { sku: 'card-metal', name: 'Metal', quantity: 2 },
          { sku: 'crm', name: 'CRM licence', quantity: 2 },
          { sku: 'user', name: 'User licence', quantity: 2 },
        ],
      ],
    );
    assert.deepEqual(effectsInLedger(await company.steps(plan.id)), effectsInMobilo(before, await readMobilo(company)));
    assert.deepEqual(await countChanges(company), nothing);
    assert.equal((await company.read(plan.id)).run?.state, 'finished');
  });

  it('that is over is left as it is (case 80)', async () => {
    const [company, plan] = await companies.approved(contoso().hire('Ada'));
    await company.run(plan.id);
    const [before, trail] = [await readMobilo(company), await readAudit(companies.store, company.id)];
    await company.run(plan.id);
    assert.deepEqual(await readMobilo(company), before);
    assert.deepEqual(await readAudit(companies.store, company.id), trail);
  });

  it('of a plan that nobody approved does nothing', async () => {
    const company = await companies.open(contoso().hire('Ada'));
    const plan = await company.propose();
    const before = await readMobilo(company);
    await company.run(plan.id);
    await company.run('00000000-0000-4000-8000-000000000000');
    assert.deepEqual(await readMobilo(company), before);
  });

  it('does only what was selected', async () => {
    const company = await companies.open(contoso().hire('Ada').hire('Bob').leave('Cleo'));
    const plan = await company.propose();
    await company.approve(plan, { selection: { rows: [`joiner:${personId('Bob')}`] } });
    await company.run(plan.id);
    assert.deepEqual(await readOutcomes(company, plan), { 'joiner Bob': 'done' });
    const { joiner, leaver } = await countChanges(company);
    assert.deepEqual([joiner, leaver], [1, 1]);
  });

  it('fails the row whose address somebody else took in Mobilo, and does the rest (case 73)', async () => {
    const [company, plan] = await companies.approved(contoso().hire('Ada').hire('Bob').employ('Cleo'));
    await company.vendors.office.control.editAccount(accountId('Cleo'), { email: 'ada@contoso.example' });
    await company.run(plan.id);
    assert.deepEqual(await readOutcomes(company, plan), { 'joiner Ada': 'failed', 'joiner Bob': 'done' });
    assert.match(await readWhy(company, plan, 'Ada'), /another account has this address already/);
    assert.equal((await company.receipt(plan.id)).complete, false);
    assert.equal((await company.read(plan.id)).run?.state, 'finished');
  });

  it('that somebody else holds the lease of waits its turn', async () => {
    const [company, plan] = await companies.approved(contoso().hire('Ada'));
    const fence = await acquireLease(companies.store, company.id, 'another process', 20);
    const before = await readMobilo(company);
    await assert.rejects(company.run(plan.id), { code: 'busy', retryAfter: 2 });
    await assert.rejects(company.run(plan.id, { last: true }), { code: 'busy' });
    assert.deepEqual(await readMobilo(company), before);
    await releaseLease(companies.store, company.id, fence ?? 0);
    await company.run(plan.id);
    assert.deepEqual(await readOutcomes(company, plan), { 'joiner Ada': 'done' });
  });

  it('hands over when its turn is over, and the next turn goes on', async () => {
    const [company, plan] = await companies.approved(contoso().hire('Ada').change('Bob', { jobTitle: 'Director' }));
    await company.run(plan.id, { isOver: () => true });
    assert.deepEqual(await readOutcomes(company, plan), { 'mover Bob': 'done', 'joiner Ada': 'open' });
    assert.deepEqual((await company.read(plan.id)).run?.done, 1);
    await company.run(plan.id, { isOver: () => true });
    await company.run(plan.id);
    assert.deepEqual(await readOutcomes(company, plan), { 'mover Bob': 'done', 'joiner Ada': 'done' });
  });

  it('makes room first where one person takes the address of another', async () => {
    const ada = { mail: 'new.ada@contoso.example', proxyAddresses: ['SMTP:new.ada@contoso.example'] };
    const bob = { mail: 'ada@contoso.example', proxyAddresses: ['SMTP:ada@contoso.example'] };
    const [company, plan] = await companies.approved(contoso().change('Ada', ada).change('Bob', bob));
    await company.run(plan.id);
    assert.deepEqual(await readOutcomes(company, plan), { 'mover Ada': 'done', 'mover Bob': 'done' });
    assert.deepEqual(await countChanges(company), nothing);
  });

  it('writes names nowhere into the audit trail (case 81)', async () => {
    const [company, plan] = await companies.approved(contoso().hire('Adalbert Lovelace').card('Eve').leave('Eve'));
    await company.run(plan.id);
    const trail = JSON.stringify(await readAudit(companies.store, company.id, { limit: 500 }));
    assert.doesNotMatch(trail, /Adalbert|Lovelace|contoso\.example|"Eve"/);
  });

  it('skips an account that was changed in Mobilo since the plan, and does the rest', async () => {
    const story = contoso().change('Ada', { jobTitle: 'Director' }).change('Bob', { jobTitle: 'Director' });
    const [company, plan] = await companies.approved(story);
    await company.vendors.office.control.editAccount(accountId('Ada'), { profile: { mobile: '+31 6 1' } });
    await company.run(plan.id);
    assert.deepEqual(await readOutcomes(company, plan), { 'mover Ada': 'skipped', 'mover Bob': 'done' });
    assert.equal(
      await readWhy(company, plan, 'Ada'),
      'This account was changed in Mobilo after the plan was made. The next plan takes that into account.',
    );
  });
});
