/** What an expression of a mapping makes of a person. Data in, text out: no code and no pattern of a user is ever run. */
import type { Person } from '../directory/directory.ts';
import type { Expression, Mappable } from './mapping.ts';
import { byText, tidy } from './tidy.ts';

/** The first number as they sort, so that the order in which the directory lists them decides nothing (case 15). */
const firstOfList = (values: readonly string[]): string | null =>
  values.flatMap((value) => tidy(value) ?? []).sort(byText)[0] ?? null;

const copy = (property: Mappable, person: Person): string | null => {
  const value = person[property];
  return typeof value === 'string' || value === null ? tidy(value) : firstOfList(value);
};

const withoutPrefix = (value: string, prefix: string): string => {
  const start = prefix.normalize('NFC');
  return value.startsWith(start) ? value.slice(start.length) : value;
};

const partsOf = (expressions: readonly Expression[], person: Person): readonly string[] =>
  expressions.flatMap((expression) => evaluate(expression, person) ?? []);

/** The value in Unicode NFC without surrounding space; null when nothing of it is there. A `join` skips what is not there. */
export const evaluate = (expression: Expression, person: Person): string | null => {
  if ('copy' in expression) return copy(expression.copy, person);
  if ('constant' in expression) return tidy(expression.constant);
  if ('firstOf' in expression) return partsOf(expression.firstOf, person)[0] ?? null;
  if ('join' in expression) return tidy(partsOf(expression.join, person).join(expression.with));
  if ('lower' in expression) return tidy(evaluate(expression.lower, person)?.toLowerCase());
  const value = evaluate(expression.strip, person);
  return value === null ? null : tidy(withoutPrefix(value, expression.prefix));
};

/**
 * Every value that the expression can have for this person, the preferred one first: one for each business phone.
 * Which of several numbers is shown is nobody's decision, so that one that Mobilo already has may stay (case 15).
 */
export const valuesOf = (
  expression: Expression,
  person: Person,
  phoneKey: (text: string) => string,
): readonly (string | null)[] => {
  const phones = person.businessPhones.flatMap((phone) => tidy(phone) ?? []);
  if (phones.length < 2) return [evaluate(expression, person)];
  return phones
    .sort((a, b) => byText(phoneKey(a), phoneKey(b)) || byText(a, b))
    .map((phone) => evaluate(expression, { ...person, businessPhones: [phone] }));
};
