/** What somebody must know before deciding: held removals (guard G3) and a reading that was not complete (guard G1). */
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

export const drawWarnings = ({ held, source }: PlanSummary, words: Words): readonly Container[] => {
  const [problem] = source.problems;
  return [
    ...(held ? [warning(words.say('warning.held-title'), [text(explainHold(held, words), { spacing: 'Small' })])] : []),
    ...(source.complete
      ? []
      : [
          warning(words.say('warning.incomplete-title'), [
            text(words.say('warning.incomplete'), { spacing: 'Small' }),
            ...(problem ? [rich([run(clip(problem, 200), { isSubtle: true })], { spacing: 'Small' })] : []),
          ]),
        ]),
  ];
};
