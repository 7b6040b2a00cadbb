/** What one approved change does in Mobilo, step by step. The order is the order of execution. */
import { type CardDecisions, choiceFor } from '../approval.ts';
import { findHandovers } from '../plan/handover.ts';
import type { Change, ChangeKind, Difference, Joiner, Leaver, LeaverCard } from '../plan/plan.ts';
import { skusOf } from '../plan/price.ts';
import type { StepKind } from './receipt.ts';

export interface PlannedStep {
  readonly rowId: string;
  readonly kind: StepKind;
  /** The account or card the step is about; null where the step before makes it. */
  readonly target: string | null;
  /** Deterministic, so that a repeated call is recognised as the same one (law 4). */
  readonly key: string;
}

/** R28: links and updates first, then joiners, leavers and what is left of them last. */
export const executionOrder: readonly ChangeKind[] = ['link', 'mover', 'joiner', 'leaver', 'deletion'];

type Draft = readonly [kind: StepKind, target: string | null];

const changesState = (difference: Difference): boolean => difference.field === 'state';

/** A card with a name printed on it can go to nobody else: it is deactivated also where all cards are to be released. */
const isReleased = (card: LeaverCard, cards: CardDecisions): boolean =>
  !card.printed && choiceFor(cards, card.id) === 'release';

/** What passes on from leavers to joiners is done in the joiner's row; nothing is ordered where nothing is left to order. */
interface Choices {
  readonly cards: CardDecisions;
  readonly handovers: ReadonlyMap<string, string>;
}

const draftsOfJoiner = (joiner: Joiner, { handovers }: Choices): readonly Draft[] => {
  const cardId = handovers.get(joiner.id);
  const drafts: Draft[] = [['create-account', null]];
  if (cardId !== undefined) drafts.push(['reassign-card', cardId]);
  if (skusOf(joiner).length > 0) drafts.push(['place-order', null]);
  return drafts;
};

/** The card first, the account second: deactivating the account would take its cards with it (R24). */
const draftsOfLeaver = (leaver: Leaver, { cards, handovers }: Choices): readonly Draft[] => {
  const passedOn = new Set(handovers.values());
  return [
    ...leaver.cards
      .filter((card) => !passedOn.has(card.id))
      .map((card): Draft => [isReleased(card, cards) ? 'release-card' : 'deactivate-card', card.id]),
    ['deactivate-account', leaver.accountId],
  ];
};

const draftsOf = (change: Change, choices: Choices): readonly Draft[] => {
  switch (change.kind) {
    case 'joiner':
      return draftsOfJoiner(change, choices);
    case 'mover': {
      const drafts: Draft[] = [];
      if (!change.differences.every(changesState)) drafts.push(['update-account', change.accountId]);
      if (change.differences.some(changesState)) drafts.push(['reactivate-account', change.accountId]);
      return drafts;
    }
    case 'link': {
      const drafts: Draft[] = [['link-account', change.accountId]];
      if (change.differences.some(changesState)) drafts.push(['reactivate-account', change.accountId]);
      return drafts;
    }
    case 'deletion':
      return [['delete-account', change.accountId]];
    case 'leaver':
      return draftsOfLeaver(change, choices);
  }
};

/** Last of all, since a new photo gives the account another version, on which an update would be stale. */
const photoDrafts = (change: Change): readonly Draft[] => {
  switch (change.kind) {
    case 'joiner':
      return change.photo ? [['set-photo', null]] : [];
    case 'mover':
    case 'link':
      return change.photo ? [['set-photo', change.accountId]] : [];
    case 'leaver':
    case 'deletion':
      return [];
  }
};

const stepsOfChange = (planId: string, change: Change, choices: Choices): readonly PlannedStep[] =>
  [...draftsOf(change, choices), ...photoDrafts(change)].map(([kind, target]) => ({
    rowId: change.id,
    kind,
    target,
    key: [planId, change.id, kind, target ?? ''].join('/'),
  }));

/** Updates that wait for an address come after the ones that free it. */
const inOrder = (changes: readonly Change[]): readonly Change[] => {
  const ordered: Change[] = [];
  const placed = new Set<string>();
  const byId = new Map(changes.map((change) => [change.id, change]));
  const place = (change: Change): void => {
    if (placed.has(change.id)) return;
    placed.add(change.id);
    if (change.kind === 'mover')
      for (const id of change.after) {
        const before = byId.get(id);
        if (before) place(before);
      }
    ordered.push(change);
  };
  for (const change of changes) place(change);
  return ordered;
};

/** Every step of the approved changes with their effective orders, in the order of execution. */
export const stepsOf = (planId: string, changes: readonly Change[], cards: CardDecisions): readonly PlannedStep[] => {
  const choices: Choices = { cards, handovers: findHandovers(changes, cards) };
  return executionOrder.flatMap((kind) =>
    inOrder(changes.filter((change) => change.kind === kind)).flatMap((change) =>
      stepsOfChange(planId, change, choices),
    ),
  );
};
