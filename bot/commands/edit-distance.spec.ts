import assert from 'node:assert/strict';
import { editDistance } from './edit-distance.ts';

const examples = [
  ['sync', 'sync', 0],
  ['snyc', 'sync', 1],
  ['syn', 'sync', 1],
  ['synnc', 'sync', 1],
  ['sink', 'sync', 2],
  ['', 'sync', 4],
  ['status', 'sync', 5],
] as const;

describe('The slips between two words', () => {
  for (const [from, to, slips] of examples)
    it(`are ${slips} between "${from}" and "${to}"`, () => {
      assert.equal(editDistance(from, to), slips);
      assert.equal(editDistance(to, from), slips);
    });
});
