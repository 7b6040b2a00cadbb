/** What is ticked in a plan. Pure: a value goes in, a new value comes out. */
import { changeKinds } from '../src/plan/plan.ts';
import type { Approval, Change, ChangeKind, Pool, PoolNeed, RowKind } from './api.ts';

export type Counts = Readonly<Record<RowKind, number>>;

/** Of one kind: every row but some, or only some rows. A kind of 12,480 rows is ticked without having read them. */
interface Ticked {
  readonly mode: 'all-but' | 'only';
  readonly rows: ReadonlyMap<string, Change>;
}
export type Ticks = Readonly<Record<ChangeKind, Ticked>>;

const everyRow: Ticked = { mode: 'all-but', rows: new Map() };
const noRow: Ticked = { mode: 'only', rows: new Map() };

/** Everything that may be approved: removals that are held stay out. */
export const tickEverything = (removalsHeld: boolean): Ticks => ({
  joiner: everyRow,
  mover: everyRow,
  leaver: removalsHeld ? noRow : everyRow,
  link: everyRow,
  deletion: removalsHeld ? noRow : everyRow,
});

export const isTicked = (ticks: Ticks, row: Pick<Change, 'kind' | 'id'>): boolean => {
  const { mode, rows } = ticks[row.kind];
  return rows.has(row.id) === (mode === 'only');
};

/** Ticks or unticks a whole kind. */
export const tickKind = (ticks: Ticks, kind: ChangeKind, on: boolean): Ticks => ({
  ...ticks,
  [kind]: on ? everyRow : noRow,
});

const tickRow = (ticked: Ticked, row: Change, on: boolean): Ticked => {
  const rows = new Map(ticked.rows);
  if (on === (ticked.mode === 'only')) rows.set(row.id, row);
  else rows.delete(row.id);
  return { mode: ticked.mode, rows };
};

/** Ticks or unticks the rows given; `counts` lets a kind whose last row is ticked become the whole kind again. */
export const tickRows = (ticks: Ticks, changes: readonly Change[], on: boolean, counts: Counts): Ticks => {
  const next = { ...ticks };
  for (const change of changes) {
    const ticked = tickRow(next[change.kind], change, on);
    const turned = ticked.rows.size === counts[change.kind];
    next[change.kind] = turned ? (ticked.mode === 'only' ? everyRow : noRow) : ticked;
  }
  return next;
};

export const countTicked = (ticks: Ticks, counts: Counts, kind: ChangeKind): number =>
  ticks[kind].mode === 'only' ? ticks[kind].rows.size : counts[kind] - ticks[kind].rows.size;

/** How many rows of the plan change something. */
export const countChanges = (counts: Counts): number => changeKinds.reduce((sum, kind) => sum + counts[kind], 0);

export const countAllTicked = (ticks: Ticks, counts: Counts): number =>
  changeKinds.reduce((sum, kind) => sum + countTicked(ticks, counts, kind), 0);

const isWhole = ({ mode, rows }: Ticked): boolean => mode === 'all-but' && rows.size === 0;
const isEmpty = ({ mode, rows }: Ticked): boolean => mode === 'only' && rows.size === 0;

/** Kinds of which rows must be read before they can be listed one by one. */
export const findKindsToList = (ticks: Ticks, counts: Counts): readonly ChangeKind[] => {
  const present = changeKinds.filter((kind) => counts[kind] > 0);
  const simple = present.every((kind) => isWhole(ticks[kind]) || isEmpty(ticks[kind]));
  return simple ? [] : present.filter((kind) => ticks[kind].mode === 'all-but');
};

/** What is sent with an approval. `listed` brings every row id of the kinds that `findKindsToList` names. */
export const toSelection = (
  ticks: Ticks,
  counts: Counts,
  listed: Partial<Readonly<Record<ChangeKind, readonly string[]>>> = {},
): Approval['selection'] => {
  const present = changeKinds.filter((kind) => counts[kind] > 0);
  if (present.every((kind) => isWhole(ticks[kind]))) return 'all';
  if (present.every((kind) => isWhole(ticks[kind]) || isEmpty(ticks[kind])))
    return { kinds: present.filter((kind) => isWhole(ticks[kind])) };
  const rows = present.flatMap((kind) => {
    const ticked = ticks[kind];
    if (ticked.mode === 'only') return [...ticked.rows.keys()];
    return (listed[kind] ?? []).filter((id) => !ticked.rows.has(id));
  });
  return { rows };
};

const countSkus = (rows: Iterable<Change>): ReadonlyMap<string, number> => {
  const counts = new Map<string, number>();
  for (const row of rows) {
    if (row.kind !== 'joiner') continue;
    const { cardSku, licences, accessories } = row.order;
    for (const sku of [...(cardSku === null ? [] : [cardSku]), ...licences, ...accessories])
      counts.set(sku, (counts.get(sku) ?? 0) + 1);
  }
  return counts;
};

/**
 * What the ticked joiners need of each pool; pools that are not touched are left out. `need` is that of the whole plan,
 * `pools` are today's balances where this person may see them, `saved` is what leavers' cards save of each pool.
 */
export const priceTicked = (
  ticks: Ticks,
  need: readonly PoolNeed[],
  pools: readonly Pool[],
  saved: ReadonlyMap<string, number> = new Map(),
): readonly PoolNeed[] => {
  const { mode, rows } = ticks.joiner;
  const known = countSkus(rows.values());
  const balances = new Map(pools.map((pool) => [pool.sku, pool.available]));
  return need
    .map((pool) => {
      const ofRows = known.get(pool.sku) ?? 0;
      const needed = (mode === 'only' ? ofRows : pool.needed - ofRows) - (saved.get(pool.sku) ?? 0);
      const available = balances.get(pool.sku) ?? pool.available;
      return { ...pool, needed, available, short: Math.max(0, needed - available) };
    })
    .filter((pool) => pool.needed > 0);
};
