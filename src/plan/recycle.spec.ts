import assert from 'node:assert/strict';
import type { SyncPlan } from './plan.ts';
import { person, smallWorld } from './small-world.ts';

const gone = { kind: 'deleted-final' } as const;
const leaving = (id: string) => smallWorld().knows(id).proves(id, gone);

const pairsOf = ({ rows }: SyncPlan) => ({
  recipients: rows.flatMap((row) =>
    row.kind === 'leaver' ? row.cards.map((card) => [card.id, card.recipient?.rowId ?? null]) : [],
  ),
  recycles: rows.flatMap((row) => (row.kind === 'joiner' ? [[row.id, row.recycles?.cardId ?? null]] : [])),
});

describe('recycling the cards of leavers (R25, case 28)', () => {
  it('proposes a blank card for a joiner who ordered the same, on both rows', () => {
    const { rows } = leaving('zoe').holdsCard('zoe').employs('ada').plan();
    const [joiner, leaver] = rows;
    assert.deepEqual(joiner?.kind === 'joiner' && joiner.recycles, {
      cardId: 'card-zoe',
      leaverRowId: 'leaver:zoe',
      name: 'Zoe Byron',
    });
    assert.deepEqual(leaver?.kind === 'leaver' && leaver.cards[0]?.recipient, {
      rowId: 'joiner:ada',
      name: 'Ada Byron',
    });
  });

  it('gives each joiner one card at most and each card one joiner, in the order of the ids', () => {
    const plan = leaving('zoe')
      .holdsCard('zoe', { id: 'card-2' })
      .holdsCard('zoe', { id: 'card-1' })
      .knows('yan')
      .proves('yan', { kind: 'disabled', person: person('yan') })
      .holdsCard('yan', { id: 'card-3' })
      .holdsCard('yan', { id: 'card-4' })
      .employs('cleo')
      .employs('bob')
      .employs('ada')
      .plan();
    assert.deepEqual(pairsOf(plan), {
      recipients: [
        ['card-3', 'joiner:ada'],
        ['card-4', 'joiner:bob'],
        ['card-1', 'joiner:cleo'],
        ['card-2', null],
      ],
      recycles: [
        ['joiner:ada', 'card-3'],
        ['joiner:bob', 'card-4'],
        ['joiner:cleo', 'card-1'],
      ],
    });
  });

  it('leaves alone a printed card, one that is still on its way, and one of another kind', () => {
    for (const change of [{ printed: true }, { state: 'ordered' }, { sku: 'card-wood' }] as const) {
      const plan = leaving('zoe').holdsCard('zoe', change).employs('ada').plan();
      assert.deepEqual(pairsOf(plan), { recipients: [['card-zoe', null]], recycles: [['joiner:ada', null]] });
    }
  });

  it('gives nothing to somebody who orders no card, or who is hired later', () => {
    const order = { cardSku: null, licences: ['user'], accessories: [], sendLoginDetails: true, teamId: null };
    const none = [['card-zoe', null]];
    const world = () => leaving('zoe').holdsCard('zoe').employs('ada', { employeeHireDate: '2027-06-01T00:00:00Z' });
    assert.deepEqual(pairsOf(world().decides({ order }).plan()).recipients, none);
    assert.deepEqual(pairsOf(world().decides({ orderAheadDays: 7 }).plan()).recipients, none);
  });

  it('pairs also while removals are held', () => {
    const plan = leaving('zoe')
      .holdsCard('zoe')
      .employs('ada')
      .decides({ removalLimit: { count: 0, percent: 0 } })
      .plan();
    assert.ok(plan.held);
    assert.deepEqual(pairsOf(plan).recycles, [['joiner:ada', 'card-zoe']]);
  });
});
