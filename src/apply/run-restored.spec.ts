import assert from 'node:assert/strict';
import { put } from '../emulators/mobilo/rows.ts';
import { describeEachEngine } from '../store/testing/each-engine.ts';
import type { Tenant } from '../tenant.testing.ts';
import { contoso } from '../vendors.testing.ts';
import { countChanges, nothing, readMobilo, readOutcomes, useCompanies } from './companies.testing.ts';

/** As if a backup had been restored that was taken between the approval and the run. */
const forgetRun = async ({ tools, id }: Tenant, planId: string): Promise<void> => {
  const plan = [id, planId];
  await tools.store.executeSql('delete from steps where tenant_id = $1 and plan_id = $2', plan);
  await tools.store.executeSql(
    `update plans set run_state = 'waiting', run_started_at = null, run_finished_at = null
     where tenant_id = $1 and id = $2`,
    plan,
  );
};

/** Mobilo remembers keys for a day; a backup may be older. */
const forgetKeys = ({ vendors }: Tenant): void => {
  const { state } = vendors.office.emulator;
  state.commit([...state.answers.entries()].map(([key]) => put('answers', key, null)));
};

describeEachEngine('a run whose ledger was lost with a restored backup', (use) => {
  const companies = useCompanies(use);
  const story = () =>
    contoso().hire('Ada').hire('Bob').change('Cleo', { jobTitle: 'Director' }).leave('Dan').card('Dan').meet('Eve');

  for (const [when, forget] of [
    ['of today', () => {}],
    ['older than the keys that Mobilo remembers', forgetKeys],
  ] as const)
    it(`${when}, pays and removes nothing twice, and leaves nothing to do (case 73, case 78)`, async () => {
      const [company, plan] = await companies.approved(story());
      await company.run(plan.id);
      const after = await readMobilo(company);
      await forgetRun(company, plan.id);
      forget(company);
      await company.run(plan.id);
      const { accounts, orders, pools } = await readMobilo(company);
      assert.deepEqual(
        { accounts, orders, pools },
        { accounts: after.accounts, orders: after.orders, pools: after.pools },
      );
      const outcomes = await readOutcomes(company, plan);
      assert.deepEqual([outcomes['joiner Ada'], outcomes['joiner Bob']], ['done', 'done']);
      assert.deepEqual(await countChanges(company), nothing);
    });
});
