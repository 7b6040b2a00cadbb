/** The cards of plans on which nobody can decide any more and that changed nothing. */
import type { PlanRecord } from '../../src/approval.ts';
import { clip } from './clip.ts';
import { drawDecision, sayDecision } from './decided-by.ts';
import { type AdaptiveCard, heading, openUrl, rich, run, text } from './elements.ts';
import { frame } from './frame.ts';
import { moment } from './moment.ts';
import { planPage, type View } from './view.ts';

export const drawRejected = (record: PlanRecord, { words, wizardUrl }: View): AdaptiveCard => {
  const reason = record.decision?.action === 'reject' ? record.decision.reason : null;
  return frame(
    `${sayDecision(record, words)}.`,
    [
      heading(words.say('rejected.title')),
      ...drawDecision(record, words),
      ...(reason ? [rich([run(words.say('rejected.reason', { reason: clip(reason, 300) }))])] : []),
      text(words.say('rejected.unchanged')),
    ],
    [openUrl(words.say('action.run'), wizardUrl(planPage(record.id)))],
  );
};

export const drawExpired = (record: PlanRecord, { words, wizardUrl }: View): AdaptiveCard =>
  frame(
    `${words.say('expired.title')}.`,
    [heading(words.say('expired.title')), text(words.say('expired.text', { when: moment(record.expiresAt) }))],
    [openUrl(words.say('action.open'), wizardUrl())],
  );

export const drawSuperseded = (_record: PlanRecord, { words, wizardUrl }: View): AdaptiveCard =>
  frame(
    `${words.say('superseded.title')}.`,
    [heading(words.say('superseded.title')), text(words.say('superseded.text'))],
    [openUrl(words.say('action.open'), wizardUrl())],
  );
