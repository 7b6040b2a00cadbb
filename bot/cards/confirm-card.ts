/**
 * The card that asks what happens to the leavers' cards and for the number that releases held removals, and says what
 * cannot be undone, before that is approved (R24, R25, G3).
 */
import { type CardDecisions, isSelected, type PlanRecord, type Selection } from '../../src/approval.ts';
import type { CardChoice, Leaver, LeaverCard } from '../../src/plan/plan.ts';
import type { Words } from '../locales/words.ts';
import { clip } from './clip.ts';
import {
  type AdaptiveCard,
  type ChoiceSet,
  type Container,
  container,
  type Element,
  heading,
  text,
} from './elements.ts';
import { frame } from './frame.ts';
import { cardInput, decideOn, decisionsData, everyCardInput, execute, removalsInput } from './verbs.ts';
import type { View } from './view.ts';

/** Up to so many cards are asked about one by one; beyond, one choice counts for all. */
export const cardsAskedSingly = 8;

/** Reassigning is a choice for a card that has a recipient, never for all cards. */
const choicesForAll: readonly CardChoice[] = ['release', 'deactivate'];

export interface ConfirmQuestion {
  readonly record: PlanRecord;
  readonly selection: Selection;
  /** The leavers among the approved; when there are many, at least those with the first nine cards. */
  readonly leavers: readonly Leaver[];
  /** How many accounts the approval deletes for good. */
  readonly deletions: number;
  /** Choices that were made before; they come back with the answers. */
  readonly cards: CardDecisions;
  /** How many removals are held and must be typed to release them; null: none are, or no number is asked for. */
  readonly removals: number | null;
  /** A number was typed, and it was another one. */
  readonly mistyped: boolean;
  /** Offered first, as the settings say, where no joiner could get the card; null: a person must choose. */
  readonly suggestion: CardChoice | null;
}

interface Offered {
  readonly choice: CardChoice;
  readonly title: string;
}

const offer = (choices: readonly CardChoice[], words: Words): readonly Offered[] =>
  choices.map((choice) => ({ choice, title: words.say(`choice.${choice}`) }));

const ask = (
  id: string,
  label: string,
  suggestion: CardChoice | null,
  words: Words,
  offered: readonly Offered[] = offer(choicesForAll, words),
): ChoiceSet => ({
  type: 'Input.ChoiceSet',
  id,
  label,
  style: 'compact',
  isRequired: true,
  errorMessage: words.say('confirm.missing'),
  placeholder: words.say('confirm.choose'),
  choices: offered.map(({ choice, title }) => ({ title, value: choice })),
  ...(offered.some(({ choice }) => choice === suggestion) && suggestion !== null ? { value: suggestion } : {}),
});

const nameCard = (leaver: Leaver, card: LeaverCard, words: Words): string => {
  const printed = card.printed ? ` (${words.say('confirm.printed')})` : '';
  return `${clip(leaver.name, 60)} · ${clip(card.name, 40)}${printed}`;
};

/** The joiner who could get this card, when that joiner is approved too. */
const recipientOf = ({ recipient }: LeaverCard, selection: Selection): LeaverCard['recipient'] =>
  recipient && isSelected(selection, recipient.rowId) ? recipient : null;

/** Mobilo lets nobody else have a card with a name printed on it, so that releasing one would fail. */
const askAbout = (
  { selection, suggestion }: ConfirmQuestion,
  leaver: Leaver,
  card: LeaverCard,
  words: Words,
): ChoiceSet => {
  const name = nameCard(leaver, card, words);
  if (card.printed) return ask(cardInput(card.id), name, 'deactivate', words, offer(['deactivate'], words));
  const recipient = recipientOf(card, selection);
  if (!recipient) return ask(cardInput(card.id), name, suggestion, words);
  const title = words.say('choice.give-to', { name: clip(recipient.name, 60) });
  const offered: readonly Offered[] = [{ choice: 'reassign', title }, ...offer(choicesForAll, words)];
  return ask(cardInput(card.id), name, 'reassign', words, offered);
};

const cardsOf = (leavers: readonly Leaver[]) =>
  leavers.flatMap((leaver) => leaver.cards.map((card) => ({ leaver, card })));

const areAskedSingly = ({ leavers }: ConfirmQuestion): boolean => cardsOf(leavers).length <= cardsAskedSingly;

/** Said only where it is offered. */
const explainReassign = (question: ConfirmQuestion, words: Words) =>
  areAskedSingly(question) &&
  cardsOf(question.leavers).some(({ card }) => recipientOf(card, question.selection) !== null)
    ? [text(words.say('confirm.reassign'), { spacing: 'Small' })]
    : [];

const askAll = (question: ConfirmQuestion, words: Words) => {
  const { record, leavers, suggestion } = question;
  if (areAskedSingly(question))
    return cardsOf(leavers).map(({ leaver, card }) => askAbout(question, leaver, card, words));
  return [
    text(words.say('confirm.many', { limit: cardsAskedSingly })),
    ask(everyCardInput, words.say('confirm.all', { count: record.summary.counts.leaver }), suggestion, words),
  ];
};

/** That a deletion is for good is said before anything is asked, so that nobody confirms it by the way. */
const warnOfDeletions = ({ deletions }: ConfirmQuestion, words: Words): readonly Container[] =>
  deletions === 0
    ? []
    : [
        container([text(words.say('confirm.deletion', { count: deletions }), { weight: 'Bolder' })], {
          style: 'warning',
        }),
      ];

const holdsCards = ({ leavers }: ConfirmQuestion): boolean => leavers.some((leaver) => leaver.cards.length > 0);

const askForCards = (question: ConfirmQuestion, words: Words): readonly Element[] => {
  const warning = warnOfDeletions(question, words);
  if (!holdsCards(question))
    return warning.length > 0 ? [heading(words.say('confirm.title.deletion')), ...warning] : [];
  return [
    heading(words.say('confirm.title.cards')),
    ...warning,
    text(words.say('confirm.intro')),
    ...explainReassign(question, words),
    text(words.say('confirm.release'), { spacing: 'Small' }),
    text(words.say('confirm.deactivate'), { spacing: 'Small' }),
    ...askAll(question, words),
  ];
};

const askForNumber = ({ removals, mistyped }: ConfirmQuestion, words: Words): readonly Element[] => {
  if (removals === null) return [];
  const label = words.say('confirm.number', { count: removals });
  return [
    heading(words.say('confirm.held')),
    ...(mistyped ? [text(words.say('confirm.mistyped'), { color: 'Attention' })] : []),
    text(words.say('confirm.check-first')),
    { type: 'Input.Number', id: removalsInput, label, isRequired: true, errorMessage: label, min: 0 },
  ];
};

const speak = (question: ConfirmQuestion, words: Words): string => {
  if (question.removals !== null) return words.say('confirm.speak-held');
  const about = question.deletions > 0 && !holdsCards(question) ? 'deletion' : 'cards';
  return words.say(`confirm.speak.${about}`);
};

export const drawConfirm = (question: ConfirmQuestion, { words }: View): AdaptiveCard => {
  const { record, selection, cards } = question;
  const data = { ...decideOn(record, selection), ...decisionsData(cards, null) };
  return frame(
    speak(question, words),
    [...askForCards(question, words), ...askForNumber(question, words)],
    [
      execute('plan/confirm', words.say('action.confirm'), data, { style: 'positive' }),
      execute('plan/show', words.say('action.back'), { planId: record.id }, { associatedInputs: 'none' }),
    ],
  );
};
