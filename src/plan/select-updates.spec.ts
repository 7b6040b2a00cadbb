import assert from 'node:assert/strict';
import { makeJoiner, makeLeaver, makeMover } from '../store/testing/sample-plan.ts';
import type { Conflict, Row } from './plan.ts';
import { selectUpdates } from './select-updates.ts';

const conflictOf = (name: string): Conflict => ({
  kind: 'conflict',
  id: `conflict:${name}`,
  reason: 'address-shared',
  ...{ name, email: null, department: null, personId: name, notes: [], accountIds: [] },
});
const select = (rows: readonly Row[], tried: readonly string[] = []) => selectUpdates(rows, new Set(tried));

describe('the updates that are applied without asking', () => {
  it('are changed profiles, and neither joiners nor leavers nor somebody who returned', () => {
    const returned = { ...makeMover('Dan'), reason: 'returned' } as const;
    assert.deepEqual(select([makeJoiner('Ada'), makeMover('Bob'), makeLeaver('Cleo'), returned]), ['mover:Bob']);
  });

  it('are none of somebody with a conflict, none that somebody edited in Mobilo and none that was just tried', () => {
    const edited = { field: 'office', from: 'A', to: 'B', edited: true } as const;
    const rows = [
      makeMover('Ada'),
      conflictOf('Ada'),
      { ...makeMover('Bob'), differences: [edited] },
      makeMover('Cleo'),
      makeMover('Dan'),
    ];
    assert.deepEqual(select(rows, ['mover:Cleo']), ['mover:Dan']);
  });

  it('are none that waits, over however many others, for an address of a row that is left out', () => {
    const ada = { ...makeMover('Ada'), after: ['mover:Bob'] };
    const bob = { ...makeMover('Bob'), after: ['mover:Cleo'] };
    assert.deepEqual(select([ada, bob, makeMover('Cleo')]), ['mover:Ada', 'mover:Bob', 'mover:Cleo']);
    assert.deepEqual(select([ada, bob, makeMover('Cleo'), conflictOf('Cleo')]), []);
  });
});
