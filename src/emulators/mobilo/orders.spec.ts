import assert from 'node:assert/strict';
import fc from 'fast-check';
import type { OrderLine } from '../../mobilo/mobilo.ts';
import type { Call } from './call.ts';
import { orderCredits } from './credits.ts';
import { type MobiloState, openMobiloState } from './mobilo-state.ts';
import { advanceOrder, placeOrder } from './orders.ts';
import { Refusal } from './refusal.ts';
import { smallOffice } from './small-office.ts';

type Step =
  | { readonly kind: 'order'; readonly lines: readonly OrderLine[] }
  | { readonly kind: 'buy'; readonly sku: string; readonly quantity: number }
  | { readonly kind: 'advance'; readonly which: number };

const line = fc.record({
  accountId: fc.constantFrom('anna', 'ben', 'cleo'),
  cardSku: fc.constantFrom('card-metal', 'card-wood-named', null),
  licences: fc.subarray(['user', 'crm']),
  accessories: fc.subarray(['keyring']),
});
const step: fc.Arbitrary<Step> = fc.oneof(
  fc.record({ kind: fc.constant('order' as const), lines: fc.array(line, { minLength: 1, maxLength: 4 }) }),
  fc.record({
    kind: fc.constant('buy' as const),
    sku: fc.constantFrom('card-metal', 'user'),
    quantity: fc.integer({ min: 1, max: 5 }),
  }),
  fc.record({ kind: fc.constant('advance' as const), which: fc.nat({ max: 9 }) }),
);

const callOf = <T>(number: number, body: T) => ({
  query: {},
  path: {},
  ifMatch: null,
  at: '2026-11-23T09:00:00Z',
  me: { ...(smallOffice.accounts[0] ?? assert.fail()), version: '1' },
  newId: (kind: string) => `${kind}-${number}-${Math.random()}`,
  body,
});

const skusOf = ({ cardSku, licences, accessories }: OrderLine): readonly string[] => [
  ...(cardSku === null ? [] : [cardSku]),
  ...licences,
  ...accessories,
];

const placeIfCovered = (state: MobiloState, number: number, lines: readonly OrderLine[]): boolean => {
  const call: Call<'placeOrder'> = callOf(number, { reference: `r${number}`, lines });
  try {
    state.commit(placeOrder(state, call).changes);
    return true;
  } catch (error) {
    assert.ok(error instanceof Refusal && error.code === 'insufficient_credits');
    return false;
  }
};

/** Does the step, and says by how much each pool should have changed. */
const play = (state: MobiloState, taken: Step, number: number): readonly (readonly [string, number])[] => {
  switch (taken.kind) {
    case 'buy': {
      const { sku, quantity } = taken;
      const call: Call<'orderCredits'> = callOf(number, { lines: [{ sku, quantity }] });
      state.commit(orderCredits(state, call).changes);
      return [[sku, quantity]];
    }
    case 'advance': {
      const order = [...state.orders.values()][taken.which];
      state.commit(order ? advanceOrder(state, order) : []);
      return [];
    }
    case 'order':
      return placeIfCovered(state, number, taken.lines)
        ? taken.lines.flatMap(skusOf).map((sku) => [sku, -1] as const)
        : [];
  }
};

const available = (state: MobiloState) => new Map([...state.pools.values()].map((pool) => [pool.sku, pool.available]));

describe('credits', () => {
  it('are never negative, never lost and never made of nothing, whatever is ordered, bought and shipped', () => {
    fc.assert(
      fc.property(fc.array(step, { maxLength: 25 }), (steps) => {
        const state = openMobiloState(null, smallOffice);
        const expected = available(state);
        for (const [number, taken] of steps.entries()) {
          for (const [sku, change] of play(state, taken, number)) expected.set(sku, (expected.get(sku) ?? 0) + change);
          assert.deepEqual(available(state), expected);
          assert.ok([...expected.values()].every((count) => count >= 0));
        }
      }),
    );
  });

  it('are reserved for the cards and accessories that are on their way, and for nothing else', () => {
    fc.assert(
      fc.property(fc.array(step, { maxLength: 25 }), (steps) => {
        const state = openMobiloState(null, smallOffice);
        for (const [number, taken] of steps.entries()) play(state, taken, number);
        const onTheirWay = [...state.orders.values()].filter((order) => order.state !== 'shipped');
        const skus = onTheirWay.flatMap(({ lines }) => lines).flatMap(skusOf);
        for (const { sku, kind, reserved } of state.pools.values())
          assert.equal(reserved, kind === 'licence' ? 0 : skus.filter((one) => one === sku).length, sku);
      }),
    );
  });
});
