import { appendFileSync, existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';

type Line<V> = readonly [key: string, value: V | null];

const readJournal = <V>(file: string): Map<string, V> => {
  const map = new Map<string, V>();
  if (!existsSync(file)) return map;
  for (const text of readFileSync(file, 'utf8').split('\n')) {
    let line: Line<V>;
    try {
      line = JSON.parse(text) as Line<V>;
    } catch {
      // The last line may be torn by a kill in mid-write; its effect was never acknowledged.
      continue;
    }
    if (line[1] === null) map.delete(line[0]);
    else map.set(line[0], line[1]);
  }
  return map;
};

/**
 * A map whose entries survive a restart, `kill -9` included: each change is one appended line.
 * Without a file it is an ordinary map. Values must be JSON; write a changed value back with `set`.
 */
export class JournaledMap<V> extends Map<string, V> {
  readonly #file: string | null;

  constructor(file: string | null) {
    super();
    if (file) {
      mkdirSync(dirname(file), { recursive: true });
      for (const [key, value] of readJournal<V>(file)) super.set(key, value);
      const compact = [...super.entries()].map((entry) => `${JSON.stringify(entry)}\n`).join('');
      writeFileSync(`${file}.new`, compact);
      renameSync(`${file}.new`, file);
    }
    this.#file = file;
  }

  override set(key: string, value: V): this {
    super.set(key, value);
    this.#append([key, value]);
    return this;
  }

  override delete(key: string): boolean {
    const present = super.delete(key);
    if (present) this.#append([key, null]);
    return present;
  }

  override clear(): void {
    for (const key of [...this.keys()]) this.delete(key);
  }

  #append(line: Line<V>): void {
    if (this.#file) appendFileSync(this.#file, `${JSON.stringify(line)}\n`);
  }
}
