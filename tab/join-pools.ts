import type { Pool, PoolNeed } from './api.ts';

/** One credit pool beside what a plan takes of it. */
export interface PoolLine {
  readonly sku: string;
  readonly name: string;
  readonly available: number;
  readonly needed: number;
}

/** Every pool in Mobilo's order, with what the plan takes of it. Who may not see the pools sees those of the plan. */
export const joinPools = (need: readonly PoolNeed[], pools: readonly Pool[]): readonly PoolLine[] => {
  const needed = new Map(need.map((pool) => [pool.sku, pool.needed]));
  const known = new Set(pools.map((pool) => pool.sku));
  return [
    ...pools.map((pool) => ({ ...pool, needed: needed.get(pool.sku) ?? 0 })),
    ...need.filter((pool) => !known.has(pool.sku)),
  ];
};
