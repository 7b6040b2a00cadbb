import assert from 'node:assert/strict';
import fc from 'fast-check';
import { verifyAudit } from '../store/audit-log.ts';
import { describeEachEngine } from '../store/testing/each-engine.ts';
import { useCompanies } from './companies.testing.ts';
import { checkEnd } from './model-end.testing.ts';
import { play, script } from './model-script.testing.ts';
import { story } from './model-story.testing.ts';

/** Worlds and scripts tried on each engine. */
const runs = { embedded: 25, postgres: 35 };

describeEachEngine('whatever happens to a run', (use, kind) => {
  const companies = useCompanies(use);

  it('it ends with everything done once, paid once and told truly (laws 1, 4, 5, 6, case 70, case 80)', async function () {
    this.timeout(240_000);
    await fc.assert(
      fc.asyncProperty(story, script, async (told, acts) => {
        const played = await play(companies, told, acts);
        await checkEnd(played);
        const { brokenAt } = await verifyAudit(companies.store, played.tenant.id);
        assert.equal(brokenAt, null);
        await companies.closeAll();
      }),
      { numRuns: runs[kind] },
    );
  });
});
