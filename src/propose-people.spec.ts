import assert from 'node:assert/strict';
import { nothing, useCompanies } from './apply/companies.testing.ts';
import { addToGroup, takeFromGroup } from './emulators/company/change-group.ts';
import { deletePerson } from './emulators/company/delete-person.ts';
import type { Row } from './plan/plan.ts';
import { readAllRows } from './store/plan-rows.ts';
import { describeEachEngine } from './store/testing/each-engine.ts';
import type { Tenant } from './tenant.testing.ts';
import { contoso, everybodyGroupId, personId, type Story } from './vendors.testing.ts';

describeEachEngine('whoever the directory still employs', (use) => {
  const companies = useCompanies(use);
  const rowsOf = async (company: Tenant): Promise<readonly Row[]> => {
    const { id: planId } = await company.propose();
    const rows: Row[] = [];
    for await (const row of readAllRows(companies.store, { tenantId: company.id, planId })) rows.push(row);
    return rows;
  };

  it('is kept and never called a leaver for leaving the group (case 23)', async () => {
    const company = await companies.open(contoso().leave('Ada', 'out-of-scope'));
    const [row, ...others] = await rowsOf(company);
    assert.deepEqual([row?.kind, row?.reason, row?.name, others], ['keep', 'out-of-scope', 'Ada', []]);
  });

  it('changes nothing by moving from one selected group to another (case 24)', async () => {
    const story = contoso().employ('Ada').group('Sales', ['Bob']);
    const sales = story.world.directory.groups.find(({ displayName }) => displayName === 'Sales')?.id ?? '';
    const company = await companies.open({ world: { ...story.world, groupsInScope: [everybodyGroupId, sales] } });
    assert.deepEqual((await company.propose()).summary.counts, nothing);
    const { directory } = company.vendors.graph;
    addToGroup(directory, sales, personId('Ada'));
    takeFromGroup(directory, everybodyGroupId, personId('Ada'));
    assert.deepEqual(await rowsOf(company), []);
  });
});

describeEachEngine('a sync from on premises that breaks', (use) => {
  const companies = useCompanies(use);

  it('deletes many at once, and every removal is held, with the moment of each deletion (case 41)', async () => {
    const names = Array.from({ length: 12 }, (_, index) => `Person ${index}`);
    const company = await companies.open(names.reduce<Story>((story, name) => story.employ(name), contoso()));
    await company.saveSettings({ removalLimit: { count: 5, percent: 5 } });
    await company.propose();
    for (const name of names) deletePerson(company.vendors.graph.directory, personId(name));
    const plan = await company.propose();
    const { held, counts, top } = plan.summary;
    assert.equal(counts.leaver, 12);
    // Of fifteen people in the group twelve are gone: that is a collapse, and the graver reason of the two.
    assert.deepEqual(held, { reason: 'group-collapsed', removals: 12, limit: 5, groups: ['Everybody'] });
    assert.ok(top.leavers.every(({ reason, since }) => reason === 'deleted-restorable' && since !== null));
    await assert.rejects(company.approve(plan), { code: 'removals-held' });
  });
});
