/** What somebody must know before deciding: held removals (G3), an incomplete reading (G1), strange groups (cases 31, 34, 38). */
import type { GroupReading } from '../../src/directory/directory.ts';
import type { Held, PlanSummary } from '../../src/plan/plan.ts';
import type { Words } from '../locales/words.ts';
import { clip } from './clip.ts';
import { type Container, container, type Element, rich, run, text } from './elements.ts';

const warning = (title: string, sentences: readonly Element[]): Container =>
  container([text(title, { weight: 'Bolder', color: 'Warning' }), ...sentences], { style: 'warning' });

const explainHold = ({ reason, removals, limit, groups }: Held, words: Words): string => {
  switch (reason) {
    case 'too-many-removals':
      return words.say('warning.too-many-removals', { count: removals, limit });
    case 'too-many-removals-in-a-day':
      return words.say('warning.too-many-removals-in-a-day', { limit });
    case 'group-collapsed':
      return words.say('warning.group-collapsed', { groups: words.list(groups) });
    case 'scope-changed':
      return words.say('warning.scope-changed', { groups: words.list(groups) });
    case 'incomplete-reading':
      return words.say('warning.held-incomplete');
  }
};

const groupsShown = 5;

/** What is strange about a group, or nothing. */
const describeGroup = (
  { displayName, lost, securityEnabled, dynamic }: GroupReading,
  words: Words,
): readonly string[] => {
  const group = clip(displayName, 60);
  if (lost !== null) return [words.say('warning.group-lost', { group })];
  return [
    ...(securityEnabled ? [] : [words.say('warning.group-converted', { group })]),
    ...(dynamic === 'paused' ? [words.say('warning.group-paused', { group })] : []),
  ];
};

const warnOfGroups = ({ groups }: PlanSummary['source'], words: Words): readonly Container[] => {
  const lines = groups.flatMap((group) => describeGroup(group, words));
  if (lines.length === 0) return [];
  const shown = lines.slice(0, groupsShown).map((line) => rich([run(line)], { spacing: 'Small' }));
  const more = lines.length - groupsShown;
  return [
    warning(words.say('warning.groups-title'), [
      ...shown,
      ...(more > 0 ? [text(words.say('pending.more', { count: more }), { spacing: 'Small' })] : []),
    ]),
  ];
};

export const drawWarnings = ({ held, source }: PlanSummary, words: Words): readonly Container[] => {
  const [problem] = source.problems;
  return [
    ...(held
      ? [warning(words.say('warning.held-title'), [rich([run(explainHold(held, words))], { spacing: 'Small' })])]
      : []),
    ...(source.complete
      ? []
      : [
          warning(words.say('warning.incomplete-title'), [
            text(words.say('warning.incomplete'), { spacing: 'Small' }),
            ...(problem ? [rich([run(clip(problem, 200), { isSubtle: true })], { spacing: 'Small' })] : []),
          ]),
        ]),
    ...warnOfGroups(source, words),
  ];
};
