/** What a decision about leavers' cards makes of the orders of joiners: whoever gets a leaver's card needs no new one. */
import { type CardDecisions, choiceFor } from '../approval.ts';
import type { Change } from './plan.ts';

/** The cards that pass on, by the row of the joiner who gets them: chosen for that, and both rows are approved. */
export const findHandovers = (changes: readonly Change[], cards: CardDecisions): ReadonlyMap<string, string> => {
  const joiners = new Set(changes.filter(({ kind }) => kind === 'joiner').map(({ id }) => id));
  const given = changes.flatMap((change) => (change.kind === 'leaver' ? change.cards : []));
  return new Map(
    given.flatMap(({ id, recipient }) =>
      recipient && joiners.has(recipient.rowId) && choiceFor(cards, id) === 'reassign' ? [[recipient.rowId, id]] : [],
    ),
  );
};

/** The approved changes with what they really order: no card for a joiner who gets a leaver's. */
export const withEffectiveOrders = (changes: readonly Change[], cards: CardDecisions): readonly Change[] => {
  const handovers = findHandovers(changes, cards);
  return changes.map((change) =>
    change.kind === 'joiner' && handovers.has(change.id)
      ? { ...change, order: { ...change.order, cardSku: null } }
      : change,
  );
};
