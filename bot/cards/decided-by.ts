import type { PlanRecord } from '../../src/approval.ts';
import type { Words } from '../locales/words.ts';
import { clip } from './clip.ts';
import { type Element, rich, run, text } from './elements.ts';
import { moment } from './moment.ts';

/** "Approved by Ada" as one sentence, or by two people, or by nobody in the name of one. */
export const sayDecision = ({ decision, firstApproval }: PlanRecord, words: Words): string => {
  const name = clip(decision?.by.name || words.say('decided.somebody'), 80);
  if (decision?.action === 'reject') return words.say('decided.rejected', { name });
  if (decision?.automatic) return words.say('decided.automatic', { name });
  return firstApproval
    ? words.say('decided.by-two', { first: clip(firstApproval.by.name, 80), second: name })
    : words.say('decided.approved', { name });
};

/** Who decided, and when. */
export const drawDecision = (record: PlanRecord, words: Words): readonly Element[] => [
  rich([run(sayDecision(record, words))]),
  ...(record.decision ? [text(moment(record.decision.at), { size: 'Small', isSubtle: true, spacing: 'None' })] : []),
];
