/** For each person in scope: which account is theirs, and what follows. By object id, else by one exact address, never by name. */
import type { PersonInScope } from '../directory/directory.ts';
import type { Account, Profile } from '../mobilo/mobilo.ts';
import type { AddressMoves } from './address-moves.ts';
import { compareAccount } from './compare.ts';
import type { Conflict, Excluded, JoinerOrder, Row } from './plan.ts';
import { addressOf, isDisabled, isGuest, profileOf, tidy } from './profile.ts';
import type { WorldView } from './world-view.ts';

/** What every row says of a person in scope. */
export const describe = ({ person }: PersonInScope) => ({
  name: tidy(person.displayName) ?? person.userPrincipalName ?? person.id,
  email: addressOf(person),
  department: tidy(person.department),
  personId: person.id,
  notes: [],
});

const conflict = (inScope: PersonInScope, reason: Conflict['reason'], accounts: readonly Account[]): Conflict => ({
  kind: 'conflict',
  id: `conflict:${inScope.person.id}`,
  reason,
  ...describe(inScope),
  accountIds: accounts.map((account) => account.id),
});

const excluded = (inScope: PersonInScope, reason: Excluded['reason']): Excluded => ({
  kind: 'excluded',
  id: `excluded:${inScope.person.id}`,
  reason,
  ...describe(inScope),
});

const exclusionOf = ({ person }: PersonInScope): Excluded['reason'] | null => {
  if (isGuest(person)) return 'guest';
  if (isDisabled(person)) return 'disabled';
  if (profileOf(person) === null) return 'no-name';
  return addressOf(person) === null ? 'no-address' : null;
};

/** A new address that another account keeps would be refused by Mobilo: it becomes a conflict, the rest goes on. */
const settleAddress = (inScope: PersonInScope, account: Account, view: WorldView, moves: AddressMoves) => {
  const differences = compareAccount(account, inScope.person);
  const wanted = differences.find((difference) => difference.field === 'email')?.to;
  const move = moves.allow(account.id);
  if (!wanted || move) return { differences, after: move?.after ?? [], conflicts: [] };
  const holders = view.accountsByAddress.get(wanted) ?? [];
  const reason = holders.length > 0 ? 'address-linked-to-another' : 'address-shared';
  return {
    differences: differences.filter((difference) => difference.field !== 'email'),
    after: [],
    conflicts: [conflict(inScope, reason, holders)],
  };
};

const compareLinked = (
  inScope: PersonInScope,
  account: Account,
  view: WorldView,
  moves: AddressMoves,
): readonly Row[] => {
  const { differences, after, conflicts } = settleAddress(inScope, account, view, moves);
  if (differences.length === 0) return conflicts;
  const returned = differences.some((difference) => difference.field === 'state');
  return [
    {
      kind: 'mover',
      id: `mover:${inScope.person.id}`,
      reason: returned ? 'returned' : 'profile-changed',
      ...describe(inScope),
      accountId: account.id,
      accountVersion: account.version,
      differences,
      after: after.map((personId) => `mover:${personId}`),
      photo: false,
    },
    ...conflicts,
  ];
};

const joiner = (inScope: PersonInScope, profile: Profile, order: JoinerOrder): Row => ({
  kind: 'joiner',
  id: `joiner:${inScope.person.id}`,
  reason: 'new-in-scope',
  ...describe(inScope),
  groupIds: inScope.groupIds,
  profile,
  order,
  orderGroupId: null,
  recycles: null,
  photo: false,
});

const link = (inScope: PersonInScope, account: Account): Row => ({
  kind: 'link',
  id: `link:${inScope.person.id}`,
  reason: 'same-address',
  ...describe(inScope),
  accountId: account.id,
  accountVersion: account.version,
  differences: compareAccount(account, inScope.person),
  photo: false,
});

const matchByAddress = (inScope: PersonInScope, view: WorldView, moves: AddressMoves, order: JoinerOrder): Row => {
  const reason = exclusionOf(inScope);
  const profile = profileOf(inScope.person);
  const address = addressOf(inScope.person);
  if (reason || !profile || !address) return excluded(inScope, reason ?? 'no-name');
  const accounts = moves.holdersAfter(address);
  if ((view.peopleByAddress.get(address)?.length ?? 0) > 1) return conflict(inScope, 'address-shared', accounts);
  const [account] = accounts;
  if (!account) return joiner(inScope, profile, order);
  if (accounts.length > 1) return conflict(inScope, 'several-accounts', accounts);
  return account.externalId === null
    ? link(inScope, account)
    : conflict(inScope, 'address-linked-to-another', accounts);
};

/** The rows of one person in scope; none when the account already says what the directory says. */
export const matchPerson = (
  inScope: PersonInScope,
  view: WorldView,
  moves: AddressMoves,
  order: JoinerOrder,
): readonly Row[] => {
  const linked = view.accountsByPerson.get(inScope.person.id) ?? [];
  const [account] = linked;
  if (!account) return [matchByAddress(inScope, view, moves, order)];
  if (linked.length > 1) return [conflict(inScope, 'linked-twice', linked)];
  // A linked person who is disabled is a leaver candidate, decided with evidence.
  return isDisabled(inScope.person) ? [] : compareLinked(inScope, account, view, moves);
};
