import assert from 'node:assert/strict';
import type { Leaver, Plan } from './api.ts';
import {
  chooseForAll,
  chooseForCard,
  countChoices,
  countRecyclable,
  countSaved,
  findBlocker,
  keepTicked,
  suggestCards,
} from './decision.ts';
import { priceTicked, tickEverything, tickKind, tickRows } from './selection.ts';
import { makePlan, makePools } from './stand-in/sample-plan.ts';
import { makeRows } from './stand-in/sample-rows.ts';

const rows = makeRows({ joiners: 4, movers: 1, leavers: 3, links: 0 });
const leavers = rows.filter((row): row is Leaver => row.kind === 'leaver');
const [plain, double] = leavers;
assert.ok(plain && double);
const pools = makePools(() => 100);
const plan = makePlan(rows, pools);
const all = tickEverything(false);
const undecided = chooseForAll(null);

const blockerOf = (change: Partial<Parameters<typeof findBlocker>[0]>, of: Plan = plan) =>
  findBlocker({ plan: of, ticks: all, cards: undecided, leavers, price: [], ...change });

describe('the choices for leavers’ cards', () => {
  it('are open until somebody chooses', () => {
    assert.deepEqual(countChoices(undecided, all, leavers), { reassign: 0, release: 0, deactivate: 1, open: 2 });
  });

  it('can be made for all at once, and for one card otherwise', () => {
    const cards = chooseForCard(chooseForAll('release'), 'card-0-a', 'deactivate');
    assert.deepEqual(countChoices(cards, all, leavers), { reassign: 0, release: 1, deactivate: 2, open: 0 });
  });

  it('are to deactivate for a printed card, whatever is chosen for all', () => {
    assert.deepEqual(keepTicked(chooseForAll('release'), all, leavers), {
      byCard: { 'card-1-b': 'deactivate' },
      others: 'release',
    });
  });

  it('count only for leavers that are ticked', () => {
    const ticks = tickRows(all, [double], false, plan.summary.counts);
    assert.deepEqual(countChoices(undecided, ticks, leavers), { reassign: 0, release: 0, deactivate: 0, open: 1 });
  });

  it('are sent only for leavers that are ticked', () => {
    const ticks = tickRows(all, [double], false, plan.summary.counts);
    const cards = chooseForCard(chooseForCard(undecided, 'card-0-a', 'release'), 'card-1-a', 'deactivate');
    assert.deepEqual(keepTicked(cards, ticks, leavers), { byCard: { 'card-0-a': 'release' }, others: null });
  });
});

describe('a card that a joiner could get (R25)', () => {
  const recipient = { rowId: 'joiner:0', name: 'Ada Byron' };
  const recycling = leavers.map((leaver) => ({
    ...leaver,
    cards: leaver.cards.map((card) => (card.id === 'card-0-a' ? { ...card, recipient } : card)),
  }));
  const [joiner] = rows;
  assert.ok(joiner?.kind === 'joiner');
  const withoutJoiner = tickRows(all, [joiner], false, plan.summary.counts);

  it('goes there unless somebody chooses otherwise, whatever is suggested for the others', () => {
    assert.deepEqual(keepTicked(suggestCards('release'), all, recycling), {
      byCard: { 'card-0-a': 'reassign', 'card-1-b': 'deactivate' },
      others: 'release',
    });
    assert.deepEqual(countChoices(suggestCards('reassign'), all, recycling), {
      reassign: 1,
      release: 0,
      deactivate: 1,
      open: 1,
    });
    const otherwise = chooseForCard(suggestCards('release'), 'card-0-a', 'deactivate');
    assert.equal(keepTicked(otherwise, all, recycling).byCard['card-0-a'], 'deactivate');
    assert.deepEqual(keepTicked(chooseForAll('release'), all, recycling).byCard, { 'card-1-b': 'deactivate' });
  });

  it('goes nowhere when that joiner is not ticked: then it is as the others', () => {
    for (const cards of [suggestCards('release'), chooseForCard(chooseForAll('release'), 'card-0-a', 'reassign')])
      assert.equal(countChoices(cards, withoutJoiner, recycling).reassign, 0);
    assert.deepEqual([countRecyclable(all, recycling), countRecyclable(withoutJoiner, recycling)], [1, 0]);
    assert.deepEqual(
      keepTicked(chooseForCard(chooseForAll('release'), 'card-0-a', 'reassign'), withoutJoiner, recycling),
      { byCard: { 'card-0-a': 'release', 'card-1-b': 'deactivate' }, others: 'release' },
    );
  });

  it('saves its credit in the price', () => {
    const metal = (saved: ReadonlyMap<string, number>) =>
      priceTicked(all, plan.summary.need, pools, saved).find(({ sku }) => sku === 'card-metal')?.needed;
    assert.equal(metal(countSaved(chooseForAll('release'), all, recycling)), 3);
    assert.equal(metal(countSaved(suggestCards('release'), all, recycling)), 2);
  });
});

describe('what stands in the way of approving', () => {
  it('is nothing when every card has a choice and the credits suffice', () => {
    assert.equal(blockerOf({ cards: chooseForAll('release') }), null);
  });

  it('is that nothing is ticked', () => {
    const none = (['joiner', 'mover', 'leaver'] as const).reduce((ticks, kind) => tickKind(ticks, kind, false), all);
    assert.deepEqual(blockerOf({ ticks: none }), { kind: 'nothing-ticked' });
  });

  it('is a removal of an incomplete reading, and no other one that is held: those are released in the dialog (G3)', () => {
    const heldFor = (reason: 'too-many-removals' | 'incomplete-reading') =>
      blockerOf(
        { cards: chooseForAll('release') },
        makePlan(rows, pools, { held: { reason, removals: 3, limit: 2, groups: [] } }),
      );
    assert.deepEqual(heldFor('incomplete-reading'), { kind: 'removals-held', removals: 3 });
    assert.equal(heldFor('too-many-removals'), null);
  });

  it('is that the leavers’ cards are not known yet', () => {
    assert.deepEqual(blockerOf({ leavers: undefined }), { kind: 'leavers-loading' });
  });

  it('is a card without a choice', () => {
    assert.deepEqual(blockerOf({}), { kind: 'cards-open', cards: 2 });
  });

  it('is a pool that is short, by name and number', () => {
    const few = makePools((sku) => (sku === 'card-metal' ? 1 : 100));
    const price = priceTicked(all, plan.summary.need, few);
    const blocker = blockerOf({ cards: chooseForAll('release'), price });
    assert.equal(blocker?.kind, 'credits-short');
    assert.deepEqual(
      blocker.pools.map(({ name, short }) => [name, short]),
      [['Metal', 2]],
    );
  });
});
