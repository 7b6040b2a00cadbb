/** The card of a plan whose run has ended: done, skipped and why, failed and what to do, cost (R27). */
import { outcomes, type Receipt } from '../../src/apply/receipt.ts';
import type { PlanRecord } from '../../src/approval.ts';
import { changeKinds } from '../../src/plan/plan.ts';
import type { Words } from '../locales/words.ts';
import { clip } from './clip.ts';
import { drawDecision } from './decided-by.ts';
import {
  type Action,
  type AdaptiveCard,
  type Element,
  heading,
  openUrl,
  rich,
  run,
  type Tone,
  text,
} from './elements.ts';
import { frame } from './frame.ts';
import { moment } from './moment.ts';
import { drawCost } from './receipt-cost.ts';
import { drawTroubles } from './receipt-items.ts';
import { execute } from './verbs.ts';
import { planPage, type View } from './view.ts';

const nameOutcomes = ({ counts }: Receipt, words: Words): readonly string[] =>
  outcomes
    .filter((outcome) => counts[outcome] > 0 || outcome === 'done')
    .map((outcome) => words.say(`outcome.${outcome}`, { count: counts[outcome] }));

const nameKinds = ({ byKind }: Receipt, words: Words): readonly string[] =>
  changeKinds.filter((kind) => byKind[kind] > 0).map((kind) => words.say(`done.${kind}`, { count: byKind[kind] }));

interface Ending {
  readonly title: string;
  readonly tone: Tone;
}

const nameEnding = (record: PlanRecord, receipt: Receipt, words: Words): Ending => {
  if (record.run?.state === 'stopped') return { title: words.say('receipt.stopped'), tone: 'Attention' };
  return receipt.complete
    ? { title: words.say('receipt.complete'), tone: 'Good' }
    : { title: words.say('receipt.incomplete'), tone: 'Warning' };
};

const drawEnding = (record: PlanRecord, receipt: Receipt, words: Words): readonly Element[] => {
  const stopped = record.run?.stopped;
  const finishedAt = receipt.finishedAt ?? record.run?.finishedAt;
  const when = finishedAt ? words.say('receipt.finished', { when: moment(finishedAt) }) : null;
  return [
    ...(when ? [text(when, { size: 'Small', isSubtle: true, spacing: 'None' })] : []),
    ...(stopped ? [rich([run(clip(stopped, 300))])] : []),
  ];
};

const drawActions = (record: PlanRecord, { words, role, wizardUrl }: View): readonly Action[] => {
  const open = openUrl(words.say('action.receipt'), wizardUrl(planPage(record.id)));
  if (record.run?.state !== 'stopped' || role === 'colleague') return [open];
  return [execute('plan/resume', words.say('action.resume'), { planId: record.id }, { style: 'positive' }), open];
};

/** A stopped run offers to go on, to everybody but those who may not. */
export const drawReceipt = (record: PlanRecord, receipt: Receipt, view: View): AdaptiveCard => {
  const { words } = view;
  const { title, tone } = nameEnding(record, receipt, words);
  const outcomesOf = nameOutcomes(receipt, words);
  const kinds = nameKinds(receipt, words).join(' · ');
  return frame(
    `${title}. ${words.list(outcomesOf)}.`,
    [
      heading(title, tone),
      ...drawDecision(record, words),
      ...drawEnding(record, receipt, words),
      text(outcomesOf.join(' · '), { weight: 'Bolder' }),
      ...(kinds === '' ? [] : [text(kinds, { isSubtle: true, spacing: 'None' })]),
      ...drawTroubles(receipt, words),
      drawCost(receipt, words),
    ],
    drawActions(record, view),
  );
};
