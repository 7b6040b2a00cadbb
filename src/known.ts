/** What is remembered of a reading, to find out later what hangs together: ids, group ids and hashes, never a name or an address. */
import { createHash } from 'node:crypto';
import type { PersonInScope } from './directory/directory.ts';
import type { Account } from './mobilo/mobilo.ts';
import { addressOf, otherAddressesOf } from './plan/address.ts';
import { hashProfile } from './plan/hash-profile.ts';
import type { Past } from './plan/past.ts';
import type { Row } from './plan/plan.ts';
import { normaliseAddress } from './plan/profile.ts';
import { linkedPersonId } from './plan/world-view.ts';
import type { Exclusions } from './settings.ts';

export interface KnownPerson {
  readonly personId: string;
  /** Hash of the address; null without one. */
  readonly address: string | null;
  /** Hashes of the other addresses at which they receive mail. */
  readonly others: readonly string[];
  readonly groupIds: readonly string[];
  /** What directory and Mobilo last agreed on, one hash a field. */
  readonly agreed: string | null;
  /** Not in scope any more, but with an account about which that has to be decided: `groupIds` are the last ones. */
  readonly gone: boolean;
}

export interface KnownAccount {
  readonly accountId: string;
  /** The person it is linked to in this tenant. */
  readonly personId: string | null;
  /** Hash of the address. */
  readonly address: string;
}

/** People and accounts of one tenant, by id. */
export interface Known {
  readonly people: ReadonlyMap<string, KnownPerson>;
  readonly accounts: ReadonlyMap<string, KnownAccount>;
}

const hashLength = 16;

/** Of a normalised address. Each tenant has hashes of its own: equal ones in two tenants would tell of a shared address. */
export const hashAddress = (tenantId: string, address: string): string =>
  createHash('sha256').update(tenantId).update(address).digest('base64url').slice(0, hashLength);

/** What ties a person in scope to others and to accounts: the one address first, if there is one, then the others. */
export const addressesOf = ({ person }: PersonInScope, exclusions: Exclusions): readonly string[] => [
  ...new Set([addressOf(person, exclusions) ?? [], otherAddressesOf(person)].flat()),
];

export const rememberAccount = (tenantId: string, account: Account): KnownAccount => ({
  accountId: account.id,
  personId: linkedPersonId(tenantId, account),
  address: hashAddress(tenantId, normaliseAddress(account.email) ?? ''),
});

const rememberPerson = (
  tenantId: string,
  inScope: PersonInScope,
  exclusions: Exclusions,
  agreed: string | null,
): KnownPerson => {
  const address = addressOf(inScope.person, exclusions);
  const others = addressesOf(inScope, exclusions).filter((other) => other !== address);
  return {
    personId: inScope.person.id,
    address: address === null ? null : hashAddress(tenantId, address),
    others: others.map((other) => hashAddress(tenantId, other)),
    groupIds: inScope.groupIds,
    agreed,
    gone: false,
  };
};

/** Who is not in step: there is something to do or to decide about their account. */
const isOpen = ({ kind }: Row): boolean => kind !== 'upcoming' && kind !== 'excluded';

/** The one active account of each person who has no more and no less. */
const findSoleAccounts = (tenantId: string, accounts: readonly Account[]): ReadonlyMap<string, Account | null> => {
  const sole = new Map<string, Account | null>();
  for (const account of accounts) {
    const personId = linkedPersonId(tenantId, account);
    if (personId) sole.set(personId, sole.has(personId) || account.state !== 'active' ? null : account);
  }
  return sole;
};

/** People and accounts as they were read. */
export interface BothSides {
  readonly tenantId: string;
  readonly people: readonly PersonInScope[];
  readonly accounts: readonly Account[];
}

/**
 * What to remember of this reading, once `rows` were made of it. Who is in step agrees with Mobilo now; of the others
 * it stays what both last agreed on. Who is gone keeps the groups while a row asks about their account (case 40).
 */
export const remember = (
  { tenantId, people, accounts }: BothSides,
  rows: Iterable<Row>,
  past: Pick<Past, 'agreed' | 'groupsOf'>,
  exclusions: Exclusions,
): Known => {
  const open = [...rows].filter(isOpen);
  const outOfStep = new Set(open.map(({ personId }) => personId));
  const sole = findSoleAccounts(tenantId, accounts);
  const agreedOf = (id: string): string | null => {
    const account = outOfStep.has(id) ? null : sole.get(id);
    return account ? hashProfile(account.profile) : (past.agreed.get(id) ?? null);
  };
  const known = new Map<string, KnownPerson>();
  for (const { personId, kind } of open)
    if (kind === 'leaver' || kind === 'deletion' || kind === 'keep') {
      const groupIds = past.groupsOf.get(personId) ?? [];
      known.set(personId, { personId, address: null, others: [], groupIds, agreed: agreedOf(personId), gone: true });
    }
  for (const one of people)
    known.set(one.person.id, rememberPerson(tenantId, one, exclusions, agreedOf(one.person.id)));
  return { people: known, accounts: new Map(accounts.map((one) => [one.id, rememberAccount(tenantId, one)])) };
};
