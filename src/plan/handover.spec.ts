import assert from 'node:assert/strict';
import { type CardDecisions, selectChanges } from '../approval.ts';
import { findHandovers, withEffectiveOrders } from './handover.ts';
import { priceRows } from './price.ts';
import { smallWorld } from './small-world.ts';

const world = smallWorld()
  .knows('zoe')
  .holdsCard('zoe')
  .holdsCard('zoe', { id: 'card-extra', sku: 'card-wood' })
  .proves('zoe', { kind: 'deleted-final' })
  .employs('ada')
  .employs('bob');
const { rows } = world.plan();
const all = selectChanges(rows, 'all');
const given: CardDecisions = { byCard: { 'card-zoe': 'reassign' }, others: 'release' };

const needOf = (changes: typeof all, cards: CardDecisions) =>
  priceRows(withEffectiveOrders(changes, cards), world.pools).map(({ sku, needed }) => [sku, needed]);

describe('a card that passes on (R25)', () => {
  it('saves the joiner’s card and nothing else of the order', () => {
    assert.deepEqual([...findHandovers(all, given)], [['joiner:ada', 'card-zoe']]);
    assert.deepEqual(needOf(all, given), [
      ['card-metal', 1],
      ['user', 2],
    ]);
  });

  it('saves nothing where something else was chosen for it', () => {
    assert.deepEqual(needOf(all, { byCard: {}, others: 'release' }), [
      ['card-metal', 2],
      ['user', 2],
    ]);
  });

  it('saves nothing unless the leaver and the joiner are both approved', () => {
    const joiners = selectChanges(rows, { kinds: ['joiner'] });
    assert.deepEqual([...findHandovers(joiners, { byCard: given.byCard, others: 'reassign' })], []);
    assert.deepEqual([...findHandovers(selectChanges(rows, { rows: ['leaver:zoe', 'joiner:bob'] }), given)], []);
  });
});
