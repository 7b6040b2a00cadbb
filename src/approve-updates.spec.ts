import assert from 'node:assert/strict';
import { readOutcomes, useCompanies } from './apply/companies.testing.ts';
import type { Actor } from './approval.ts';
import { takeFromGroup } from './emulators/company/change-group.ts';
import { changePerson } from './emulators/company/change-person.ts';
import { readHealth } from './health.ts';
import { readAudit } from './store/audit-log.ts';
import { readSettings } from './store/tenants.ts';
import { describeEachEngine } from './store/testing/each-engine.ts';
import { createSync } from './sync.ts';
import type { Tenant } from './tenant.testing.ts';
import { approversGroupId, contoso, personId, type Story, staff } from './vendors.testing.ts';

const { administrator, approver, colleague } = staff;
const named = ({ id, name }: Actor): Actor => ({ id, name });
const story = contoso().hire('Ada').change('Bob', { jobTitle: 'Director' }).leave('Cleo');

describeEachEngine('automatic updates', (use) => {
  const companies = useCompanies(use);
  const open = async (by: Actor | null, told: Story = story): Promise<Tenant> => {
    const company = await companies.open(told);
    await company.saveSettings({ autoUpdates: by && named(by) });
    return company;
  };
  const age = ({ id }: Tenant) =>
    companies.store.executeSql(`update steps set updated_at = now() - interval '2 hours' where tenant_id = $1`, [id]);

  it('are off unless somebody switched them on', async () => {
    assert.equal((await (await open(null)).propose()).state, 'proposed');
  });

  it('apply changed profiles in the name of whoever switched them on, and nothing else', async () => {
    const company = await open(approver);
    const plan = await company.propose();
    assert.deepEqual(plan.decision?.action === 'approve' && { ...plan.decision, at: '' }, {
      action: 'approve',
      selection: { kinds: ['mover'] },
      cards: { byCard: {}, others: null },
      confirmedRemovals: null,
      automatic: true,
      by: named(approver),
      at: '',
    });
    const [approved] = await readAudit(companies.store, company.id);
    assert.deepEqual([approved?.kind, approved?.by, approved?.data.automatic], ['plan.approved', approver.id, true]);
    await company.run(plan.id);
    assert.deepEqual(await readOutcomes(company, plan), { 'mover Bob': 'done' });
    const next = await company.propose();
    assert.deepEqual([next.state, next.summary.counts.joiner, next.summary.counts.leaver], ['proposed', 1, 1]);
  });

  it('wait for a person once whoever switched them on has lost the role, and health says so (case 61)', async () => {
    const company = await open(approver);
    const { directory } = company.vendors.graph;
    takeFromGroup(directory, approversGroupId, approver.id);
    assert.equal((await company.propose()).state, 'proposed');
    const { automatic } = await readHealth(company.tools);
    assert.deepEqual([automatic?.ok, automatic?.code], [false, 'forbidden']);
    assert.match(automatic?.sentence ?? '', /because Ben Okafor, .* has no role for that any more\. Have an admin/);
  });

  it('are told by health while they work, and not where they are off', async () => {
    assert.deepEqual((await readHealth((await open(approver)).tools)).automatic, {
      ok: true,
      code: null,
      sentence: 'Updates are applied in the name of Ben Okafor.',
    });
    assert.equal((await readHealth((await open(null)).tools)).automatic, null);
  });

  it('are made up for by the next reading when the role could not be looked up', async () => {
    const company = await open(approver);
    company.vendors.graph.faults.add({ match: 'checkMemberGroups', status: 503, retryAfter: 60 });
    assert.equal((await company.propose()).state, 'proposed');
    company.vendors.graph.faults.clear();
    assert.equal((await company.propose()).state, 'approved');
  });

  it('do not touch a row again within the hour in which a run worked on it (case 77)', async () => {
    const company = await open(approver, contoso().change('Bob', { jobTitle: 'Director' }));
    const first = await company.propose();
    await company.run(first.id);
    changePerson(company.vendors.graph.directory, personId('Bob'), { jobTitle: 'Chair' });
    assert.equal((await company.propose()).state, 'proposed');
    await age(company);
    assert.equal((await company.propose()).state, 'approved');
  });

  it('are not made from a reading that was not complete (law 2)', async () => {
    const company = await open(approver);
    const { groups } = await readSettings(companies.store, company.id);
    await company.saveSettings({ groups: [...groups, 'dddddddd-0000-4000-8000-000000000001'] });
    const plan = await company.propose();
    assert.deepEqual([plan.state, plan.summary.source.complete, plan.summary.counts.mover], ['proposed', false, 1]);
  });

  it('are in the name of whoever saves that setting, whomever a client names', async () => {
    const company = await open(null);
    const sync = createSync(company.tools);
    const before = await sync.readSettings();
    const saved = await sync.saveSettings({ ...before, autoUpdates: named(colleague) }, administrator);
    assert.deepEqual(saved.autoUpdates, named(administrator));
    assert.deepEqual((await sync.readSettings()).autoUpdates, named(administrator));
    assert.equal((await sync.saveSettings({ ...before, autoUpdates: null }, administrator)).autoUpdates, null);
  });
});
