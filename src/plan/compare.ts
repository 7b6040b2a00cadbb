import type { Person } from '../directory/directory.ts';
import type { Account, Profile } from '../mobilo/mobilo.ts';
import type { Difference } from './plan.ts';
import { addressOf, normaliseAddress, profileOf, tidy } from './profile.ts';

/** The fields that are compared, in the order in which people read them. */
export const profileFields = [
  'displayName',
  'givenName',
  'surname',
  'jobTitle',
  'department',
  'company',
  'office',
  'phone',
  'mobile',
] as const satisfies readonly (keyof Profile)[];

/**
 * What must change on an account to say what the directory says, one old -> new a field (R12).
 * A value the directory does not have never blanks one that Mobilo has (case 14).
 */
export const compareAccount = (account: Account, person: Person): readonly Difference[] => {
  const wanted = profileOf(person);
  const differences: Difference[] = [];
  if (wanted)
    for (const field of profileFields) {
      const from = account.profile[field];
      const to = wanted[field];
      if (to !== null && tidy(from) !== to) differences.push({ field, from, to, edited: false });
    }
  const address = addressOf(person);
  if (address !== null && normaliseAddress(account.email) !== address)
    differences.push({ field: 'email', from: account.email, to: address, edited: false });
  if (account.state === 'deactivated')
    differences.push({ field: 'state', from: 'deactivated', to: 'active', edited: false });
  return differences;
};
