import assert from 'node:assert/strict';
import { useCompanies } from './apply/companies.testing.ts';
import { deletePerson } from './emulators/company/delete-person.ts';
import { countRemovals } from './store/removals.ts';
import { describeEachEngine } from './store/testing/each-engine.ts';
import type { Tenant } from './tenant.testing.ts';
import { contoso, personId } from './vendors.testing.ts';

describeEachEngine('a proposal and what went before', (use) => {
  const companies = useCompanies(use);
  const staffOf = () => contoso().employ('Ada').employ('Bob').employ('Cleo');
  const leave = ({ vendors }: Tenant, name: string) => deletePerson(vendors.graph.directory, personId(name));
  const age = ({ id }: Tenant) =>
    companies.store.executeSql(`update steps set updated_at = now() - interval '25 hours' where tenant_id = $1`, [id]);

  it('holds removals that with those of the last 24 hours are too many, and a day later not any more (G3)', async () => {
    const company = await companies.open(staffOf());
    await company.saveSettings({ removalLimit: { count: 1, percent: 0 } });
    leave(company, 'Ada');
    const first = await company.propose();
    assert.equal(first.summary.held, null);
    await company.approve(first);
    await company.run(first.id);
    leave(company, 'Bob');
    assert.deepEqual((await company.propose()).summary.held, {
      reason: 'too-many-removals-in-a-day',
      removals: 1,
      limit: 1,
      groups: [],
    });
    await age(company);
    assert.equal((await company.propose()).summary.held, null);
  });

  it('counts removals of its own tenant only, and only those that were done (law 7)', async () => {
    const [ours, theirs] = [await companies.open(staffOf()), await companies.open(staffOf())];
    leave(theirs, 'Ada');
    const plan = await theirs.approve(await theirs.propose());
    const since = new Date(Date.now() - 3_600_000);
    const count = ({ id }: Tenant) => countRemovals(companies.store, id, since);
    await theirs.run(plan.id, { isOver: () => true });
    assert.deepEqual([await count(ours), await count(theirs)], [0, 1]);
    assert.equal(await countRemovals(companies.store, theirs.id, new Date()), 0);
  });

  it('is another one under other settings, and the same under another way of deciding (case 60)', async () => {
    const company = await companies.open(contoso().hire('Ada'));
    const first = await company.propose();
    await company.saveSettings({ release: 'second-person', readEveryMinutes: null });
    assert.equal((await company.propose()).id, first.id);
    await company.saveSettings({ removalLimit: { count: 7, percent: 0 } });
    const second = await company.propose();
    assert.notEqual(second.fingerprint, first.fingerprint);
    assert.deepEqual({ ...second.summary, settingsHash: '' }, { ...first.summary, settingsHash: '' });
  });
});
