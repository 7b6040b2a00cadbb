/** Why one person would be what to the sync: the verdict first, then the way into scope, the account, differences, evidence. */
import type { Row } from '../../src/plan/plan.ts';
import type { Explanation } from '../../src/why.ts';
import type { Words } from '../locales/words.ts';
import { clip } from './clip.ts';
import { describeCards } from './describe-row.ts';
import { type AdaptiveCard, type Element, openUrl, rich, run, type Tone, text } from './elements.ts';
import { frame } from './frame.ts';
import { personPage, type View } from './view.ts';
import { drawAccount, drawDifferences, drawEvidence, drawPending, drawScope } from './why-facts.ts';

const tones: Readonly<Partial<Record<Explanation['outcome'], Tone>>> = {
  leaver: 'Attention',
  deletion: 'Attention',
  conflict: 'Warning',
};

const nameVerdict = ({ outcome, rows }: Explanation, words: Words): string => {
  const [row] = rows;
  if (row?.kind === 'mover' && row.reason === 'returned') return words.say('why.returned');
  if (row?.kind !== 'mover' || row.differences.length === 0) return words.say(`why.outcome.${outcome}`);
  const fields = row.differences.map(({ field }) => words.say(`field.${field}`));
  return words.say('why.mover', { fields: words.list(fields) });
};

/** The keys are made of kinds and reasons; a spec sees that each has its sentence. */
const sayReason = (row: Row, words: Words): string => words.say(`why.${row.kind}.${row.reason}` as 'why.keep.exempt');

const drawReasons = ({ rows }: Explanation, words: Words): readonly Element[] =>
  rows.flatMap((row) => [
    text(sayReason(row, words), { spacing: 'Small' }),
    ...(row.kind === 'leaver' ? [rich([run(clip(describeCards(row, words), 90), { isSubtle: true })])] : []),
  ]);

const drawHead = (explanation: Explanation, verdict: string): readonly Element[] => {
  const { name, person, account, outcome } = explanation;
  const email = person?.email ?? account?.email ?? null;
  const tone = tones[outcome];
  return [
    rich([
      run(`${clip(name, 60)} `, { weight: 'Bolder', size: 'Medium' }),
      run(verdict, { weight: 'Bolder', size: 'Medium', ...(tone && { color: tone }) }),
    ]),
    ...(email ? [rich([run(clip(email, 90), { isSubtle: true })], { spacing: 'None' })] : []),
  ];
};

export const drawWhy = (explanation: Explanation, { words, wizardUrl }: View): AdaptiveCard => {
  const verdict = nameVerdict(explanation, words);
  const { personId } = explanation;
  return frame(
    `${clip(explanation.name, 60)} ${verdict}.`,
    [
      ...drawHead(explanation, verdict),
      ...drawReasons(explanation, words),
      drawScope(explanation, words),
      drawAccount(explanation, words),
      ...drawDifferences(explanation, words),
      ...drawEvidence(explanation, words),
      drawPending(explanation, words),
    ],
    personId === null ? [] : [openUrl(words.say('action.why'), wizardUrl(personPage(personId)))],
  );
};
