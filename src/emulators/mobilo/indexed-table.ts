import { JournaledMap } from '../journaled-map.ts';

/** How a row is found other than by its id; null: not under this index. */
export type Indexes<V, I extends string> = Readonly<Record<I, (row: V) => string | null>>;

/** One page of a table, in the order of the ids. */
export interface Page<V> {
  readonly items: readonly V[];
  /** The id to go on after; null on the last page. */
  readonly last: string | null;
}

/** The first position in a sorted list whose id comes after `id`. */
const positionAfter = (sorted: readonly string[], id: string): number => {
  let low = 0;
  let high = sorted.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((sorted[middle] ?? '') <= id) low = middle + 1;
    else high = middle;
  }
  return low;
};

/** Rows by id that survive a restart when they have a file, found by index, and paged in an order that stands still. */
export class IndexedTable<V, I extends string = never> {
  readonly #rows: JournaledMap<V>;
  readonly #indexes: readonly (readonly [I, (row: V) => string | null])[];
  readonly #idsBy = new Map<string, Set<string>>();
  #sorted: readonly string[] | null = null;

  constructor(file: string | null, indexes: Indexes<V, I>) {
    this.#rows = new JournaledMap<V>(file);
    this.#indexes = Object.entries(indexes) as unknown as readonly (readonly [I, (row: V) => string | null])[];
    for (const [id, row] of this.#rows) this.#index(id, row);
  }

  get size(): number {
    return this.#rows.size;
  }

  get(id: string): V | undefined {
    return this.#rows.get(id);
  }

  set(id: string, row: V): void {
    const before = this.#rows.get(id);
    if (before === undefined) this.#sorted = null;
    else this.#unindex(id, before);
    this.#rows.set(id, row);
    this.#index(id, row);
  }

  delete(id: string): void {
    const before = this.#rows.get(id);
    if (before === undefined) return;
    this.#sorted = null;
    this.#unindex(id, before);
    this.#rows.delete(id);
  }

  /** All rows, oldest first. */
  entries(): IterableIterator<[string, V]> {
    return this.#rows.entries();
  }

  values(): IterableIterator<V> {
    return this.#rows.values();
  }

  find(index: I, key: string): readonly V[] {
    return this.findIds(index, key).flatMap((id) => this.#rows.get(id) ?? []);
  }

  findIds(index: I, key: string): readonly string[] {
    return [...(this.#idsBy.get(`${index} ${key}`) ?? [])];
  }

  /** Rows that stay from the first page to the last are listed exactly once, whatever comes and goes meanwhile. */
  page(after: string | null, limit: number): Page<V> {
    this.#sorted ??= [...this.#rows.keys()].sort();
    const start = after === null ? 0 : positionAfter(this.#sorted, after);
    const ids = this.#sorted.slice(start, start + limit);
    const more = start + limit < this.#sorted.length;
    return { items: ids.flatMap((id) => this.#rows.get(id) ?? []), last: more ? (ids.at(-1) ?? null) : null };
  }

  #index(id: string, row: V): void {
    for (const [name, keyOf] of this.#indexes) {
      const key = keyOf(row);
      if (key === null) continue;
      const ids = this.#idsBy.get(`${name} ${key}`) ?? new Set();
      this.#idsBy.set(`${name} ${key}`, ids.add(id));
    }
  }

  #unindex(id: string, row: V): void {
    for (const [name, keyOf] of this.#indexes) {
      const ids = this.#idsBy.get(`${name} ${keyOf(row)}`);
      ids?.delete(id);
      if (ids?.size === 0) this.#idsBy.delete(`${name} ${keyOf(row)}`);
    }
  }
}
