import type { CatalogItem, CreditPool, Credits } from '../../mobilo/mobilo.ts';
import type { Decide } from './call.ts';
import type { MobiloState } from './mobilo-state.ts';
import { Refusal } from './refusal.ts';
import { type Change, put } from './rows.ts';

/** The catalog's item of this sku. Refuses with 422. */
export const requireItem = (state: MobiloState, sku: string): CatalogItem => {
  const item = state.catalog.get(sku);
  if (!item) throw new Refusal(422, 'unknown_sku', { detail: `The catalog has no ${sku}.` });
  return item;
};

/** The pool of a sku; an empty one before the first credit was bought. */
export const poolOf = (state: MobiloState, { sku, kind, name }: CatalogItem): CreditPool =>
  state.pools.get(sku) ?? { sku, kind, name, available: 0, reserved: 0 };

/** Writes pools, and with them the next version of the credits. */
export const putPools = (state: MobiloState, pools: readonly CreditPool[]): readonly Change[] => [
  ...pools.map((pool) => put('pools', pool.sku, pool)),
  put('counters', 'credits', (state.counters.get('credits') ?? 0) + 1),
];

const creditsWith = (state: MobiloState, changed: readonly CreditPool[], version: number): Credits => {
  const now = new Map(changed.map((pool) => [pool.sku, pool]));
  const pools = [...state.catalog.values()].map((item) => now.get(item.sku) ?? poolOf(state, item));
  return { version: String(version), pools };
};

export const readCredits: Decide<'readCredits'> = (state) => ({
  status: 200,
  body: creditsWith(state, [], state.counters.get('credits') ?? 0),
  changes: [],
});

/** How many of each sku. */
export const countBySku = (
  lines: readonly { readonly sku: string; readonly quantity: number }[],
): ReadonlyMap<string, number> => {
  const totals = new Map<string, number>();
  for (const { sku, quantity } of lines) totals.set(sku, (totals.get(sku) ?? 0) + quantity);
  return totals;
};

export const orderCredits: Decide<'orderCredits'> = (state, { body, at, newId }) => {
  const pools = [...countBySku(body.lines)].map(([sku, quantity]) => {
    const pool = poolOf(state, requireItem(state, sku));
    return { ...pool, available: pool.available + quantity };
  });
  const order = { id: newId('credit-order'), placedAt: at, lines: body.lines };
  return {
    status: 201,
    body: { ...order, credits: creditsWith(state, pools, (state.counters.get('credits') ?? 0) + 1) },
    changes: [put('creditOrders', order.id, order), ...putPools(state, pools)],
  };
};
