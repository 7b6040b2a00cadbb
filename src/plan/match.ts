/** For each person in scope: which account is theirs, and what follows. By object id, else by one exact address, never by name. */
import type { PersonInScope } from '../directory/directory.ts';
import type { Account, Profile } from '../mobilo/mobilo.ts';
import type { AddressMoves } from './address-moves.ts';
import type { Conflict, Excluded, JoinerOrder, Row } from './plan.ts';
import { isDisabled } from './profile.ts';
import type { Rules } from './rules.ts';
import { tidy } from './tidy.ts';
import { rivalsOf, type WorldView } from './world-view.ts';

/** What every row says of a person in scope. */
export const describe = ({ person }: PersonInScope, { rules }: WorldView) => ({
  name: tidy(person.displayName) ?? person.userPrincipalName ?? person.id,
  email: rules.addressOf(person),
  department: tidy(person.department),
  personId: person.id,
  notes: rules.notesOf(person),
});

const conflict = (
  inScope: PersonInScope,
  reason: Conflict['reason'],
  accounts: readonly Account[],
  view: WorldView,
): Conflict => ({
  kind: 'conflict',
  id: `conflict:${inScope.person.id}`,
  reason,
  ...describe(inScope, view),
  accountIds: accounts.map((account) => account.id),
});

const excluded = (inScope: PersonInScope, reason: Excluded['reason'], view: WorldView): Excluded => ({
  kind: 'excluded',
  id: `excluded:${inScope.person.id}`,
  reason,
  ...describe(inScope, view),
});

const keepExempt = (inScope: PersonInScope, account: Account, view: WorldView): Row => ({
  kind: 'keep',
  id: `keep:${inScope.person.id}`,
  reason: 'exempt',
  ...describe(inScope, view),
  accountId: account.id,
});

/** Whether the photo of an account is to be set beside what else changes. */
const takesPhoto = (account: Account, { photo }: Rules): boolean =>
  photo === 'always' || (photo === 'first-time' && account.photo === null);

/** A new address that another account keeps would be refused by Mobilo: it becomes a conflict, the rest goes on. */
const settleAddress = (inScope: PersonInScope, account: Account, view: WorldView, moves: AddressMoves) => {
  const differences = view.rules.compare(account, inScope.person);
  const wanted = differences.find((difference) => difference.field === 'email')?.to;
  const move = moves.allow(account.id);
  if (!wanted || move) return { differences, after: move?.after ?? [], conflicts: [] };
  const holders = view.accountsByAddress.get(wanted) ?? [];
  const reason = holders.length > 0 ? 'address-linked-to-another' : 'address-shared';
  return {
    differences: differences.filter((difference) => difference.field !== 'email'),
    after: [],
    conflicts: [conflict(inScope, reason, holders, view)],
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
      ...describe(inScope, view),
      accountId: account.id,
      accountVersion: account.version,
      differences,
      after: after.map((personId) => `mover:${personId}`),
      photo: view.rules.photo === 'always',
    },
    ...conflicts,
  ];
};

const joiner = (inScope: PersonInScope, profile: Profile, order: JoinerOrder, view: WorldView): Row => ({
  kind: 'joiner',
  id: `joiner:${inScope.person.id}`,
  reason: 'new-in-scope',
  ...describe(inScope, view),
  groupIds: inScope.groupIds,
  profile,
  order,
  orderGroupId: null,
  recycles: null,
  photo: view.rules.photo !== 'never',
});

const link = (inScope: PersonInScope, account: Account, view: WorldView): Row => ({
  kind: 'link',
  id: `link:${inScope.person.id}`,
  reason: 'same-address',
  ...describe(inScope, view),
  accountId: account.id,
  accountVersion: account.version,
  differences: view.rules.compare(account, inScope.person),
  photo: takesPhoto(account, view.rules),
});

const matchByAddress = (inScope: PersonInScope, view: WorldView, moves: AddressMoves, order: JoinerOrder): Row => {
  const { person } = inScope;
  const reason = view.rules.exclusionOf(person);
  if (reason) return excluded(inScope, reason, view);
  const profile = view.rules.profileOf(person);
  if (!profile) return excluded(inScope, 'no-name', view);
  const address = view.rules.addressOf(person);
  if (address === null) return excluded(inScope, 'no-address', view);
  const accounts = moves.holdersAfter(address);
  if (rivalsOf(person, address, view).length > 0) return conflict(inScope, 'address-shared', accounts, view);
  const [account] = accounts;
  if (!account) return joiner(inScope, profile, order, view);
  if (accounts.length > 1) return conflict(inScope, 'several-accounts', accounts, view);
  return account.externalId === null
    ? link(inScope, account, view)
    : conflict(inScope, 'address-linked-to-another', accounts, view);
};

const matchLinked = (
  inScope: PersonInScope,
  linked: readonly [Account, ...Account[]],
  view: WorldView,
  moves: AddressMoves,
): readonly Row[] => {
  const { person } = inScope;
  const isExempt = view.rules.isExempt(person.id, person.userPrincipalName);
  if (linked.length > 1 && !isExempt) return [conflict(inScope, 'linked-twice', linked, view)];
  // A linked person who is disabled is a leaver candidate, decided with evidence.
  if (isDisabled(person)) return [];
  return isExempt ? [keepExempt(inScope, linked[0], view)] : compareLinked(inScope, linked[0], view, moves);
};

/** The rows of one person in scope; none when the account already says what the directory says. */
export const matchPerson = (
  inScope: PersonInScope,
  view: WorldView,
  moves: AddressMoves,
  order: JoinerOrder,
): readonly Row[] => {
  const [account, ...others] = view.accountsByPerson.get(inScope.person.id) ?? [];
  return account
    ? matchLinked(inScope, [account, ...others], view, moves)
    : [matchByAddress(inScope, view, moves, order)];
};
