import assert from 'node:assert/strict';
import { useCompanies } from './apply/companies.testing.ts';
import { changePerson } from './emulators/company/change-person.ts';
import { hirePerson } from './emulators/company/hire-person.ts';
import { SyncError } from './errors.ts';
import { describeEachEngine } from './store/testing/each-engine.ts';
import { createSync } from './sync.ts';
import { contoso, personId } from './vendors.testing.ts';

const row = (kind: string, name: string): string => `${kind}:${personId(name)}`;
const story = contoso().hire('Ada').change('Bob', { jobTitle: 'Director' }).card('Cleo').leave('Cleo').hire('Dan');

describeEachEngine('an approval of a plan that was replaced (case 60)', (use) => {
  const companies = useCompanies(use);
  const open = async () => {
    const company = await companies.open(story);
    const { directory } = company.vendors.graph;
    const old = await company.propose();
    changePerson(directory, personId('Bob'), { jobTitle: 'Chair' });
    hirePerson(directory, { displayName: 'Eve' });
    return { company, old, current: await company.propose() };
  };

  it('is refused with what moved, and how much of what was selected is still the same', async () => {
    const { company, old, current } = await open();
    const selection = { kinds: ['joiner', 'mover'] } as const;
    await assert.rejects(company.approve(old, { selection }), (error) => {
      assert.ok(error instanceof SyncError);
      assert.equal(error.code, 'plan-superseded');
      const { moved, ...details } = error.details as { moved: readonly { how: string; name: string }[] };
      assert.deepEqual(details, {
        current: { planId: current.id, fingerprint: current.fingerprint },
        unchanged: 2,
      });
      assert.deepEqual(
        moved.map(({ how, name }) => [how, name]),
        [
          ['new', 'Eve'],
          ['changed', 'Bob'],
        ],
      );
      return true;
    });
    assert.equal((await company.read(current.id)).state, 'proposed');
  });

  it('can be followed by one of exactly what is unchanged, with the same choices for cards', async () => {
    const { company, old, current } = await open();
    const stale = await createSync(company.tools).readStale(old.id);
    assert.deepEqual(
      [...stale.unchanged].sort(),
      [row('joiner', 'Ada'), row('joiner', 'Dan'), row('leaver', 'Cleo')].sort(),
    );
    assert.deepEqual(
      stale.moved.find(({ how }) => how === 'changed'),
      {
        ...{ rowId: row('mover', 'Bob'), name: 'Bob', how: 'changed', fields: ['jobTitle'] },
      },
    );
    const cards = { byCard: { card_1: 'release' }, others: null } as const;
    const approved = await company.approve(current, { selection: { rows: stale.unchanged }, cards });
    assert.deepEqual([approved.state, approved.run?.total], ['approved', 3]);
    assert.deepEqual(approved.decision?.action === 'approve' && approved.decision.cards, cards);
  });

  it('lists nothing when no plan waits any more', async () => {
    const { company, old, current } = await open();
    await company.approve(current);
    assert.deepEqual(await createSync(company.tools).readStale(old.id), { current: null, unchanged: [], moved: [] });
  });

  it('tells nothing about the plan of another tenant (law 7)', async () => {
    const [{ old }, theirs] = [await open(), await companies.open(story)];
    await assert.rejects(createSync(theirs.tools).readStale(old.id), { code: 'plan-not-found' });
  });
});
