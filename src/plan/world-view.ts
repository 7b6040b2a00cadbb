/** The input of a plan, put in one order and without duplicates, and indexed for matching (law 1). */
import type { Person, PersonInScope } from '../directory/directory.ts';
import type { Account, BusinessCard } from '../mobilo/mobilo.ts';
import { otherAddressesOf } from './address.ts';
import { isDisabled, normaliseAddress } from './profile.ts';
import type { Rules } from './rules.ts';
import { byText } from './tidy.ts';

export { byText };

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

const groupByAll = <T>(
  values: Iterable<T>,
  keysOf: (value: T) => Iterable<string>,
): ReadonlyMap<string, readonly T[]> => {
  const groups = new Map<string, T[]>();
  for (const value of values)
    for (const key of keysOf(value)) {
      const present = groups.get(key);
      if (present) present.push(value);
      else groups.set(key, [value]);
    }
  return groups;
};

const groupBy = <T>(values: Iterable<T>, keyOf: (value: T) => string | null): ReadonlyMap<string, readonly T[]> =>
  groupByAll(values, (value) => {
    const key = keyOf(value);
    return key === null ? [] : [key];
  });

/** The link that this product writes on an account: the tenant and the Entra object id (case 18). */
export const externalIdOf = (tenantId: string, personId: string): string => `${tenantId}/${personId}`;

/** The object id of the person an account is linked to in this tenant, or null. */
export const linkedPersonId = (tenantId: string, account: Account): string | null =>
  account.externalId?.startsWith(`${tenantId}/`) ? account.externalId.slice(tenantId.length + 1) : null;

/** Both sides in one order and without duplicates. */
export interface OrderedWorld {
  readonly people: readonly PersonInScope[];
  readonly accounts: readonly Account[];
}

export const orderWorld = (people: readonly PersonInScope[], accounts: readonly Account[]): OrderedWorld => ({
  people: mergePeople(people),
  accounts: uniqueById(accounts),
});

export interface WorldView extends OrderedWorld {
  readonly rules: Rules;
  readonly accountsByPerson: ReadonlyMap<string, readonly Account[]>;
  readonly accountsByAddress: ReadonlyMap<string, readonly Account[]>;
  /** Those who take part in the sync, by their one address. */
  readonly peopleByAddress: ReadonlyMap<string, readonly PersonInScope[]>;
  /** Those who take part in the sync, by their one address and by every other at which they receive mail. */
  readonly claimantsByAddress: ReadonlyMap<string, readonly PersonInScope[]>;
  readonly cardsByAccount: ReadonlyMap<string, readonly BusinessCard[]>;
}

/** Who has an account or may get one, so that nobody else may have their address. */
const takesPart = (person: Person, isLinked: boolean, rules: Rules): boolean =>
  isLinked
    ? !isDisabled(person) && !rules.isExempt(person.id, person.userPrincipalName)
    : rules.exclusionOf(person) === null;

export const viewWorld = (
  tenantId: string,
  { people, accounts }: OrderedWorld,
  cards: readonly BusinessCard[],
  rules: Rules,
): WorldView => {
  const accountsByPerson = groupBy(accounts, (account) => linkedPersonId(tenantId, account));
  const taking = people.filter(({ person }) => takesPart(person, accountsByPerson.has(person.id), rules));
  return {
    people,
    accounts,
    rules,
    accountsByPerson,
    accountsByAddress: groupBy(accounts, (account) => normaliseAddress(account.email)),
    peopleByAddress: groupBy(taking, ({ person }) => rules.addressOf(person)),
    claimantsByAddress: groupByAll(
      taking,
      ({ person }) => new Set([rules.addressOf(person) ?? [], otherAddressesOf(person)].flat()),
    ),
    cardsByAccount: groupBy(uniqueById(cards), (card) => card.accountId),
  };
};

/** Others who are known by this person's address, or receive mail at what is another's (case 4). */
export const rivalsOf = (person: Person, address: string, view: WorldView): readonly PersonInScope[] =>
  [
    ...(view.claimantsByAddress.get(address) ?? []),
    ...otherAddressesOf(person).flatMap((other) => view.peopleByAddress.get(other) ?? []),
  ].filter((rival) => rival.person.id !== person.id);
