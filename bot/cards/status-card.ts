/** Is everything in order, what waits, and what may the reader do? Sentences rather than lights. */
import type { PlanRecord, Role } from '../../src/approval.ts';
import { type ErrorCode, SyncError } from '../../src/errors.ts';
import type { Health } from '../../src/health.ts';
import type { Words } from '../locales/words.ts';
import { clip } from './clip.ts';
import { type AdaptiveCard, type Element, heading, openUrl, rich, run, type Tone, text } from './elements.ts';
import { frame } from './frame.ts';
import { moment } from './moment.ts';
import { countChanges } from './offers.ts';
import type { View } from './view.ts';

export interface Status {
  readonly health: Health;
  readonly pending: PlanRecord | null;
  readonly role: Role;
}

type Check = Health['directory'];

const drawCheck = (name: string, { ok, sentence }: Check, words: Words): Element => {
  const tone: Tone = ok ? 'Good' : 'Attention';
  return rich([
    run(`${name}: `, { weight: 'Bolder' }),
    run(words.say(ok ? 'status.ok' : 'status.trouble'), { color: tone, weight: 'Bolder' }),
    run(`. ${clip(sentence, 300)}`, { isSubtle: true }),
  ]);
};

/** Readings that fail: since when, how often, why, and what helps (guard G6). */
const drawQuarantine = ({ quarantine }: Health, words: Words): readonly Element[] => {
  if (!quarantine) return [];
  const { failures, since, nextAt, code, why } = quarantine;
  return [
    text(words.say('status.quarantine', { count: failures, since: moment(since) }), {
      color: 'Attention',
      weight: 'Bolder',
    }),
    rich([run(clip(words.sayError(new SyncError(code as ErrorCode, why)), 300))], { spacing: 'None' }),
    text(words.say('status.quarantine-next', { when: moment(nextAt) }), { isSubtle: true, spacing: 'None' }),
  ];
};

const describePlan = (pending: PlanRecord | null, words: Words): string =>
  pending
    ? words.say('status.plan-waits', { count: countChanges(pending.summary.counts) })
    : words.say('status.no-plan');

export const drawStatus = ({ health, pending, role }: Status, { words, wizardUrl }: View): AdaptiveCard => {
  const trouble = !health.directory.ok || !health.mobilo.ok || health.quarantine !== null;
  const read = health.lastReadingAt === null ? words.say('status.never') : moment(health.lastReadingAt);
  return frame(
    `${words.say('status.title')}: ${words.say(trouble ? 'status.trouble' : 'status.ok')}. ${describePlan(pending, words)}`,
    [
      heading(words.say('status.title')),
      drawCheck(words.say('status.directory'), health.directory, words),
      drawCheck(words.say('status.mobilo'), health.mobilo, words),
      ...(health.automatic ? [drawCheck(words.say('status.automatic'), health.automatic, words)] : []),
      text(`**${words.say('status.reading')}:** ${read}`),
      ...drawQuarantine(health, words),
      text(`**${words.say('status.plan')}:** ${describePlan(pending, words)}`),
      text(`**${words.say('status.role')}:** ${words.say(`role.${role}`)}`),
    ],
    [openUrl(words.say('action.open'), wizardUrl())],
  );
};
