import assert from 'node:assert/strict';
import fc from 'fast-check';
import { IndexedTable } from './indexed-table.ts';

interface Person {
  readonly name: string;
  readonly team: string | null;
}

const newTable = () => new IndexedTable<Person, 'team'>(null, { team: ({ team }) => team });

/** Every page from the first to the last. */
const readAll = (
  table: IndexedTable<Person, 'team'>,
  limit: number,
  between: () => void = () => {},
): readonly string[] => {
  const names: string[] = [];
  let last: string | null = null;
  do {
    const page = table.page(last, limit);
    names.push(...page.items.map(({ name }) => name));
    last = page.last;
    between();
  } while (last !== null);
  return names;
};

describe('a table', () => {
  it('finds rows by an index that follows every change', () => {
    const table = newTable();
    table.set('a', { name: 'a', team: 'red' });
    table.set('b', { name: 'b', team: 'red' });
    table.set('a', { name: 'a', team: 'blue' });
    assert.deepEqual([table.findIds('team', 'red'), table.findIds('team', 'blue')], [['b'], ['a']]);
    table.delete('b');
    table.set('a', { name: 'a', team: null });
    assert.deepEqual([table.find('team', 'red'), table.find('team', 'blue'), table.size], [[], [], 1]);
  });

  it('is paged completely, each row once, whatever the size of the page', () => {
    const ids = fc.uniqueArray(fc.string({ minLength: 1, maxLength: 4 }), { maxLength: 30 });
    fc.assert(
      fc.property(ids, fc.integer({ min: 1, max: 10 }), (names, limit) => {
        const table = newTable();
        for (const name of names) table.set(name, { name, team: null });
        assert.deepEqual(readAll(table, limit), [...names].sort());
      }),
    );
  });

  it('lists what stays exactly once while rows come and go between the pages', () => {
    const table = newTable();
    const staying = Array.from({ length: 20 }, (_, number) => `stays-${number}`);
    for (const name of staying) table.set(name, { name, team: null });
    let round = 0;
    const names = readAll(table, 3, () => {
      round += 1;
      table.delete(`comes-${round - 1}`);
      table.set(`comes-${round}`, { name: `comes-${round}`, team: null });
      table.set(`zz-${round % 3}`, { name: 'zz', team: null });
    });
    assert.deepEqual(
      names.filter((name) => name.startsWith('stays')),
      [...staying].sort(),
    );
  });
});
