import type { CreditPool } from '../mobilo/mobilo.ts';
import type { Joiner, PoolNeed, Row } from './plan.ts';
import { byText } from './world-view.ts';

/** Everything one order takes, one credit each (R5, R8, R19). */
export const skusOf = ({ order }: Pick<Joiner, 'order'>): readonly string[] => [
  ...(order.cardSku === null ? [] : [order.cardSku]),
  ...order.licences,
  ...order.accessories,
];

/** What the joiners among the rows need of each pool, and what is short. A sku without a pool has nothing available. */
export const priceRows = (rows: readonly Row[], pools: readonly CreditPool[]): readonly PoolNeed[] => {
  const needed = new Map<string, number>();
  for (const row of rows)
    if (row.kind === 'joiner') for (const sku of skusOf(row)) needed.set(sku, (needed.get(sku) ?? 0) + 1);
  return [...needed.entries()]
    .sort(([a], [b]) => byText(a, b))
    .map(([sku, count]) => {
      const pool = pools.find((candidate) => candidate.sku === sku);
      const available = pool?.available ?? 0;
      return {
        sku,
        kind: pool?.kind ?? 'card',
        name: pool?.name ?? sku,
        needed: count,
        available,
        short: Math.max(0, count - available),
      };
    });
};
