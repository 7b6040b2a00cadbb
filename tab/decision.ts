/** What stands between a person and the approve button. Pure; the server decides again by its own record. */
import { choiceFor } from '../src/approval.ts';
import type { CardChoice } from '../src/plan/plan.ts';
import type { Approval, Leaver, Plan, PoolNeed } from './api.ts';
import { type Counts, countAllTicked, countTicked, isTicked, type Ticks } from './selection.ts';

export type { CardChoice };
export type CardDecisions = Approval['cards'];

export const chooseForCard = (cards: CardDecisions, cardId: string, choice: CardChoice): CardDecisions => ({
  ...cards,
  byCard: { ...cards.byCard, [cardId]: choice },
});

/** One choice for every card; what was chosen card by card is overruled. */
export const chooseForAll = (choice: CardChoice | null): CardDecisions => ({ byCard: {}, others: choice });

type Card = Leaver['cards'][number];

/** What happens to a card, or null when nobody has chosen. A card with a name printed on it can go to nobody else. */
export const choiceOf = (cards: CardDecisions, card: Card): CardChoice | null =>
  card.printed ? 'deactivate' : choiceFor(cards, card.id);

const tickedCards = (ticks: Ticks, leavers: readonly Leaver[]): readonly Card[] =>
  leavers.filter((row) => isTicked(ticks, row)).flatMap((row) => row.cards);

/** What is sent: the choices for cards of ticked leavers, printed ones named, and nothing about other cards. */
export const keepTicked = (cards: CardDecisions, ticks: Ticks, leavers: readonly Leaver[]): CardDecisions => {
  const named = tickedCards(ticks, leavers).filter((card) => card.printed || cards.byCard[card.id] !== undefined);
  return {
    ...cards,
    byCard: Object.fromEntries(named.map((card) => [card.id, choiceOf(cards, card) ?? 'deactivate'])),
  };
};

/** How many cards of ticked leavers get each choice. `open` have none yet. */
export const countChoices = (
  cards: CardDecisions,
  ticks: Ticks,
  leavers: readonly Leaver[],
): Readonly<Record<CardChoice | 'open', number>> => {
  const counts = { reassign: 0, release: 0, deactivate: 0, open: 0 };
  for (const card of tickedCards(ticks, leavers)) counts[choiceOf(cards, card) ?? 'open'] += 1;
  return counts;
};

export type Blocker =
  | { readonly kind: 'nothing-ticked' }
  | { readonly kind: 'removals-held'; readonly removals: number }
  | { readonly kind: 'leavers-loading' }
  | { readonly kind: 'cards-open'; readonly cards: number }
  | { readonly kind: 'credits-short'; readonly pools: readonly PoolNeed[] };

/** Held removals are released when they are approved; those of an incomplete reading by nobody. */
export const isBeyondRelease = ({ summary }: Plan): boolean => summary.held?.reason === 'incomplete-reading';

/** The first reason why the ticked changes cannot be approved, or null. `leavers` is undefined until they are read. */
export const findBlocker = (draft: {
  readonly plan: Plan;
  readonly ticks: Ticks;
  readonly cards: CardDecisions;
  readonly leavers: readonly Leaver[] | undefined;
  readonly price: readonly PoolNeed[];
}): Blocker | null => {
  const counts: Counts = draft.plan.summary.counts;
  if (countAllTicked(draft.ticks, counts) === 0) return { kind: 'nothing-ticked' };
  const leavers = countTicked(draft.ticks, counts, 'leaver');
  const removals = leavers + countTicked(draft.ticks, counts, 'deletion');
  if (removals > 0 && isBeyondRelease(draft.plan)) return { kind: 'removals-held', removals };
  if (leavers > 0 && !draft.leavers) return { kind: 'leavers-loading' };
  const { open } = countChoices(draft.cards, draft.ticks, draft.leavers ?? []);
  if (leavers > 0 && open > 0) return { kind: 'cards-open', cards: open };
  const pools = draft.price.filter((pool) => pool.short > 0);
  return pools.length > 0 ? { kind: 'credits-short', pools } : null;
};
