import type { Person } from '../directory/directory.ts';
import type { Account, Profile } from '../mobilo/mobilo.ts';
import { evaluate, valuesOf } from './evaluate.ts';
import { isEdited, profileFields, wasFilled } from './hash-profile.ts';
import type { FieldRule, Mapping } from './mapping.ts';
import type { Difference } from './plan.ts';
import type { PlanTools } from './plan-tools.ts';
import { normaliseAddress } from './profile.ts';
import { tidy } from './tidy.ts';

type Field = keyof Profile;

export interface Comparison {
  readonly mapping: Mapping;
  readonly tools: PlanTools;
  /** The address that the person should have; null leaves Mobilo's. */
  readonly address: string | null;
  /** `hashProfile` of what both sides last agreed on; undefined when they never did. */
  readonly agreed: string | undefined;
  /** Only a complete reading may blank a value: what could not be read looks cleared too (cases 13, 14, 47). */
  readonly mayBlank: boolean;
}

/** Phone numbers are compared by what they dial; for display they stay as somebody wrote them (case 15). */
const isSame = (field: Field, a: string, b: string, { phoneKey }: PlanTools): boolean =>
  a === b || ((field === 'phone' || field === 'mobile') && phoneKey(a) === phoneKey(b));

const blanks = (field: Field, rule: FieldRule, { mayBlank }: Comparison): boolean =>
  mayBlank && rule.whenCleared === 'blank' && field !== 'displayName';

/** What the field should say, when that is not what it says; undefined leaves it alone. */
const settle = (
  field: Field,
  present: string | null,
  person: Person,
  comparison: Comparison,
): string | null | undefined => {
  const { mapping, tools, agreed } = comparison;
  const rule = mapping[field];
  if (rule.policy === 'never') return undefined;
  if (rule.policy === 'first-time' && (present !== null || wasFilled(agreed, field))) return undefined;
  const values = valuesOf(rule.from, person, tools.phoneKey);
  if (present !== null && values.some((value) => value !== null && isSame(field, value, present, tools)))
    return undefined;
  const wanted = values[0] ?? null;
  if (wanted !== null) return wanted;
  return present !== null && blanks(field, rule, comparison) ? null : undefined;
};

const compareProfile = (account: Account, person: Person, comparison: Comparison): readonly Difference[] => {
  const differences: Difference[] = [];
  for (const field of profileFields) {
    const from = account.profile[field];
    const to = settle(field, tidy(from), person, comparison);
    if (to !== undefined) differences.push({ field, from, to, edited: isEdited(comparison.agreed, field, from) });
  }
  return differences;
};

/**
 * What must change on an account to say what the directory says, one old -> new a field (R12).
 *
 * Three values meet in each field (case 74): the directory's, Mobilo's, and the one both last agreed on.
 *
 * | policy | Mobilo's value | directory's value | gives |
 * | --- | --- | --- | --- |
 * | always | the same | the same | nothing, whatever was agreed |
 * | always | as agreed, or nothing was ever agreed | another | old -> new |
 * | always | another than agreed | another | old -> new, `edited` |
 * | always | any | none | nothing; with `blank` and a complete reading old -> empty, `edited` as above |
 * | first-time | something | any | nothing |
 * | first-time | empty | something | empty -> new; nothing if the agreed value was not empty: somebody emptied it |
 * | never | any | any | nothing |
 *
 * Without a display name nothing of the profile is compared, and a display name is never blanked (cases 12, 13).
 */
export const compareAccount = (account: Account, person: Person, comparison: Comparison): readonly Difference[] => {
  const { address, mapping } = comparison;
  const hasName = evaluate(mapping.displayName.from, person) !== null;
  const differences = hasName ? [...compareProfile(account, person, comparison)] : [];
  if (address !== null && normaliseAddress(account.email) !== address)
    differences.push({ field: 'email', from: account.email, to: address, edited: false });
  if (account.state === 'deactivated')
    differences.push({ field: 'state', from: 'deactivated', to: 'active', edited: false });
  return differences;
};
