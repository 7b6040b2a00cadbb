import assert from 'node:assert/strict';
import { approvalData, readCardDecisions } from './verbs.ts';

describe('What comes back from a card', () => {
  it('gives the choice for each card and for all others', () => {
    const data = { planId: 'p', 'card:c1': 'release', 'card:c2': 'deactivate', cards: 'release' };
    assert.deepEqual(readCardDecisions(data), { byCard: { c1: 'release', c2: 'deactivate' }, others: 'release' });
  });

  it('is no choice when it is anything else', () => {
    const data = { 'card:c1': 'burn', 'card:c2': '', cards: ['release'], card: 'release', 'card:__proto__': 'release' };
    const decisions = readCardDecisions(data);
    assert.deepEqual(Object.entries(decisions.byCard), [['__proto__', 'release']]);
    assert.equal(decisions.others, null);
    assert.equal(Object.getPrototypeOf(decisions.byCard), Object.prototype);
  });

  const on = { planId: 'p', fingerprint: 'f' };
  for (const selection of ['all', { kinds: ['mover'] }, { rows: ['joiner:1'] }])
    it(`selects ${JSON.stringify(selection)}`, () =>
      assert.deepEqual(approvalData.safeParse({ ...on, selection, other: 1 }).data, { ...on, selection }));
  for (const selection of ['some', { kinds: [] }, { kinds: ['keep'] }, { rows: [] }, { rows: [7] }, null, undefined])
    it(`refuses to select ${JSON.stringify(selection)}`, () =>
      assert.equal(approvalData.safeParse({ ...on, selection }).success, false));
});
