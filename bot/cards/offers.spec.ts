import assert from 'node:assert/strict';
import { shortPools, summarize } from './examples.testing.ts';
import { makeOffers, type Offer } from './offers.ts';

const held = { reason: 'too-many-removals', removals: 30, limit: 5, groups: [] } as const;
const day = { joiner: 12, mover: 7, leaver: 3, link: 2 };

const all = (count: number): Offer => ({ name: 'approve-all', selection: 'all', count });
const updates: Offer = { name: 'approve-updates', selection: { kinds: ['mover'] }, count: 7 };

describe('What a pending plan offers to approve', () => {
  it('is everything, or the updates alone', () => {
    assert.deepEqual(makeOffers(summarize({}, day)), [all(24), updates]);
  });

  it('is only everything when there are no updates, or nothing else', () => {
    assert.deepEqual(makeOffers(summarize({}, { joiner: 2 })), [all(2)]);
    assert.deepEqual(makeOffers(summarize({}, { mover: 7 })), [all(7)]);
  });

  it('leaves the leavers out while removals are held, and offers them last, to be released', () => {
    assert.deepEqual(makeOffers(summarize({}, day, { held })), [
      { name: 'approve-unheld', selection: { kinds: ['joiner', 'mover', 'link'] }, count: 21 },
      updates,
      { name: 'approve-held', selection: 'all', count: 24 },
    ]);
  });

  it('leaves the joiners out while a pool is short, since an order is refused as a whole', () => {
    assert.deepEqual(makeOffers(summarize({}, day, { need: shortPools })), [
      { name: 'approve-covered', selection: { kinds: ['mover', 'leaver', 'link'] }, count: 12 },
      updates,
    ]);
  });

  it('is the updates when nothing else is left', () => {
    const counts = { joiner: 12, mover: 7, leaver: 3 };
    assert.deepEqual(makeOffers(summarize({}, counts, { held, need: shortPools })), [
      updates,
      { name: 'approve-held', selection: { kinds: ['mover', 'leaver'] }, count: 10 },
    ]);
  });

  it('is nothing when everything is short or held by a reading that nobody can make complete', () => {
    const incomplete = { ...held, reason: 'incomplete-reading' } as const;
    const offers = makeOffers(summarize({}, { joiner: 1, leaver: 30 }, { held: incomplete, need: shortPools }));
    assert.deepEqual(offers, []);
    assert.deepEqual(makeOffers(summarize({}, { conflict: 2 })), []);
  });
});
