/** Whether the credits last: what will be needed of each pool by the days on which orders of people hired later fall due. */
import type { CreditPool } from '../mobilo/mobilo.ts';
import type { Forecast, Row } from './plan.ts';
import { skusOf } from './price.ts';
import { byText } from './world-view.ts';

interface DueDay {
  readonly sku: string;
  readonly on: string;
  readonly quantity: number;
}

/** What falls due of each pool on each day, by day. */
const listDueDays = (rows: readonly Row[]): readonly DueDay[] => {
  const days = new Map<string, DueDay>();
  for (const row of rows) {
    if (row.kind !== 'upcoming' || row.due === null) continue;
    const { on } = row.due;
    for (const sku of skusOf(row.due)) {
      const key = `${on} ${sku}`;
      days.set(key, { sku, on, quantity: (days.get(key)?.quantity ?? 0) + 1 });
    }
  }
  return [...days.values()].sort((a, b) => byText(a.on, b.on) || byText(a.sku, b.sku));
};

/** For each pool and each day on which something of it falls due: what is needed by then, the joiners of the plan among it. */
export const forecastCredits = (rows: readonly Row[], pools: readonly CreditPool[]): readonly Forecast[] => {
  const needed = new Map<string, number>();
  const add = (sku: string, quantity: number): number => {
    const sum = (needed.get(sku) ?? 0) + quantity;
    needed.set(sku, sum);
    return sum;
  };
  for (const row of rows) if (row.kind === 'joiner') for (const sku of skusOf(row)) add(sku, 1);
  return listDueDays(rows).map(({ sku, on, quantity }) => {
    const pool = pools.find((candidate) => candidate.sku === sku);
    const sum = add(sku, quantity);
    return { sku, name: pool?.name ?? sku, on, needed: sum, left: (pool?.available ?? 0) - sum };
  });
};

/** The first day on which each pool is short, soonest first. */
export const findShortages = <F extends Forecast>(forecast: readonly F[]): readonly F[] => {
  const shortages = new Map<string, F>();
  for (const entry of forecast) if (entry.left < 0 && !shortages.has(entry.sku)) shortages.set(entry.sku, entry);
  return [...shortages.values()];
};
