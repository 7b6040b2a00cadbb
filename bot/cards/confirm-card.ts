/** The card that asks what happens to the leavers' cards, and says what cannot be undone, before that is approved (R24, R25). */
import type { PlanRecord, Selection } from '../../src/approval.ts';
import type { CardChoice, Leaver, LeaverCard } from '../../src/plan/plan.ts';
import type { Words } from '../locales/words.ts';
import { clip } from './clip.ts';
import { type AdaptiveCard, type ChoiceSet, type Container, container, heading, text } from './elements.ts';
import { frame } from './frame.ts';
import { cardInput, decideOn, everyCardInput, execute } from './verbs.ts';
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
  /** Offered first, as the settings say; null: a person must choose. */
  readonly suggestion: CardChoice | null;
}

const ask = (
  id: string,
  label: string,
  suggestion: CardChoice | null,
  words: Words,
  offered: readonly CardChoice[] = choicesForAll,
): ChoiceSet => ({
  type: 'Input.ChoiceSet',
  id,
  label,
  style: 'compact',
  isRequired: true,
  errorMessage: words.say('confirm.missing'),
  placeholder: words.say('confirm.choose'),
  choices: offered.map((choice) => ({ title: words.say(`choice.${choice}`), value: choice })),
  ...(suggestion === null ? {} : { value: suggestion }),
});

const nameCard = (leaver: Leaver, card: LeaverCard, words: Words): string => {
  const printed = card.printed ? ` (${words.say('confirm.printed')})` : '';
  return `${clip(leaver.name, 60)} · ${clip(card.name, 40)}${printed}`;
};

/** Mobilo lets nobody else have a card with a name printed on it, so that releasing one would fail. */
const askAbout = (leaver: Leaver, card: LeaverCard, suggestion: CardChoice | null, words: Words): ChoiceSet => {
  const name = nameCard(leaver, card, words);
  if (card.printed) return ask(cardInput(card.id), name, 'deactivate', words, ['deactivate']);
  return ask(cardInput(card.id), name, suggestion, words);
};

const askAll = ({ record, leavers, suggestion }: ConfirmQuestion, words: Words) => {
  const asked = leavers.flatMap((leaver) => leaver.cards.map((card) => ({ leaver, card })));
  if (asked.length <= cardsAskedSingly)
    return asked.map(({ leaver, card }) => askAbout(leaver, card, suggestion, words));
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

export const drawConfirm = (question: ConfirmQuestion, { words }: View): AdaptiveCard => {
  const { record, selection, leavers, deletions } = question;
  const warning = warnOfDeletions(question, words);
  const about = deletions > 0 && leavers.every(({ cards }) => cards.length === 0) ? 'deletion' : 'cards';
  const asked = [
    text(words.say('confirm.intro')),
    text(words.say('confirm.release'), { spacing: 'Small' }),
    text(words.say('confirm.deactivate'), { spacing: 'Small' }),
    ...askAll(question, words),
  ];
  return frame(
    words.say(`confirm.speak.${about}`),
    [heading(words.say(`confirm.title.${about}`)), ...warning, ...(about === 'cards' ? asked : [])],
    [
      execute('plan/confirm', words.say('action.confirm'), decideOn(record, selection), { style: 'positive' }),
      execute('plan/show', words.say('action.back'), { planId: record.id }, { associatedInputs: 'none' }),
    ],
  );
};
