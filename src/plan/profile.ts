/** What the directory says of a person, in Mobilo's words. */
import type { Person } from '../directory/directory.ts';
import type { Profile } from '../mobilo/mobilo.ts';
import { valuesOf } from './evaluate.ts';
import type { Mapping } from './mapping.ts';
import type { PlanTools } from './plan-tools.ts';
import { foldCase, tidy } from './tidy.ts';

/** Addresses are compared in NFC and in one case (case 11); null stays null. */
export const normaliseAddress = (address: string | null | undefined): string | null => {
  const text = tidy(address);
  return text === null ? null : foldCase(text);
};

/** Only an explicit `false` is a block; an unread value never is. */
export const isDisabled = (person: Person): boolean => person.accountEnabled === false;

/** What a field of a new profile gets: its preferred value, unless the directory never fills it. */
export const fieldOf = (field: keyof Profile, person: Person, mapping: Mapping, tools: PlanTools): string | null => {
  const { from, policy } = mapping[field];
  return policy === 'never' ? null : (valuesOf(from, person, tools.phoneKey)[0] ?? null);
};

/** The profile a new account gets, or null without a display name: a name is never guessed or split (case 12). */
export const profileOf = (person: Person, mapping: Mapping, tools: PlanTools): Profile | null => {
  const displayName = fieldOf('displayName', person, mapping, tools);
  if (displayName === null) return null;
  const textOf = (field: keyof Profile) => fieldOf(field, person, mapping, tools);
  return {
    displayName,
    givenName: textOf('givenName'),
    surname: textOf('surname'),
    jobTitle: textOf('jobTitle'),
    department: textOf('department'),
    company: textOf('company'),
    office: textOf('office'),
    phone: textOf('phone'),
    mobile: textOf('mobile'),
  };
};
