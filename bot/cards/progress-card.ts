/** The card of an approved plan that is being applied. */
import type { PlanRecord } from '../../src/approval.ts';
import { drawDecision, sayDecision } from './decided-by.ts';
import { type AdaptiveCard, heading, openUrl, text } from './elements.ts';
import { frame } from './frame.ts';
import { countChanges } from './offers.ts';
import { planPage, type View } from './view.ts';

const cells = 10;

/** Ten cells at most, after the same fact in words: short enough for a screen reader to pass over. */
export const drawBar = (done: number, total: number): string => {
  const filled = total === 0 ? 0 : Math.floor((Math.min(done, total) / total) * cells);
  return '▓'.repeat(filled) + '░'.repeat(cells - filled);
};

export const drawProgress = (record: PlanRecord, { words, wizardUrl }: View): AdaptiveCard => {
  const running = record.run?.state === 'running';
  const done = record.run?.done ?? 0;
  const total = record.run?.total ?? countChanges(record.summary.counts);
  const sentence = words.say('progress.done', { done, count: total });
  return frame(
    `${sayDecision(record, words)}. ${sentence}.`,
    [
      heading(words.say(running ? 'progress.title' : 'progress.waiting')),
      ...drawDecision(record, words),
      text(sentence, { weight: 'Bolder' }),
      text(drawBar(done, total), { spacing: 'None' }),
      text(words.say('progress.stays'), { size: 'Small', isSubtle: true }),
    ],
    [openUrl(words.say('action.run'), wizardUrl(planPage(record.id)))],
  );
};
