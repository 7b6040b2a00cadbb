/** The input of a plan, put in one order and without duplicates, and indexed for matching (law 1). */
import type { Person, PersonInScope } from '../directory/directory.ts';
import type { Account, BusinessCard } from '../mobilo/mobilo.ts';
import { otherAddressesOf } from './address.ts';
import { isDisabled, normaliseAddress } from './profile.ts';
import type { Rules } from './rules.ts';
import { byText } from './tidy.ts';

export { byText };

/** By id; a list that is in this order already, as a reading is that was put in it before, is taken as it is. */
const sortBy = <T>(values: readonly T[], idOf: (value: T) => string): readonly T[] => {
  for (let at = 1; at < values.length; at += 1)
    if (idOf(values[at - 1] as T) >= idOf(values[at] as T)) return [...values].sort((a, b) => byText(idOf(a), idOf(b)));
  return values;
};

/** One value an id, in the order of ids: those that have one in common are merged. */
const mergeBy = <T>(values: readonly T[], idOf: (value: T) => string, merge: (a: T, b: T) => T): readonly T[] => {
  const sorted = sortBy(values, idOf);
  if (sorted === values) return values;
  const merged: T[] = [];
  for (const value of sorted) {
    const last = merged.at(-1);
    if (last !== undefined && idOf(last) === idOf(value)) merged[merged.length - 1] = merge(last, value);
    else merged.push(value);
  }
  return merged;
};

/** Of several values of one id, the one whose JSON sorts first, so that the order of reading decides nothing. */
const firstOf = <T>(a: T, b: T): T => (byText(JSON.stringify(b), JSON.stringify(a)) < 0 ? b : a);

const uniqueById = <T extends { readonly id: string }>(values: readonly T[]): readonly T[] =>
  mergeBy(values, ({ id }) => id, firstOf);

const isSorted = (ids: readonly string[]): boolean => ids.every((id, at) => at === 0 || (ids[at - 1] ?? '') < id);

const withSortedGroups = (one: PersonInScope): PersonInScope =>
  isSorted(one.groupIds) ? one : { ...one, groupIds: [...new Set(one.groupIds)].sort(byText) };

const mergePerson = (a: PersonInScope, b: PersonInScope): PersonInScope => ({
  person: firstOf(a.person, b.person),
  groupIds: [...a.groupIds, ...b.groupIds],
});

const mergePeople = (people: readonly PersonInScope[]): readonly PersonInScope[] => {
  const merged = mergeBy(people, ({ person }) => person.id, mergePerson);
  return merged.every(({ groupIds }) => isSorted(groupIds)) ? merged : merged.map(withSortedGroups);
};

const add = <T>(groups: Map<string, T[]>, key: string | null, value: T): void => {
  if (key === null) return;
  const present = groups.get(key);
  if (present) present.push(value);
  else groups.set(key, [value]);
};

const groupBy = <T>(values: Iterable<T>, keyOf: (value: T) => string | null): ReadonlyMap<string, readonly T[]> => {
  const groups = new Map<string, T[]>();
  for (const value of values) add(groups, keyOf(value), value);
  return groups;
};

/** By their one address, and by every other at which they receive mail. */
const groupClaimants = (people: readonly PersonInScope[], { addressOf }: Rules): WorldView['claimantsByAddress'] => {
  const groups = new Map<string, PersonInScope[]>();
  for (const one of people) {
    const address = addressOf(one.person);
    add(groups, address, one);
    for (const other of new Set(otherAddressesOf(one.person))) if (other !== address) add(groups, other, one);
  }
  return groups;
};

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
    claimantsByAddress: groupClaimants(taking, rules),
    cardsByAccount: groupBy(uniqueById(cards), (card) => card.accountId),
  };
};

/** Others who are known by this person's address, or receive mail at what is another's (case 4). */
export const rivalsOf = (person: Person, address: string, view: WorldView): readonly PersonInScope[] =>
  [
    ...(view.claimantsByAddress.get(address) ?? []),
    ...otherAddressesOf(person).flatMap((other) => view.peopleByAddress.get(other) ?? []),
  ].filter((rival) => rival.person.id !== person.id);
