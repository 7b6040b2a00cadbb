import assert from 'node:assert/strict';
import { comparePlans } from './compare-plans.ts';
import { smallWorld } from './small-world.ts';

const office = () =>
  smallWorld()
    .employs('ada')
    .employs('bob', { jobTitle: 'Director', department: 'Sales' })
    .knows('bob')
    .knows('cleo')
    .proves('cleo', { kind: 'deleted-final' })
    .employs('eve', { userType: 'Guest' });

describe('two plans (case 60)', () => {
  it('of the same reading differ in nothing', () => {
    const { rows } = office().plan();
    assert.deepEqual(comparePlans(rows, [...rows].reverse()), {
      unchanged: ['leaver:cleo', 'mover:bob', 'joiner:ada'],
      moved: [],
    });
  });

  it('differ in rows that are gone, new or changed, and in which fields; not in rows that only inform', () => {
    const now = office().employs('fay').employs('guest', { userType: 'Guest' });
    now.people = now.people.filter(({ person }) => person.id !== 'ada');
    now.people = now.people.map((inScope) =>
      inScope.person.id === 'bob' ? { ...inScope, person: { ...inScope.person, department: 'Board' } } : inScope,
    );
    assert.deepEqual(comparePlans(office().plan().rows, now.plan().rows), {
      unchanged: ['leaver:cleo'],
      moved: [
        { rowId: 'joiner:ada', name: 'Ada Byron', how: 'gone', fields: [] },
        { rowId: 'joiner:fay', name: 'Fay Byron', how: 'new', fields: [] },
        { rowId: 'mover:bob', name: 'Bob Byron', how: 'changed', fields: ['department'] },
      ],
    });
  });

  it('differ where the account moved on or another order would be placed', () => {
    const accountMoved = office();
    accountMoved.accounts = accountMoved.accounts.map((account) => ({ ...account, version: '2' }));
    const licenceOnly = { cardSku: null, licences: ['user'], accessories: [], sendLoginDetails: true, teamId: null };
    const fields = (world: ReturnType<typeof office>) =>
      comparePlans(office().plan().rows, world.plan().rows).moved.map((row) => [row.rowId, ...row.fields]);
    assert.deepEqual(fields(accountMoved), [
      ['mover:bob', 'accountVersion'],
      ['leaver:cleo', 'accountVersion'],
    ]);
    assert.deepEqual(fields(office().decides({ order: licenceOnly })), [['joiner:ada', 'order']]);
  });
});
