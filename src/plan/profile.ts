/** What the directory says of a person, in Mobilo's words. */
import type { Person } from '../directory/directory.ts';
import type { Profile } from '../mobilo/mobilo.ts';

/** Unicode NFC without surrounding space; empty becomes null. */
export const tidy = (text: string | null | undefined): string | null => text?.normalize('NFC').trim() || null;

/** Addresses are compared in lower case (case 11); null stays null. */
export const normaliseAddress = (address: string | null | undefined): string | null =>
  tidy(address)?.toLowerCase() ?? null;

const primaryProxy = (proxies: readonly string[]): string | null =>
  proxies.find((proxy) => proxy.startsWith('SMTP:'))?.slice('SMTP:'.length) ?? null;

/** The one address of a person: `mail`, else the primary SMTP proxy; never the sign-in name (cases 6-8). */
export const addressOf = (person: Person): string | null =>
  normaliseAddress(person.mail) ?? normaliseAddress(primaryProxy(person.proxyAddresses));

/** Guest by type, or an invited account that says so in its sign-in name (cases 8-10). */
export const isGuest = (person: Person): boolean =>
  person.userType === 'Guest' || (person.userPrincipalName ?? '').toUpperCase().includes('#EXT#');

/** Only an explicit `false` is a block; an unread value never is. */
export const isDisabled = (person: Person): boolean => person.accountEnabled === false;

/** The profile a person should have, or null without a display name: a name is never guessed (case 12). */
export const profileOf = (person: Person): Profile | null => {
  const displayName = tidy(person.displayName);
  if (displayName === null) return null;
  return {
    displayName,
    givenName: tidy(person.givenName),
    surname: tidy(person.surname),
    jobTitle: tidy(person.jobTitle),
    department: tidy(person.department),
    company: tidy(person.companyName),
    office: tidy(person.officeLocation),
    phone: tidy(person.businessPhones[0]),
    mobile: tidy(person.mobilePhone),
  };
};
