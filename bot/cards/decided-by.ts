import type { PlanRecord } from '../../src/approval.ts';
import type { Words } from '../locales/words.ts';
import { clip } from './clip.ts';
import { type Element, rich, run, text } from './elements.ts';
import { moment } from './moment.ts';

/** "Approved by Ada" as one sentence. */
export const sayDecision = ({ decision }: PlanRecord, words: Words): string => {
  const name = clip(decision?.by.name || words.say('decided.somebody'), 80);
  return decision?.action === 'reject'
    ? words.say('decided.rejected', { name })
    : words.say('decided.approved', { name });
};

/** Who decided, and when. */
export const drawDecision = (record: PlanRecord, words: Words): readonly Element[] => [
  rich([run(sayDecision(record, words))]),
  ...(record.decision ? [text(moment(record.decision.at), { size: 'Small', isSubtle: true, spacing: 'None' })] : []),
];
