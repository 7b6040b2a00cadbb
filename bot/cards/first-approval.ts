/** What a pending card says when somebody has approved held removals, and offers to the second person (guard G3). */
import type { PlanRecord } from '../../src/approval.ts';
import type { Words } from '../locales/words.ts';
import { clip } from './clip.ts';
import { container, type Element, type ExecuteAction, rich, run, text } from './elements.ts';
import { decideOn, decisionsData, execute } from './verbs.ts';

/** A button carries so much at most; a longer selection or list of choices is for the wizard. */
const mostCarried = 100;

export const drawFirst = ({ firstApproval }: PlanRecord, words: Words): readonly Element[] => {
  if (!firstApproval) return [];
  const { by, replaces } = firstApproval;
  const sentence = words.say('first.approved', { name: clip(by.name, 80) });
  const instead = replaces && words.say('first.replaces', { name: clip(replaces.name, 80) });
  return [
    container(
      [
        rich([run(sentence, { weight: 'Bolder' })]),
        ...(instead ? [rich([run(instead)], { spacing: 'Small' })] : []),
        text(words.say('first.needs-second'), { spacing: 'Small' }),
      ],
      { style: 'warning' },
    ),
  ];
};

/** Approving the same as the first person, card choices included; nothing where that is too long for a button. */
export const offerTheSame = (record: PlanRecord, words: Words): readonly ExecuteAction[] => {
  const first = record.firstApproval;
  if (!first) return [];
  const { selection, cards, confirmedRemovals } = first;
  const rows = typeof selection === 'object' && 'rows' in selection ? selection.rows.length : 0;
  if (rows + Object.keys(cards.byCard).length > mostCarried) return [];
  const data = { ...decideOn(record, selection), ...decisionsData(cards, confirmedRemovals) };
  return [execute('plan/approve', words.say('action.approve-same'), data)];
};
