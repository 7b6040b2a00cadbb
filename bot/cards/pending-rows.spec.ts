import assert from 'node:assert/strict';
import { shareRoom } from './pending-rows.ts';

describe('Sharing room for ten rows', () => {
  it('shows everything that fits', () => assert.deepEqual(shareRoom([3, 2, 0], 10), [3, 2, 0]));
  it('lets no list starve', () => assert.deepEqual(shareRoom([500, 3, 1], 10), [6, 3, 1]));
  it('shares fairly what does not fit', () => assert.deepEqual(shareRoom([8, 8, 8], 10), [4, 3, 3]));
});
