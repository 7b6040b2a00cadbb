/** Which address is a person's, and how it was found (cases 6-10). */
import type { Person } from '../directory/directory.ts';
import type { Exclusions } from '../settings.ts';
import type { Note } from './plan.ts';
import { normaliseAddress } from './profile.ts';

const isInvited = (person: Person): boolean => (person.userPrincipalName ?? '').toUpperCase().includes('#EXT#');

/** Guest by type, or invited as the sign-in name says: somebody without a type is a member unless invited (cases 8-10). */
export const isGuest = (person: Person): boolean => person.userType === 'Guest' || isInvited(person);

/** The proxy addresses of a person; the one that begins in capitals is the primary one (case 7). */
const primaryProxy = (proxies: readonly string[]): string | null =>
  proxies.find((proxy) => proxy.startsWith('SMTP:'))?.slice('SMTP:'.length) ?? null;

interface Found {
  readonly address: string | null;
  readonly note: Note | null;
}

const findAddress = (person: Person, { signInNameAsAddress }: Exclusions): Found => {
  const mail = normaliseAddress(person.mail);
  if (mail !== null || isGuest(person)) return { address: mail, note: null };
  const proxy = normaliseAddress(primaryProxy(person.proxyAddresses));
  if (proxy !== null) return { address: proxy, note: 'address-from-proxy' };
  const signInName = signInNameAsAddress ? normaliseAddress(person.userPrincipalName) : null;
  return signInName?.includes('@')
    ? { address: signInName, note: 'address-from-sign-in' }
    : { address: null, note: null };
};

/**
 * The one address of a person: `mail`, else the primary SMTP proxy, else, where the settings say so, the sign-in name.
 * A guest's is `mail` alone: the sign-in name of somebody invited is no address (case 8).
 */
export const addressOf = (person: Person, exclusions: Exclusions): string | null =>
  findAddress(person, exclusions).address;

/** The addresses at which somebody receives mail beside their own; no other person may be known by one (case 4). */
export const otherAddressesOf = (person: Person): readonly string[] =>
  person.proxyAddresses.flatMap((proxy) =>
    /^smtp:/i.test(proxy) ? (normaliseAddress(proxy.slice('smtp:'.length)) ?? []) : [],
  );

/** What a reader should know of this person although it changes nothing (cases 6, 9, 10). */
export const notesOf = (person: Person, exclusions: Exclusions): readonly Note[] => {
  const { note } = findAddress(person, exclusions);
  const isMember = person.userType === 'Member';
  return [
    ...(note ? [note] : []),
    ...(person.userType === null ? (['no-user-type'] as const) : []),
    ...(isMember && isInvited(person) ? (['external-member'] as const) : []),
    ...(person.userType === 'Guest' && !isInvited(person) ? (['internal-guest'] as const) : []),
  ];
};
