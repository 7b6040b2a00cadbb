import { cardChoices } from '../src/plan/plan.ts';
import type { ChangeKind } from './api.ts';
import { type Blocker, countChoices } from './decision.ts';
import { describePrice } from './describe-order.ts';
import type { Formats } from './formats.ts';
import { countTicked } from './selection.ts';
import type { Draft } from './use-draft.ts';
import type { Words } from './words.ts';

const count = (draft: Draft, kind: ChangeKind): number => countTicked(draft.ticks, draft.plan.summary.counts, kind);

/** What approving the draft does, one short phrase per kind of change and one for the order. */
export const describeDraft = (draft: Draft, words: Words, formats: Formats): readonly string[] => {
  const phrase = (
    key: 'do.create' | 'do.update' | 'do.link' | 'do.remove' | 'do.delete',
    kind: ChangeKind,
  ): readonly string[] => {
    const number = count(draft, kind);
    return number === 0 ? [] : [words(key, { count: number, number: formats.number(number) })];
  };
  const price = draft.price.length === 0 ? [] : [words('do.order', { pools: describePrice(draft.price, formats) })];
  return [
    ...phrase('do.update', 'mover'),
    ...phrase('do.link', 'link'),
    ...phrase('do.create', 'joiner'),
    ...price,
    ...phrase('do.remove', 'leaver'),
    ...phrase('do.delete', 'deletion'),
  ];
};

/** What happens to the cards of the ticked leavers, such as `release 2 cards` and `deactivate 1 card`. */
export const describeCards = (draft: Draft, words: Words): readonly string[] => {
  const counts = countChoices(draft.cards, draft.ticks, draft.leavers ?? []);
  return cardChoices
    .filter((choice) => counts[choice] > 0)
    .map((choice) => words(`do.cards.${choice}`, { count: counts[choice] }));
};

/** Why the button is disabled, and what to do about it. */
export const describeBlocker = (blocker: Blocker, words: Words, formats: Formats): string => {
  switch (blocker.kind) {
    case 'nothing-ticked':
      return words('blocked.nothing-ticked');
    case 'removals-held':
      return words('blocked.removals-held', { count: blocker.removals });
    case 'leavers-loading':
      return words('blocked.leavers-loading');
    case 'cards-open':
      return words('blocked.cards-open', { count: blocker.cards, number: formats.number(blocker.cards) });
    case 'credits-short': {
      const pools = blocker.pools.map((pool) => `${pool.name} (${formats.number(pool.short)})`);
      return words('blocked.credits-short', { pools: formats.list(pools) });
    }
  }
};
