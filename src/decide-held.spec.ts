import assert from 'node:assert/strict';
import { readMobilo, readOutcomes, readStop, useCompanies } from './apply/companies.testing.ts';
import { listJobs } from './dump-tables.testing.ts';
import { takeFromGroup } from './emulators/company/change-group.ts';
import { appendAudit, readAudit } from './store/audit-log.ts';
import { describeEachEngine } from './store/testing/each-engine.ts';
import type { Tenant } from './tenant.testing.ts';
import { approversGroupId, contoso, personId, staff } from './vendors.testing.ts';

const { administrator, approver } = staff;
const third = { id: 'cccccccc-0000-4000-8000-000000000009', name: 'Dora Maar' };
const leaving = contoso().card('Ada').leave('Ada').leave('Bob').hire('Cleo');

describeEachEngine('held removals', (use) => {
  const companies = useCompanies(use);
  const open = async (release: 'typed-number' | 'second-person') => {
    const company = await companies.open(leaving);
    await company.saveSettings({ release, removalLimit: { count: 1, percent: 0 }, approvers: [third.id] });
    return [company, await company.propose()] as const;
  };
  const trail = async (company: Tenant) =>
    (await readAudit(companies.store, company.id)).filter(({ kind }) => kind.startsWith('plan.'));

  it('are applied when their number was typed, and the trail says so (G3)', async () => {
    const [company, plan] = await open('typed-number');
    const refused = { code: 'removals-held', message: /type their number: 2\.$/ };
    await assert.rejects(company.approve(plan), refused);
    await assert.rejects(company.approve(plan, { confirmedRemovals: 3 }), refused);
    const approved = await company.approve(plan, { confirmedRemovals: 2 });
    assert.equal(approved.decision?.action === 'approve' && approved.decision.confirmedRemovals, 2);
    assert.equal((await trail(company))[0]?.data.confirmedRemovals, 2);
    await company.run(plan.id);
    assert.deepEqual(await readOutcomes(company, plan), {
      'joiner Cleo': 'done',
      'leaver Ada': 'done',
      'leaver Bob': 'done',
    });
    const receipt = await company.receipt(plan.id);
    assert.deepEqual([receipt.approvedBy, receipt.secondBy], [approver, null]);
  });

  it('keep no number that was typed for nothing', async () => {
    const [company, plan] = await open('typed-number');
    const approved = await company.approve(plan, { selection: { kinds: ['joiner'] }, confirmedRemovals: 7 });
    assert.equal(approved.decision?.action === 'approve' && approved.decision.confirmedRemovals, null);
  });

  it('wait for a second person who approves the same, in other words too', async () => {
    const [company, plan] = await open('second-person');
    const first = await company.approve(plan);
    assert.deepEqual(
      [first.state, first.firstApproval?.by, first.firstApproval?.replaces, first.run],
      ['proposed', approver, null, null],
    );
    assert.deepEqual(await listJobs(companies.store, plan.id), ['cards']);
    const rows = [`leaver:${personId('Bob')}`, `leaver:${personId('Ada')}`, `joiner:${personId('Cleo')}`];
    const approved = await company.approve(plan, { selection: { rows }, by: administrator });
    assert.deepEqual([approved.state, approved.decision?.by], ['approved', administrator]);
    assert.deepEqual(
      (await trail(company)).slice(0, 2).map(({ kind, by, data }) => [kind, by, data.first ?? data.replaces]),
      [
        ['plan.approved', administrator.id, approver.id],
        ['plan.first-approved', approver.id, null],
      ],
    );
    await company.run(plan.id);
    const receipt = await company.receipt(plan.id);
    assert.deepEqual([receipt.complete, receipt.approvedBy, receipt.secondBy], [true, approver, administrator]);
  });

  it('are not approved by the same person twice', async () => {
    const [company, plan] = await open('second-person');
    await company.approve(plan);
    await assert.rejects(company.approve(plan), {
      code: 'second-person-needed',
      message: /Another administrator or approver must approve the same\.$/,
    });
    assert.equal((await company.read(plan.id)).state, 'proposed');
  });

  it('wait anew when somebody approves something else, and it says whose approval that replaces', async () => {
    const [company, plan] = await open('second-person');
    await company.approve(plan);
    const other = await company.approve(plan, { selection: { kinds: ['leaver'] }, by: administrator });
    assert.deepEqual(
      [other.state, other.firstApproval?.by, other.firstApproval?.replaces],
      ['proposed', administrator, approver],
    );
    const cards = { byCard: {}, others: 'release' } as const;
    const selection = { kinds: ['leaver'] } as const;
    assert.deepEqual(
      (await company.approve(plan, { selection, cards, by: third })).firstApproval?.replaces,
      administrator,
    );
    assert.equal((await company.approve(plan, { selection, cards })).state, 'approved');
  });

  it('of two people at once are approved by both, one after the other (case 59)', async () => {
    const [company, plan] = await open('second-person');
    const both = await Promise.all([company.approve(plan), company.approve(plan, { by: administrator })]);
    assert.deepEqual(both.map(({ state }) => state).sort(), ['approved', 'proposed']);
    const kinds = (await trail(company)).slice(0, 2).map(({ kind }) => kind);
    assert.deepEqual(kinds, ['plan.approved', 'plan.first-approved']);
    assert.deepEqual(await listJobs(companies.store, plan.id), ['apply', 'cards']);
  });

  it('do not hold up the other changes, which one person approves', async () => {
    const [company, plan] = await open('second-person');
    await company.approve(plan);
    const approved = await company.approve(plan, { selection: { kinds: ['joiner'] }, by: administrator });
    assert.deepEqual([approved.state, approved.firstApproval], ['approved', null]);
  });

  it('wait anew when the first person has lost the role before the second one approves (case 61)', async () => {
    const [company, plan] = await open('second-person');
    await company.approve(plan);
    takeFromGroup(company.vendors.graph.directory, approversGroupId, approver.id);
    const again = await company.approve(plan, { by: administrator });
    assert.deepEqual([again.state, again.firstApproval?.by], ['proposed', administrator]);
  });

  it('are not applied when either of the two has lost the role since (case 61)', async () => {
    for (const [first, second] of [
      [approver, administrator],
      [administrator, approver],
    ] as const) {
      const [company, plan] = await open('second-person');
      await company.approve(plan, { by: first });
      await company.approve(plan, { by: second });
      takeFromGroup(company.vendors.graph.directory, approversGroupId, approver.id);
      const before = await readMobilo(company);
      await company.run(plan.id);
      assert.deepEqual(await readMobilo(company), before);
      assert.match(await readStop(company, plan), /^Ben Okafor approved this plan and has lost the role/);
      await company.run(plan.id, {}, administrator.id);
      assert.match(await readStop(company, plan), /^Ben Okafor approved/);
      await company.run(plan.id, {}, third.id);
      assert.equal((await company.receipt(plan.id)).complete, true);
    }
  });

  it('never take the account of whoever connected Mobilo (case 29)', async () => {
    const [company, plan] = await open('typed-number');
    const connected = { tenantId: company.id, kind: 'mobilo.connected', planId: null, data: {} } as const;
    await companies.store.tx((tx) => appendAudit(tx, [{ ...connected, by: personId('Ada') }]));
    await assert.rejects(company.approve(plan, { confirmedRemovals: 2 }), {
      code: 'protected-account',
      message: /^The removal of Ada would take the account of whoever connected Mobilo/,
    });
    await companies.store.tx((tx) => appendAudit(tx, [{ ...connected, by: personId('Cleo') }]));
    assert.equal((await company.approve(plan, { confirmedRemovals: 2 })).state, 'approved');
  });
});
