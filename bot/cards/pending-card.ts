/** The card that asks for a decision. */
import type { PlanRecord } from '../../src/approval.ts';
import type { PlanSummary } from '../../src/plan/plan.ts';
import type { Words } from '../locales/words.ts';
import { type Action, type AdaptiveCard, type Element, heading, openUrl, text } from './elements.ts';
import { drawFirst, offerTheSame } from './first-approval.ts';
import { frame } from './frame.ts';
import { moment } from './moment.ts';
import { countChanges, isShort, makeOffers, type Offer } from './offers.ts';
import { drawCredits } from './pending-credits.ts';
import { drawRows } from './pending-rows.ts';
import { drawWarnings } from './pending-warnings.ts';
import { decideOn, execute } from './verbs.ts';
import { creditsPage, planPage, type View } from './view.ts';

const countedKinds = ['joiner', 'mover', 'leaver', 'link', 'conflict'] as const;

/** "12 joiners", "7 movers", "3 leavers": kinds without rows are not named. */
const nameCounts = (counts: PlanSummary['counts'], words: Words): readonly string[] =>
  countedKinds.filter((kind) => counts[kind] > 0).map((kind) => words.say(`count.${kind}`, { count: counts[kind] }));

const drawCounts = ({ counts }: PlanSummary, words: Words): readonly Element[] => {
  const nothing = countChanges(counts) === 0 ? [words.say('count.nothing')] : [];
  const named = nameCounts(counts, words).join(' · ');
  return [...nothing, ...(named === '' ? [] : [named])].map((line) =>
    text(line, { weight: 'Bolder', spacing: 'Small' }),
  );
};

/** What a screen reader and a notification say. */
const speakPending = ({ counts }: PlanSummary, words: Words): string => {
  const count = countChanges(counts);
  if (count === 0) return words.say('count.nothing');
  return `${words.say('pending.speak', { count })} ${words.list(nameCounts(counts, words))}.`;
};

/** Teams shows so many buttons on a card at most. */
const mostActions = 5;

/** The updates alone are the first to go where there is no room; held removals, where a second person is waited for. */
const fitOffers = (offers: readonly Offer[], room: number, withHeld: boolean): readonly Offer[] => {
  const wanted = offers.filter((offer) => withHeld || offer.name !== 'approve-held');
  return wanted.length <= room ? wanted : wanted.filter((offer) => offer.name !== 'approve-updates').slice(0, room);
};

const drawActions = (record: PlanRecord, { words, role, wizardUrl }: View): readonly Action[] => {
  const review = openUrl(words.say('action.review'), wizardUrl(planPage(record.id)));
  if (role === 'colleague' || countChanges(record.summary.counts) === 0) return [review];
  const same = offerTheSame(record, words);
  const room = mostActions - same.length - (isShort(record.summary) ? 3 : 2);
  const approvals = fitOffers(makeOffers(record.summary), room, same.length === 0).map(
    ({ name, selection, count }, index) =>
      execute(
        'plan/approve',
        words.say(`action.${name}`, { count }),
        decideOn(record, selection),
        index === 0 && name !== 'approve-held' ? { style: 'positive' } : {},
      ),
  );
  const addCredits = isShort(record.summary) ? [openUrl(words.say('action.add-credits'), wizardUrl(creditsPage))] : [];
  const reject = execute('plan/reject', words.say('action.reject'), decideOn(record), { style: 'destructive' });
  return [...same, ...approvals, ...addCredits, reject, review];
};

const whoDecides = (record: PlanRecord, { words, role }: View): readonly Element[] => {
  if (countChanges(record.summary.counts) === 0 || role === 'administrator' || role === 'approver') return [];
  const sentence = role === 'colleague' ? words.say('pending.colleague') : words.say('pending.decide');
  return [text(sentence, { isSubtle: true, size: 'Small', spacing: 'Medium' })];
};

/** A plan that is proposed. A reader without a role sees the facts, no buttons, and who may decide. */
export const drawPending = (record: PlanRecord, view: View): AdaptiveCard => {
  const { words, role } = view;
  const { summary } = record;
  const when = words.say('pending.when', { made: moment(record.madeAt), expires: moment(record.expiresAt) });
  return frame(
    speakPending(summary, words),
    [
      heading(words.say('brand')),
      text(when, { size: 'Small', isSubtle: true, spacing: 'None' }),
      ...drawCounts(summary, words),
      ...drawFirst(record, words),
      ...drawWarnings(summary, words),
      ...drawRows(summary, words),
      ...drawCredits(summary, words),
      ...whoDecides(record, view),
    ],
    drawActions(record, view),
    role === null ? execute('plan/refresh', words.say('action.refresh'), { planId: record.id }) : undefined,
  );
};
