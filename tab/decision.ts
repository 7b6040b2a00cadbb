/** What stands between a person and the approve button. Pure; the server decides again by its own record. */
import { choiceFor } from '../src/approval.ts';
import type { CardChoice } from '../src/plan/plan.ts';
import type { Approval, Leaver, Plan, PoolNeed } from './api.ts';
import { type Counts, countAllTicked, countTicked, isTicked, type Ticks } from './selection.ts';

export type { CardChoice };

/** The choices so far. Printed cards and hand-overs are written out only when they are sent. */
export interface CardDecisions {
  readonly byCard: Approval['cards']['byCard'];
  readonly others: CardChoice | null;
  /** Cards without a choice of their own go to joiners where they can. */
  readonly recycles: boolean;
}

export const chooseForCard = (cards: CardDecisions, cardId: string, choice: CardChoice): CardDecisions => ({
  ...cards,
  byCard: { ...cards.byCard, [cardId]: choice },
});

/** One choice for every card, those that go to joiners aside; what was chosen card by card is overruled. */
export const chooseForAll = (choice: CardChoice | null, recycles = false): CardDecisions => ({
  byCard: {},
  others: choice,
  recycles,
});

/** How a draft begins: cards go to joiners where they can, the others as the settings suggest (R25). */
export const suggestCards = (suggestion: CardChoice | null): CardDecisions =>
  chooseForAll(suggestion === 'reassign' ? null : suggestion, true);

type Card = Leaver['cards'][number];

/** The joiner who could get this card, as long as that joiner is ticked. */
export const recipientOf = ({ recipient }: Card, ticks: Ticks): Card['recipient'] =>
  recipient && isTicked(ticks, { kind: 'joiner', id: recipient.rowId }) ? recipient : null;

/**
 * What happens to a card, or null when nobody has chosen. A card with a name printed on it can go to nobody else, and
 * none goes to a joiner who is not ticked.
 */
export const choiceOf = (cards: CardDecisions, card: Card, ticks: Ticks): CardChoice | null => {
  if (card.printed) return 'deactivate';
  const mayPassOn = recipientOf(card, ticks) !== null;
  const own = choiceFor({ byCard: cards.byCard, others: null }, card.id);
  if (own !== null && (own !== 'reassign' || mayPassOn)) return own;
  return cards.recycles && mayPassOn ? 'reassign' : cards.others;
};

const tickedCards = (ticks: Ticks, leavers: readonly Leaver[]): readonly Card[] =>
  leavers.filter((row) => isTicked(ticks, row)).flatMap((row) => row.cards);

/** What is sent: the choices for cards of ticked leavers that are not as for all others, and nothing about other cards. */
export const keepTicked = (cards: CardDecisions, ticks: Ticks, leavers: readonly Leaver[]): Approval['cards'] => {
  const chosen = tickedCards(ticks, leavers).flatMap((card) => {
    const choice = choiceOf(cards, card, ticks);
    const isNamed = card.printed || cards.byCard[card.id] !== undefined || choice !== cards.others;
    return choice !== null && isNamed ? [[card.id, choice] as const] : [];
  });
  return { byCard: Object.fromEntries(chosen), others: cards.others };
};

/** How many cards of ticked leavers could go to ticked joiners. */
export const countRecyclable = (ticks: Ticks, leavers: readonly Leaver[]): number =>
  tickedCards(ticks, leavers).filter((card) => recipientOf(card, ticks) !== null).length;

/** The credits that need not be spent because cards go to joiners, by pool. */
export const countSaved = (
  cards: CardDecisions,
  ticks: Ticks,
  leavers: readonly Leaver[],
): ReadonlyMap<string, number> => {
  const saved = new Map<string, number>();
  for (const card of tickedCards(ticks, leavers))
    if (choiceOf(cards, card, ticks) === 'reassign') saved.set(card.sku, (saved.get(card.sku) ?? 0) + 1);
  return saved;
};

/** How many cards of ticked leavers get each choice. `open` have none yet. */
export const countChoices = (
  cards: CardDecisions,
  ticks: Ticks,
  leavers: readonly Leaver[],
): Readonly<Record<CardChoice | 'open', number>> => {
  const counts = { reassign: 0, release: 0, deactivate: 0, open: 0 };
  for (const card of tickedCards(ticks, leavers)) counts[choiceOf(cards, card, ticks) ?? 'open'] += 1;
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
