import { profileFields } from './hash-profile.ts';
import type { Mapping } from './mapping.ts';

/** What is deeper or larger than this is no rule that somebody wrote and will understand a year later. */
const deepest = 10;
const mostParts = 50;

const isObject = (value: unknown): value is object => typeof value === 'object' && value !== null;

/** The expressions directly below this one, whatever its shape. */
const childrenOf = (expression: object): readonly object[] => Object.values(expression).flat().filter(isObject);

/**
 * Why an expression is too deep or too large. It may be anything that came as JSON: this looks level by level, ends at
 * the first fault and never calls itself, so that nothing can exhaust the stack or the memory.
 */
export const sizeFault = (from: unknown): string | null => {
  let parts = 0;
  let level = [from].filter(isObject);
  for (let depth = 1; level.length > 0; depth += 1) {
    parts += level.length;
    if (depth > deepest) return `is nested more than ${deepest} deep. Write it with fewer steps.`;
    if (parts > mostParts) return `has more than ${mostParts} parts. Write it with fewer.`;
    level = level.flatMap(childrenOf);
  }
  return null;
};

const readsDirectory = (from: object): boolean => 'copy' in from || childrenOf(from).some(readsDirectory);

const nameFault = ({ from, policy, whenCleared }: Mapping['displayName']): string | null => {
  if (policy === 'never')
    return 'never fills it, but Mobilo makes no account without a name. Choose "always" or "first-time".';
  if (whenCleared === 'blank')
    return 'may not be blanked, because Mobilo shows no account without a name. Choose "keep".';
  return readsDirectory(from)
    ? null
    : 'reads nothing from the directory, so that everybody had the same name. Copy a property.';
};

/** Why a mapping cannot be used, as a sentence that says what to change; null when it can. */
export const mappingFault = (mapping: Mapping): string | null => {
  for (const field of profileFields) {
    const fault = sizeFault(mapping[field].from) ?? (field === 'displayName' ? nameFault(mapping.displayName) : null);
    if (fault) return `The rule for ${field} ${fault}`;
  }
  return null;
};
