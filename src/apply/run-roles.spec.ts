import assert from 'node:assert/strict';
import { takeFromGroup } from '../emulators/company/change-group.ts';
import { describeEachEngine } from '../store/testing/each-engine.ts';
import { accountId, approversGroupId, contoso, staff, startEntra } from '../vendors.testing.ts';
import { readMobilo, readOutcomes, readStop, useCompanies } from './companies.testing.ts';

const approver = staff.approver;

describeEachEngine('a run and the roles it stands on', (use) => {
  const companies = useCompanies(use);

  it('stops before it writes anything when the approver has lost the role (case 61)', async () => {
    const [company, plan] = await companies.approved(contoso().hire('Ada'));
    takeFromGroup(company.vendors.graph.directory, approversGroupId, approver.id);
    const before = await readMobilo(company);
    await company.run(plan.id);
    assert.deepEqual(await readMobilo(company), before);
    const { run } = await company.read(plan.id);
    assert.equal(run?.state, 'stopped');
    assert.match(run?.stopped ?? '', /Ben Okafor approved this plan and has lost the role for it since/);
    await assert.rejects(company.resume(plan.id), { code: 'forbidden' });
    await company.resume(plan.id, staff.administrator);
    await company.run(plan.id, {}, staff.administrator.id);
    assert.deepEqual(await readOutcomes(company, plan), { 'joiner Ada': 'done' });
  });

  it('names nobody wrongly when the person who resumed it has lost the role', async () => {
    const [company, plan] = await companies.approved(contoso().hire('Ada'));
    await company.run(plan.id, {}, staff.colleague.id);
    assert.match(await readStop(company, plan), /^Whoever resumed this run has lost the role/);
  });

  it('stops for a lost role even where Graph hides which other roles the approver holds', async () => {
    const poor = await startEntra(['GroupMember.Read.All', 'User.Read.All']);
    const story = contoso().hire('Ada');
    const reader = 'f2ef992c-3afb-46b9-b7cf-a126ee74c451';
    const directoryRoles = { ...story.world.directoryRoles, [approver.id]: [reader] };
    const company = await companies.open({ world: { ...story.world, directoryRoles } }, { entra: poor });
    const plan = await company.approve(await company.propose());
    takeFromGroup(company.vendors.graph.directory, approversGroupId, approver.id);
    await company.run(plan.id);
    await poor.close();
    assert.match(await readStop(company, plan), /has lost the role/);
    assert.equal((await readMobilo(company)).orders.length, 0);
  });

  it('stops before it writes anything when the connection to Mobilo is no longer an admin’s', async () => {
    const [company, plan] = await companies.approved(contoso().hire('Ada').employ('Grace', {}, { role: 'admin' }));
    await company.vendors.office.control.editAccount(accountId(staff.administrator.name), { role: 'member' });
    const before = await readMobilo(company);
    await company.run(plan.id);
    assert.deepEqual(await readMobilo(company), before);
    assert.match(await readStop(company, plan), /An admin must connect Mobilo again; then resume\.$/);
  });

  it('stops when Mobilo is not connected any more', async () => {
    const [company, plan] = await companies.approved(contoso().hire('Ada'));
    await company.vendors.office.connection.disconnect();
    await company.run(plan.id);
    const { run } = await company.read(plan.id);
    assert.equal(run?.state, 'stopped');
    assert.match(run?.stopped ?? '', /[Cc]onnect Mobilo/);
  });

  it('stops when Graph may not be read any more, and says what to grant', async () => {
    const [company, plan] = await companies.approved(contoso().hire('Ada'));
    company.vendors.graph.faults.add({ match: '/\\$batch', status: 403 });
    await company.run(plan.id);
    assert.match(await readStop(company, plan), /must grant GroupMember\.Read\.All/);
    assert.equal((await readMobilo(company)).orders.length, 0);
  });
});
