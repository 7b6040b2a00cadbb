import type { Group, User } from '@microsoft/microsoft-graph-types';
import type { Account, BusinessCard } from '../../mobilo/mobilo.ts';
import { approversGroupId, type DirectoryData, type MobiloData, staff, type World } from '../world.ts';
import { catalog, makePools } from './catalog.ts';
import { accountId, describePerson, personId } from './contoso-person.ts';
import { expectAccount, expectAddress } from './expected-account.ts';
import { globalAdministrator } from './grow-world.ts';
import { domain, romanise } from './mailbox.ts';
import { makeGroup } from './make-group.ts';
import { makeDeleted, makeGuest } from './make-user.ts';
import { marryUser } from './marry-user.ts';
import { userMember } from './members.ts';
import { teams } from './teams.ts';

const everybody = makeGroup('Everybody', 'Everybody at Contoso');
const approvers = makeGroup('Mobilo approvers', 'May approve what the sync proposes', { id: approversGroupId });

/** The one group in scope. */
export const everybodyGroupId = everybody.id ?? '';

/** How somebody leaves. `out-of-scope`: still employed, but no longer in the group. */
export type Departure = 'deleted' | 'gone' | 'disabled' | 'out-of-scope';

type SampleAccount = Omit<Account, 'version'>;

const withoutMember = (members: DirectoryData['members'], id: string): DirectoryData['members'] =>
  Object.fromEntries(Object.entries(members).map(([groupId, list]) => [groupId, list.filter((one) => one.id !== id)]));

/** The story so far. Immutable: every sentence gives a new one. Whoever is named without being known is employed first. */
export class Contoso {
  readonly world: World;

  constructor(world: World) {
    this.world = world;
  }

  /** A person in the directory and in scope, without an account: a joiner. */
  hire(name: string, facts: Partial<User> = {}): Contoso {
    return this.#enter({ ...describePerson(name), ...facts });
  }

  /** A person in scope whose linked account says what the directory says, unless `account` says otherwise. */
  employ(name: string, facts: Partial<User> = {}, account: Partial<SampleAccount> = {}): Contoso {
    const user = { ...describePerson(name), ...facts };
    return this.#enter(user).#open({ ...expectAccount(accountId(name), user), ...account });
  }

  /** A person in scope who has an account of the same address that is not linked. */
  meet(name: string, facts: Partial<User> = {}): Contoso {
    return this.employ(name, facts, { externalId: null });
  }

  /** An invited guest in scope. */
  invite(name: string, facts: Partial<User> = {}): Contoso {
    const address = `${romanise(name)}@fabrikam.example`;
    return this.#enter({ ...makeGuest({ id: personId(name), displayName: name, address }, domain), ...facts });
  }

  /** A new person with the address of somebody's account (case 3). */
  hireWithAddressOf(name: string, former: string): Contoso {
    const mail = expectAddress(describePerson(former));
    return this.#mention(former).hire(name, { mail, proxyAddresses: [`SMTP:${mail}`] });
  }

  /** The directory says something new of somebody; the account keeps the old values. */
  change(name: string, facts: Partial<User>): Contoso {
    return this.#update(name, (user) => ({ ...user, ...facts }));
  }

  /** A new surname, and the address that follows from it. */
  marry(name: string, surname: string): Contoso {
    return this.#update(name, (user) => marryUser(user, surname));
  }

  leave(name: string, how: Departure = 'deleted'): Contoso {
    if (how === 'disabled') return this.change(name, { accountEnabled: false });
    const { directory, deletedUsers } = this.#mention(name).world;
    const leaver = directory.users.filter(({ id }) => id === personId(name));
    const outside = this.#mention(name).#direct({ members: withoutMember(directory.members, personId(name)) });
    if (how === 'out-of-scope') return outside;
    const left = outside.#direct({ users: directory.users.filter((user) => !leaver.includes(user)) });
    const bin = how === 'deleted' ? leaver.map((user) => makeDeleted(user, '2026-11-22T09:00:00Z')) : [];
    return new Contoso({ ...left.world, deletedUsers: [...deletedUsers, ...bin] });
  }

  /** An active card of somebody's account; printed when the sku says so. */
  card(name: string, sku = 'card-metal'): Contoso {
    const known = this.#mention(name);
    const { cards } = known.world.mobilo;
    const printed = sku.endsWith('-printed');
    const card: BusinessCard = {
      id: `card_${cards.length + 1}`,
      accountId: accountId(name),
      sku,
      state: 'active',
      printed,
    };
    return known.#supply({ cards: [...cards, card] });
  }

  /** So many credits in one pool; without this every pool has a hundred. */
  credits(sku: string, available: number): Contoso {
    const { pools } = this.world.mobilo;
    return this.#supply({ pools: pools.map((pool) => (pool.sku === sku ? { ...pool, available } : pool)) });
  }

  /** One more group with these people directly in it. */
  group(displayName: string, names: readonly string[], overrides: Partial<Group> = {}): Contoso {
    const known = names.reduce<Contoso>((story, name) => story.#mention(name), this);
    const group = makeGroup(displayName, displayName, overrides);
    const { groups, members } = known.world.directory;
    const people = names.map((name) => userMember({ id: personId(name) }));
    return known.#direct({ groups: [...groups, group], members: { ...members, [group.id ?? '']: people } });
  }

  #mention(name: string): Contoso {
    const { users } = this.world.directory;
    const known = users.some(({ id }) => id === personId(name));
    const remembered = this.world.mobilo.accounts.some(({ id }) => id === accountId(name));
    return known || remembered ? this : this.employ(name);
  }

  #update(name: string, change: (user: User) => User): Contoso {
    const known = this.#mention(name);
    const { users } = known.world.directory;
    return known.#direct({ users: users.map((user) => (user.id === personId(name) ? change(user) : user)) });
  }

  #enter(user: User): Contoso {
    const { users, members } = this.world.directory;
    const inScope = [...(members[everybodyGroupId] ?? []), userMember(user)];
    return this.#direct({ users: [...users, user], members: { ...members, [everybodyGroupId]: inScope } });
  }

  #open(account: SampleAccount): Contoso {
    return this.#supply({ accounts: [...this.world.mobilo.accounts, account] });
  }

  #direct(directory: Partial<DirectoryData>): Contoso {
    return new Contoso({ ...this.world, directory: { ...this.world.directory, ...directory } });
  }

  #supply(mobilo: Partial<MobiloData>): Contoso {
    return new Contoso({ ...this.world, mobilo: { ...this.world.mobilo, ...mobilo } });
  }
}

const foundation: World = {
  directory: {
    dataset: 'contoso',
    users: [],
    groups: [everybody, approvers],
    members: { [everybodyGroupId]: [], [approversGroupId]: [userMember({ id: staff.approver.id })] },
    managers: {},
    events: [],
  },
  directoryRoles: { [staff.administrator.id]: [globalAdministrator] },
  deletedUsers: [],
  groupsInScope: [everybodyGroupId],
  mobilo: { organization: 'Contoso', catalog, pools: makePools(() => 100), teams, accounts: [], cards: [] },
};

/**
 * A world for a test, told as a story: `contoso().hire('Ada', { department: 'Sales' }).leave('Bob').world`.
 * It begins with the three of the staff, employed and in step, so that a plan of it is empty.
 */
export const contoso = (): Contoso =>
  new Contoso(foundation)
    .employ(staff.administrator.name, {}, { role: 'admin' })
    .employ(staff.approver.name)
    .employ(staff.colleague.name);
