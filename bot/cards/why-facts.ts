/** The parts of the card that explains a person. What comes from the directory stands in rich text, never in Markdown. */
import type { AccountFacts } from '../../src/plan/explain.ts';
import type { FieldComparison } from '../../src/plan/explain-fields.ts';
import type { Explanation } from '../../src/why.ts';
import type { Words } from '../locales/words.ts';
import { clip } from './clip.ts';
import { describeDifference } from './describe-row.ts';
import { type Container, container, type Element, label, rich, run, text } from './elements.ts';

const pathsShown = 3;
const groupsShown = 4;
const accountsShown = 3;
const fieldsShown = 6;

const part = (title: string, items: readonly Element[]): Container =>
  container([label(title), ...items], { separator: true, spacing: 'Medium' });

const line = (words: string): Element => rich([run(words)], { spacing: 'Small' });

const more = (hidden: number, words: Words): readonly Element[] =>
  hidden > 0 ? [text(words.say('pending.more', { count: hidden }), { isSubtle: true, spacing: 'Small' })] : [];

/** A long way shows its two ends. */
const describePath = (path: Explanation['scope']['paths'][number]): string => {
  const names = path.map(({ displayName }) => clip(displayName, 40));
  const shown = names.length > groupsShown ? [...names.slice(0, 2), '…', ...names.slice(-1)] : names;
  return shown.join(' › ');
};

const describeOutside = ({ scope }: Explanation, words: Words): string => {
  switch (scope.verdict) {
    case 'exempt':
      return words.say('why.scope.exempt');
    case 'group-lost':
      return words.say('why.scope.group-lost', {
        groups: words.list(scope.lost.slice(0, groupsShown).map((name) => clip(name, 40))),
      });
    case 'in':
    case 'in-none':
      return words.say('why.scope.in-none', { count: scope.groups });
  }
};

export const drawScope = (explanation: Explanation, words: Words): Container => {
  const { paths, verdict } = explanation.scope;
  const shown = paths.slice(0, pathsShown).map((path) => line(describePath(path)));
  const outside = verdict === 'in' ? [] : [line(describeOutside(explanation, words))];
  return part(words.say('why.label.scope'), [...outside, ...shown, ...more(paths.length - shown.length, words)]);
};

const describeAccount = ({ email, state, role, linkedTo }: AccountFacts, words: Words): string =>
  [
    clip(email, 80),
    words.say(`why.account.${state}`),
    ...(role === 'admin' ? [words.say('why.account.admin')] : []),
    ...(linkedTo === 'this-person' ? [] : [words.say(`why.linked-to.${linkedTo}`)]),
  ].join(' · ');

export const drawAccount = ({ match, account }: Explanation, words: Words): Container => {
  const how = match.how === 'none' && account ? 'unlinked' : match.how;
  const shown = match.accounts
    .slice(0, accountsShown)
    .map((one) => rich([run(describeAccount(one, words), { isSubtle: true })], { spacing: 'Small' }));
  return part(words.say('why.label.account'), [
    line(words.say(`why.match.${how}`)),
    ...shown,
    ...more(match.accounts.length - shown.length, words),
  ]);
};

const isWorthTelling = ({ verdict, directory, mobilo }: FieldComparison): boolean =>
  verdict !== 'same' && (verdict !== 'never' || directory !== mobilo);

const drawField = ({ field, directory, mobilo, verdict }: FieldComparison, words: Words): Element => {
  const changes = verdict === 'update' || verdict === 'edited' || verdict === 'conflict';
  const shown = changes
    ? describeDifference({ field, from: mobilo, to: directory }, words)
    : `${words.say(`field.${field}`)}: ${mobilo === null ? words.say('mover.empty') : clip(mobilo, 32)}`;
  const remark = verdict === 'update' || verdict === 'same' ? null : words.say(`why.field.${verdict}`);
  return rich([run(shown), ...(remark === null ? [] : [run(` · ${remark}`, { isSubtle: true })])], {
    spacing: 'Small',
  });
};

/** What is written first, then what is left alone although it differs. */
export const drawDifferences = ({ comparison }: Explanation, words: Words): readonly Container[] => {
  const isWritten = ({ verdict }: FieldComparison) => verdict === 'update' || verdict === 'edited';
  const told = comparison.filter(isWorthTelling);
  const sorted = [...told.filter(isWritten), ...told.filter((field) => !isWritten(field))];
  if (sorted.length === 0) return [];
  const shown = sorted.slice(0, fieldsShown).map((field) => drawField(field, words));
  return [part(words.say('why.label.differences'), [...shown, ...more(sorted.length - shown.length, words)])];
};

export const drawEvidence = ({ evidence }: Explanation, words: Words): readonly Container[] => {
  if (evidence === null) return [];
  const { kind, deletedAt, why } = evidence;
  const since = deletedAt === null ? '' : ` ${words.say('leaver.since', { day: words.day(deletedAt) })}`;
  const reason = why === null ? [] : [rich([run(clip(why, 200), { isSubtle: true })], { spacing: 'Small' })];
  return [part(words.say('why.label.evidence'), [line(`${words.say(`why.evidence.${kind}`)}${since}`), ...reason])];
};

export const drawPending = ({ pending }: Explanation, words: Words): Container => {
  const says = pending === null ? 'none' : pending.agrees ? 'same' : 'other';
  return part(words.say('why.label.plan'), [line(words.say(`why.pending.${says}`))]);
};
