import type { Pool, PoolNeed } from './api.ts';

/** One credit pool beside what a plan takes of it. */
export interface PoolLine {
  readonly sku: string;
  readonly name: string;
  readonly available: number;
  readonly needed: number;
}

/** Pools the plan needs first, then the others. What is left comes fresh from Mobilo for people who may see it. */
export const joinPools = (need: readonly PoolNeed[], pools: readonly Pool[]): readonly PoolLine[] => {
  const fresh = new Map(pools.map((pool) => [pool.sku, pool.available]));
  const known = new Set(need.map((pool) => pool.sku));
  return [
    ...need.map((pool) => ({ ...pool, available: fresh.get(pool.sku) ?? pool.available })),
    ...pools.filter((pool) => !known.has(pool.sku)).map((pool) => ({ ...pool, needed: 0 })),
  ];
};
