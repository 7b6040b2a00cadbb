import assert from 'node:assert/strict';
import fc from 'fast-check';
import { type CardDecisions, selectChanges } from '../approval.ts';
import { findHandovers, withEffectiveOrders } from './handover.ts';
import { smallWorld } from './small-world.ts';

const card = fc.record({
  holder: fc.constantFrom('zoe', 'yan', 'xia'),
  sku: fc.constantFrom('card-metal', 'card-metal', 'card-wood'),
  state: fc.constantFrom('active', 'active', 'ordered'),
  printed: fc.constantFrom(false, false, true),
});
const order = { cardSku: 'card-wood', licences: ['user'], accessories: [], sendLoginDetails: true, teamId: null };

/** Three leavers, up to five joiners of two groups, and cards that could pass on or not. */
const world = fc
  .record({
    joiners: fc.subarray(['ada', 'bob', 'cleo', 'dan', 'eve']),
    inWood: fc.subarray(['ada', 'bob', 'cleo']),
    cards: fc.array(card, { maxLength: 6 }),
  })
  .map(({ joiners, inWood, cards }) => {
    const grown = smallWorld().decides({ groupOrders: [{ groupId: 'wood', order }] });
    for (const id of ['zoe', 'yan', 'xia']) grown.knows(id).proves(id, { kind: 'deleted-final' });
    for (const [index, { holder, ...facts }] of cards.entries())
      grown.holdsCard(holder, { id: `card-${index}`, ...facts });
    for (const id of joiners) grown.employs(id);
    for (const id of inWood) if (joiners.includes(id)) grown.isIn(id, 'wood');
    return grown;
  });

const reassigning: CardDecisions = { byCard: {}, others: 'reassign' };

describe('recycling, whatever the cards and joiners', () => {
  it('says the same on both rows: each card has one joiner, and each joiner one card', () => {
    fc.assert(
      fc.property(world, (given) => {
        const { rows } = given.plan();
        const byCard = rows.flatMap((row) =>
          row.kind === 'leaver'
            ? row.cards.flatMap(({ id, recipient }) => (recipient ? [`${id} ${recipient.rowId} ${row.id}`] : []))
            : [],
        );
        const byJoiner = rows.flatMap((row) =>
          row.kind === 'joiner' && row.recycles ? [`${row.recycles.cardId} ${row.id} ${row.recycles.leaverRowId}`] : [],
        );
        assert.deepEqual([...byCard].sort(), [...byJoiner].sort());
        assert.equal(new Set(byCard.map((pair) => pair.split(' ')[1])).size, byCard.length);
      }),
    );
  });

  it('leaves no joiner to pay who could have had a card, and gives nobody another card than they ordered', () => {
    fc.assert(
      fc.property(world, (given) => {
        const changes = selectChanges(given.plan().rows, 'all');
        const handovers = findHandovers(changes, reassigning);
        const unused = given.cards.filter(
          ({ id, state, printed }) => state === 'active' && !printed && ![...handovers.values()].includes(id),
        );
        for (const [index, effective] of withEffectiveOrders(changes, reassigning).entries()) {
          const planned = changes[index];
          if (effective.kind !== 'joiner' || planned?.kind !== 'joiner') continue;
          const given = handovers.get(planned.id);
          assert.equal(effective.order.cardSku === null, given !== undefined);
          assert.ok(given !== undefined || !unused.some(({ sku }) => sku === planned.order.cardSku));
        }
        for (const [rowId, cardId] of handovers) {
          const joiner = changes.find(({ id }) => id === rowId);
          const sku = given.cards.find(({ id }) => id === cardId)?.sku;
          assert.equal(joiner?.kind === 'joiner' && joiner.order.cardSku, sku);
        }
      }),
    );
  });
});
