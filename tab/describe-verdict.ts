import type { ProfileField } from '../src/plan/plan.ts';
import type { Explanation } from './api.ts';
import type { Formats } from './formats.ts';
import type { Words } from './words.ts';

/** What would happen to a person, in a few words. */
export const describeVerdict = ({ outcome, rows }: Explanation, words: Words, formats: Formats): string => {
  const [row] = rows;
  if (row?.kind === 'mover' && row.reason === 'returned') return words('person.returned');
  if (row?.kind !== 'mover' || row.differences.length === 0) return words(`person.outcome.${outcome}`);
  const fields = row.differences.map(({ field }) => words(`field.${field as ProfileField}`).toLocaleLowerCase());
  return words('person.mover', { fields: formats.list(fields) });
};
