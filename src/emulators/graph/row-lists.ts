import type { CompanyDirectory } from '../company/directory.ts';

const most = 500;

/** Lists that were filtered or sorted once and are paged many times; forgotten as soon as the directory changes. */
export class RowLists {
  readonly #directory: CompanyDirectory;
  readonly #lists = new Map<string, readonly unknown[]>();
  #version = -1;

  constructor(directory: CompanyDirectory) {
    this.#directory = directory;
  }

  /** The list of this key, made when it is not there. A key always stands for one type of row. */
  get<T>(key: string, make: () => readonly T[]): readonly T[] {
    if (this.#version !== this.#directory.version || this.#lists.size > most) this.#lists.clear();
    this.#version = this.#directory.version;
    const known = this.#lists.get(key) as readonly T[] | undefined;
    if (known) return known;
    const list = make();
    this.#lists.set(key, list);
    return list;
  }
}
