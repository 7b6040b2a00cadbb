import assert from 'node:assert/strict';
import { person, smallWorld } from './small-world.ts';

const rowsOf = (world: ReturnType<typeof smallWorld>) =>
  world.plan().rows.map(({ kind, reason }) => `${kind} ${reason}`);

/** The reading is of 23 November 2026. */
const hiredOn = (employeeHireDate: string | null, orderAheadDays: number | null) =>
  smallWorld().employs('ada', { employeeHireDate }).decides({ orderAheadDays });

describe('a hire date ahead (case 26)', () => {
  it('keeps a joiner waiting until so many days before, by UTC days', () => {
    assert.deepEqual(rowsOf(hiredOn('2026-12-07T23:59:59Z', 14)), ['joiner new-in-scope']);
    assert.deepEqual(rowsOf(hiredOn('2026-12-08T00:00:00Z', 14)), ['upcoming hired-later']);
    assert.deepEqual(rowsOf(hiredOn('2026-11-23T00:00:00Z', 0)), ['joiner new-in-scope']);
    assert.deepEqual(rowsOf(hiredOn('2026-11-24T00:00:00Z', 0)), ['upcoming hired-later']);
  });

  it('says when they start, when they will be proposed, and what will be ordered', () => {
    const world = hiredOn('2027-01-12T00:00:00Z', 14);
    const { order } = world.settings;
    assert.deepEqual(world.plan().rows, [
      {
        kind: 'upcoming',
        id: 'upcoming:ada',
        reason: 'hired-later',
        name: 'Ada Byron',
        email: 'ada@contoso.example',
        department: 'Research',
        personId: 'ada',
        notes: [],
        on: '2027-01-12T00:00:00.000Z',
        due: { on: '2026-12-29', order },
      },
    ]);
  });

  it('keeps nobody waiting where the settings say so, or where it is past or cannot be understood', () => {
    for (const [date, days] of [
      ['2030-01-01T00:00:00Z', null],
      ['2019-01-01T00:00:00Z', 14],
      ['some day', 14],
      [null, 14],
    ] as const)
      assert.deepEqual(rowsOf(hiredOn(date, days)), ['joiner new-in-scope']);
  });

  it('is nothing to somebody who has an account', () => {
    const world = hiredOn('2027-01-12T00:00:00Z', 14).knows('ada', { state: 'deactivated' });
    assert.deepEqual(rowsOf(world), ['mover returned']);
  });
});

describe('a last day ahead (case 25)', () => {
  const leavesOn = (employeeLeaveDateTime: string) => smallWorld().employs('ada', { employeeLeaveDateTime });

  it('is told beside whatever else is to be done, and removes nobody', () => {
    const world = leavesOn('2026-12-31T17:00:00Z').knows('ada', { state: 'deactivated' });
    assert.deepEqual(rowsOf(world), ['mover returned', 'upcoming leaves-later']);
    const [, row] = world.plan().rows;
    assert.deepEqual(row?.kind === 'upcoming' && [row.id, row.on, row.due], [
      'upcoming:ada',
      '2026-12-31T17:00:00.000Z',
      null,
    ]);
    assert.deepEqual(rowsOf(leavesOn('2026-12-31T17:00:00Z').knows('ada')), ['upcoming leaves-later']);
  });

  it('is not told once it is past, nor of somebody without an account', () => {
    assert.deepEqual(rowsOf(leavesOn('2026-11-23T09:00:00Z').knows('ada')), []);
    assert.deepEqual(rowsOf(leavesOn('2026-12-31T17:00:00Z')), ['joiner new-in-scope']);
  });
});

describe('somebody who was restored (case 21)', () => {
  it('gets their account back without an order or a cost, whatever became of their card', () => {
    for (const state of ['active', 'deactivated', 'released'] as const) {
      const accountId = state === 'released' ? null : 'account-ada';
      const plan = smallWorld()
        .employs('ada')
        .knows('ada', { state: 'deactivated' })
        .holdsCard('ada', { state, accountId })
        .plan();
      assert.deepEqual(
        plan.rows.map(({ kind, reason }) => [kind, reason]),
        [['mover', 'returned']],
      );
      assert.ok(!plan.rows.some((row) => 'order' in row));
      assert.deepEqual([plan.need, plan.forecast], [[], []]);
    }
  });

  it('takes part in no recycling either', () => {
    const plan = smallWorld()
      .employs('ada')
      .knows('ada', { state: 'deactivated' })
      .holdsCard('cleo')
      .knows('cleo')
      .proves('cleo', { kind: 'disabled', person: person('cleo') })
      .plan();
    const leaver = plan.rows.find((row) => row.kind === 'leaver');
    assert.deepEqual(
      leaver?.cards.map(({ recipient }) => recipient),
      [null],
    );
  });
});
