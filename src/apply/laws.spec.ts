import assert from 'node:assert/strict';
import fc from 'fast-check';
import { type Approval, type CardDecisions, requireApprovable, selectChanges } from '../approval.ts';
import { SyncError } from '../errors.ts';
import { toolsOf } from '../phones.ts';
import { withEffectiveOrders } from '../plan/handover.ts';
import { makePlan } from '../plan/make-plan.ts';
import { changeKinds, type PoolNeed, rowKinds } from '../plan/plan.ts';
import { priceRows } from '../plan/price.ts';
import { propertyRuns } from '../property-runs.testing.ts';
import { type Situation, situation } from '../situations.testing.ts';
import { stepKinds } from './receipt.ts';
import { executionOrder, stepsOf } from './steps-of.ts';

const planOf = ({ reading, evidence, settings, past }: Situation) =>
  makePlan(reading, evidence, settings, past, toolsOf(settings));

/** A joiner's card where one can be had, the others switched off. */
const someCards: fc.Arbitrary<CardDecisions> = fc
  .constantFrom('reassign', 'deactivate', 'release')
  .map((others) => ({ byCard: {}, others }));

const shortOf = (work: () => void): readonly PoolNeed[] => {
  try {
    work();
    return [];
  } catch (error) {
    if (error instanceof SyncError && error.code === 'credits-short') return error.details.pools as readonly PoolNeed[];
    if (error instanceof SyncError && error.code === 'card-choice-missing') return [];
    throw error;
  }
};

describe('law 5', () => {
  it('no pool is ever asked for more than it has: a shortage refuses the order whole, by pool and number', () => {
    const available = fc.array(fc.nat({ max: 4 }), { minLength: 3, maxLength: 3 });
    fc.assert(
      fc.property(situation, someCards, available, (given, cards, amounts) => {
        const changes = selectChanges(planOf(given).rows, 'all');
        fc.pre(changes.length > 0);
        const pools = given.reading.pools.map((pool, at) => ({ ...pool, available: amounts[at % 3] ?? 0 }));
        const need = priceRows(withEffectiveOrders(changes, cards), pools);
        const approval: Approval = { action: 'approve', selection: 'all', cards, confirmedRemovals: null };
        const short = need.filter(({ needed, available: left }) => needed > left);
        const refused = shortOf(() => requireApprovable(approval, changes, need));
        if (cards.others !== 'reassign') assert.deepEqual(refused, short);
        for (const pool of short) assert.equal(pool.short, pool.needed - pool.available);
        for (const pool of need) if (!short.includes(pool)) assert.ok(pool.available - pool.needed >= 0);
      }),
      propertyRuns,
    );
  });
});

describe('law 8', () => {
  it('whatever a plan holds is of a known kind, and every change of it has steps in the order of execution', () => {
    assert.deepEqual([...executionOrder].sort(), [...changeKinds].sort());
    fc.assert(
      fc.property(situation, someCards, (given, cards) => {
        const { rows, counts } = planOf(given);
        for (const kind of rowKinds) assert.equal(counts[kind], rows.filter((row) => row.kind === kind).length);
        assert.ok(rows.every((row) => rowKinds.includes(row.kind)));
        const changes = selectChanges(rows, 'all');
        const steps = stepsOf('plan', changes, cards);
        assert.ok(steps.every(({ kind }) => stepKinds.includes(kind)));
        assert.deepEqual([...new Set(steps.map(({ rowId }) => rowId))].sort(), changes.map(({ id }) => id).sort());
        assert.equal(new Set(steps.map(({ key }) => key)).size, steps.length);
        const places = steps.map(({ rowId }) => executionOrder.findIndex((kind) => rowId.startsWith(`${kind}:`)));
        assert.deepEqual(
          places,
          [...places].sort((a, b) => a - b),
        );
      }),
      propertyRuns,
    );
  });
});
