/** The input of a plan, put in one order and without duplicates, and indexed for matching (law 1). */
import type { Person, PersonInScope } from '../directory/directory.ts';
import type { Account, BusinessCard } from '../mobilo/mobilo.ts';
import { addressOf, isDisabled, isGuest, normaliseAddress } from './profile.ts';

export const byText = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);

/** One value an id: of several, the one whose JSON sorts first, so that the order of reading decides nothing. */
const uniqueById = <T extends { readonly id: string }>(values: Iterable<T>): readonly T[] => {
  const unique = new Map<string, T>();
  for (const value of values) {
    const present = unique.get(value.id);
    if (!present || byText(JSON.stringify(value), JSON.stringify(present)) < 0) unique.set(value.id, value);
  }
  return [...unique.values()].sort((a, b) => byText(a.id, b.id));
};

const mergePeople = (people: readonly PersonInScope[]): readonly PersonInScope[] => {
  const groupIds = new Map<string, Set<string>>();
  for (const { person, groupIds: ids } of people) {
    const present = groupIds.get(person.id) ?? new Set();
    for (const id of ids) present.add(id);
    groupIds.set(person.id, present);
  }
  return uniqueById(people.map(({ person }) => person)).map((person) => ({
    person,
    groupIds: [...(groupIds.get(person.id) ?? [])].sort(byText),
  }));
};

const groupBy = <T>(values: Iterable<T>, keyOf: (value: T) => string | null): ReadonlyMap<string, readonly T[]> => {
  const groups = new Map<string, T[]>();
  for (const value of values) {
    const key = keyOf(value);
    if (key === null) continue;
    const present = groups.get(key);
    if (present) present.push(value);
    else groups.set(key, [value]);
  }
  return groups;
};

/** The link that this product writes on an account: the tenant and the Entra object id (case 18). */
export const externalIdOf = (tenantId: string, personId: string): string => `${tenantId}/${personId}`;

/** The object id of the person an account is linked to in this tenant, or null. */
export const linkedPersonId = (tenantId: string, account: Account): string | null =>
  account.externalId?.startsWith(`${tenantId}/`) ? account.externalId.slice(tenantId.length + 1) : null;

const isCandidate = (person: Person): boolean => !isGuest(person) && !isDisabled(person);

export interface WorldView {
  readonly people: readonly PersonInScope[];
  readonly accounts: readonly Account[];
  readonly accountsByPerson: ReadonlyMap<string, readonly Account[]>;
  readonly accountsByAddress: ReadonlyMap<string, readonly Account[]>;
  readonly peopleByAddress: ReadonlyMap<string, readonly PersonInScope[]>;
  readonly cardsByAccount: ReadonlyMap<string, readonly BusinessCard[]>;
}

export const viewWorld = (
  tenantId: string,
  people: readonly PersonInScope[],
  accounts: readonly Account[],
  cards: readonly BusinessCard[],
): WorldView => {
  const uniquePeople = mergePeople(people);
  const uniqueAccounts = uniqueById(accounts);
  return {
    people: uniquePeople,
    accounts: uniqueAccounts,
    accountsByPerson: groupBy(uniqueAccounts, (account) => linkedPersonId(tenantId, account)),
    accountsByAddress: groupBy(uniqueAccounts, (account) => normaliseAddress(account.email)),
    peopleByAddress: groupBy(uniquePeople, ({ person }) => (isCandidate(person) ? addressOf(person) : null)),
    cardsByAccount: groupBy(uniqueById(cards), (card) => card.accountId),
  };
};
