/** Which leaver's card could go to which joiner, so that no new one need be bought. */
import type { Joiner, Leaver, LeaverCard, Row } from './plan.ts';
import { byText } from './world-view.ts';

interface Offer {
  readonly leaver: Leaver;
  readonly card: LeaverCard;
}

const sortById = <T extends { readonly id: string }>(values: readonly T[]): readonly T[] =>
  [...values].sort((a, b) => byText(a.id, b.id));

/** The blank active cards of the leavers, by what they are. */
const listOffers = (rows: readonly Row[], activeCards: ReadonlySet<string>): ReadonlyMap<string, Offer[]> => {
  const offers = new Map<string, Offer[]>();
  for (const leaver of sortById(rows.filter((row) => row.kind === 'leaver')))
    for (const card of sortById(leaver.cards)) {
      if (card.printed || !activeCards.has(card.id)) continue;
      const present = offers.get(card.sku);
      if (present) present.push({ leaver, card });
      else offers.set(card.sku, [{ leaver, card }]);
    }
  return offers;
};

const pair = (rows: readonly Row[], activeCards: ReadonlySet<string>): ReadonlyMap<Joiner, Offer> => {
  const offers = listOffers(rows, activeCards);
  const pairs = new Map<Joiner, Offer>();
  for (const joiner of sortById(rows.filter((row) => row.kind === 'joiner'))) {
    const { cardSku } = joiner.order;
    const offer = cardSku === null ? undefined : offers.get(cardSku)?.shift();
    if (offer) pairs.set(joiner, offer);
  }
  return pairs;
};

/**
 * Says on both rows where a leaver's card could go to a joiner who ordered the same: one card each, in the order of the
 * rows' ids. A card with a name printed on it, or still on its way, goes to nobody. Removals that are held pair too.
 */
export const recycleCards = (rows: readonly Row[], activeCards: ReadonlySet<string>): readonly Row[] => {
  const pairs = pair(rows, activeCards);
  const recipients = new Map([...pairs].map(([{ id, name }, { card }]) => [card.id, { rowId: id, name }]));
  return rows.map((row) => {
    if (row.kind === 'leaver')
      return { ...row, cards: row.cards.map((card) => ({ ...card, recipient: recipients.get(card.id) ?? null })) };
    if (row.kind !== 'joiner') return row;
    const offer = pairs.get(row);
    const recycles = offer && { cardId: offer.card.id, leaverRowId: offer.leaver.id, name: offer.leaver.name };
    return { ...row, recycles: recycles ?? null };
  });
};

/** The rows as they are of themselves: who could get whose card hangs on everybody else. */
export const withoutPairs = (rows: readonly Row[]): readonly Row[] => recycleCards(rows, new Set());
