import assert from 'node:assert/strict';
import type { GroupReading } from '../directory/directory.ts';
import { holdRemovals, protectAdmins, rememberGroups } from './guard.ts';
import { noPast, type Past } from './past.ts';
import type { Deletion, Held, Row } from './plan.ts';
import { person, smallWorld } from './small-world.ts';

const staff = (people: number, id = 'group-staff', displayName = 'Staff') => ({ id, displayName, people });
const held = (reason: Held['reason'], change: Partial<Held> = {}): Held => ({
  reason,
  removals: 1,
  limit: 5,
  groups: [],
  ...change,
});

/** Two people work here, and so many others have left. */
const officeWithLeavers = (count: number) => {
  const world = smallWorld().employs('ada').knows('ada').employs('bob').knows('bob');
  for (let n = 0; n < count; n += 1) world.knows(`gone${n}`).proves(`gone${n}`, { kind: 'deleted-final' });
  return world;
};

const deletionOf = (id: string): Deletion => ({
  kind: 'deletion',
  id: `deletion:${id}`,
  reason: 'deleted-final',
  name: id,
  email: null,
  department: null,
  notes: [],
  personId: id,
  accountId: `account-${id}`,
  accountVersion: '1',
  deactivatedAt: '2026-10-01T09:00:00.000Z',
});

describe('removals (guard G3)', () => {
  it('are held above the limit of one plan, and not at it', () => {
    assert.equal(officeWithLeavers(5).plan().held, null);
    assert.deepEqual(officeWithLeavers(6).plan().held, held('too-many-removals', { removals: 6 }));
  });

  it('are held when with those of the last 24 hours they are above it, so that small runs cannot add up', () => {
    const heldAfter = (removalsInADay: number) => officeWithLeavers(2).remembers({ removalsInADay }).plan().held;
    assert.equal(heldAfter(3), null);
    assert.deepEqual(heldAfter(4), held('too-many-removals-in-a-day', { removals: 2 }));
  });

  it('are held when a group of three or more lost more than half of its people, which is named (case 33)', () => {
    const heldFrom = (people: number) =>
      officeWithLeavers(1)
        .remembers({ groups: [staff(people)] })
        .plan().held;
    assert.equal(heldFrom(4), null);
    assert.deepEqual(heldFrom(5), held('group-collapsed', { groups: ['Staff'] }));
  });

  it('are held when a group fell from three to nobody, even one of one, and not from two (case 33)', () => {
    const emptied = (people: number) => {
      const world = officeWithLeavers(1).remembers({ groups: [staff(people)] });
      world.people = [];
      return world.plan().held;
    };
    assert.equal(emptied(2), null);
    assert.deepEqual(emptied(3), held('group-collapsed', { groups: ['Staff'] }));
  });

  it('are none when a group collapsed and nobody is removed', () => {
    const world = smallWorld()
      .employs('ada')
      .knows('ada')
      .remembers({ groups: [staff(90)] });
    assert.equal(world.plan().held, null);
  });

  it('are held when the groups of a leaver were all taken out of scope, and those are named (case 40)', () => {
    const groups = [staff(2), staff(4, 'group-sales', 'Sales'), staff(4, 'group-empty', 'Empty')];
    const of = (groupIds: readonly string[]) =>
      officeWithLeavers(1)
        .remembers({ groups, groupsOf: new Map([['gone0', groupIds]]) })
        .plan().held;
    assert.equal(of(['group-staff', 'group-sales']), null);
    assert.deepEqual(of(['group-sales']), held('scope-changed', { groups: ['Sales'] }));
    assert.deepEqual(of(['group-unheard-of']), held('scope-changed', { groups: ['group-unheard-of'] }));
  });

  it('are held, and for nothing else, when the reading was not complete (G1)', () => {
    const snapshot = { complete: false, groups: [] };
    const limits = { count: 5, percent: 5 };
    const past = { ...noPast, groups: [staff(90)], removalsInADay: 9 };
    assert.deepEqual(holdRemovals([deletionOf('ada')], snapshot, 1, limits, past), held('incomplete-reading'));
    assert.equal(holdRemovals([], snapshot, 1, limits, past), null);
  });

  it('are held for the most serious of several reasons', () => {
    const everything: Partial<Past> = {
      groups: [staff(90), staff(4, 'group-sales', 'Sales')],
      groupsOf: new Map([['gone0', ['group-sales']]]),
      removalsInADay: 9,
    };
    const reason = (past: Partial<Past>, count = 6) => officeWithLeavers(count).remembers(past).plan().held?.reason;
    assert.equal(reason(everything), 'group-collapsed');
    assert.equal(reason({ ...everything, groups: [] }), 'scope-changed');
    assert.equal(reason({ removalsInADay: 9 }), 'too-many-removals');
    assert.equal(reason({ removalsInADay: 9 }, 1), 'too-many-removals-in-a-day');
  });
});

describe('somebody who is still employed', () => {
  const kept = (groupIds: readonly string[]) =>
    smallWorld()
      .knows('ada')
      .proves('ada', { kind: 'present', person: person('ada') })
      .remembers({ groupsOf: new Map([['ada', groupIds]]) })
      .plan()
      .rows.map((row) => row.reason);

  it('is kept as out of scope after leaving a group, as scope lost when all their groups were unticked (case 40)', () => {
    assert.deepEqual(kept([]), ['out-of-scope']);
    assert.deepEqual(kept(['group-staff']), ['out-of-scope']);
    assert.deepEqual(kept(['group-sales']), ['scope-lost']);
  });
});

describe('an admin of Mobilo', () => {
  it('is neither a leaver nor a deletion, whatever is proved (case 29)', () => {
    const world = smallWorld().knows('ada', { role: 'admin' }).knows('bob').proves('ada', { kind: 'deleted-final' });
    assert.deepEqual(
      world.plan().rows.map((row) => `${row.kind} ${row.reason} ${row.personId}`),
      ['keep protected ada', 'keep no-evidence bob'],
    );
    const rows: readonly Row[] = [deletionOf('ada'), deletionOf('bob')];
    assert.deepEqual(
      protectAdmins(rows, world.accounts).map((row) => `${row.id} ${row.reason}`),
      ['keep:ada protected', 'deletion:bob deleted-final'],
    );
  });
});

describe('what the next reading is compared with', () => {
  const reading = (people: number): GroupReading => ({
    ...staff(people),
    others: 0,
    lost: null,
    securityEnabled: true,
    dynamic: null,
  });
  const past = { ...noPast, groups: [staff(10), staff(4, 'group-sales', 'Sales')] };

  it('is what was read', () => {
    assert.deepEqual(rememberGroups([reading(2)], past, null), [staff(2)]);
    assert.deepEqual(rememberGroups([reading(9)], past, held('too-many-removals')), [staff(9)]);
  });

  it('is the old number of a collapsed group and every unticked one, as long as removals are held for that', () => {
    for (const reason of ['group-collapsed', 'scope-changed'] as const) {
      const kept = rememberGroups([reading(2)], past, held(reason));
      assert.deepEqual(kept, [staff(4, 'group-sales', 'Sales'), staff(10)]);
    }
  });
});
