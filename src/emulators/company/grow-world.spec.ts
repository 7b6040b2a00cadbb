import assert from 'node:assert/strict';
import type { User } from '@microsoft/microsoft-graph-types';
import type { Account } from '../../mobilo/mobilo.ts';
import { staff, tenantId, type World } from '../world.ts';
import { expectAddress, expectProfile } from './expected-account.ts';
import type { Fate } from './fates.ts';
import { globalAdministrator, growWorld } from './grow-world.ts';

/** Everybody reached from a group, nested groups resolved, each once. */
const peopleOf = (world: World, groupIds: readonly string[], seen = new Set<string>()): ReadonlySet<string> => {
  for (const id of groupIds.filter((groupId) => !seen.has(groupId))) {
    seen.add(id);
    const members = world.directory.members[id] ?? [];
    for (const member of members) if (member['@odata.type'] === '#microsoft.graph.user') seen.add(member.id);
    peopleOf(
      world,
      members.filter((member) => member['@odata.type'] === '#microsoft.graph.group').map((member) => member.id),
      seen,
    );
  }
  return seen;
};

/** What the directory leaves empty is no difference (case 14). */
const differs = (user: User, account: Omit<Account, 'version'>): boolean =>
  account.email !== expectAddress(user) ||
  Object.entries(expectProfile(user)).some(
    ([field, value]) => value !== null && Reflect.get(account.profile, field) !== value,
  );

type Accounts = ReadonlyMap<string | null, Omit<Account, 'version'>>;

const fateOfUser = (user: User, linked: Accounts, byAddress: Accounts): Fate => {
  const account = linked.get(`${tenantId}/${user.id}`);
  if (account && !user.accountEnabled) return 'disabled';
  if (account) return differs(user, account) ? 'mover' : 'steady';
  const namesake = byAddress.get(expectAddress(user));
  if (!namesake) return 'joiner';
  return namesake.externalId ? 'conflict' : 'link';
};

/** What a reader of both sides finds, worked out here without the planner. */
const findFates = (world: World): readonly Fate[] => {
  const inScope = peopleOf(world, world.groupsInScope);
  const linked: Accounts = new Map(world.mobilo.accounts.map((account) => [account.externalId, account]));
  const byAddress: Accounts = new Map(world.mobilo.accounts.map((account) => [account.email, account]));
  const employees = world.directory.users.filter(({ userType }) => userType !== 'Guest');
  assert.deepEqual(
    employees.filter(({ id }) => !inScope.has(id ?? '')),
    [],
  );
  const present = new Set(employees.map(({ id }) => `${tenantId}/${id}`));
  const deleted = new Set(world.deletedUsers.map(({ id }) => `${tenantId}/${id}`));
  const left = world.mobilo.accounts.flatMap(({ externalId }): readonly Fate[] => {
    if (!externalId || present.has(externalId)) return [];
    return [deleted.has(externalId) ? 'deleted' : 'gone'];
  });
  return [...employees.map((user) => fateOfUser(user, linked, byAddress)), ...left];
};

const countFates = (world: World): Readonly<Record<string, number>> => {
  const counts: Record<string, number> = {};
  for (const fate of findFates(world)) counts[fate] = (counts[fate] ?? 0) + 1;
  return counts;
};

describe('growWorld', () => {
  it('gives sixty people with 12 joiners, 7 movers, 3 leavers, 2 links, 1 conflict and nothing else to do', () => {
    assert.deepEqual(countFates(growWorld()), {
      steady: 37,
      joiner: 12,
      mover: 7,
      disabled: 1,
      deleted: 1,
      gone: 1,
      link: 2,
      conflict: 1,
    });
  });

  it('scales the changes with the company', () => {
    assert.deepEqual(countFates(growWorld({ people: 2000, seed: 7 })), {
      steady: 1835,
      joiner: 100,
      mover: 60,
      disabled: 2,
      deleted: 2,
      gone: 2,
      link: 2,
      conflict: 1,
    });
  });

  it('gives the same bytes for the same arguments and another company for another seed', () => {
    const bytes = JSON.stringify(growWorld({ people: 100, seed: 3 }));
    assert.equal(JSON.stringify(growWorld({ people: 100, seed: 3 })), bytes);
    assert.notEqual(JSON.stringify(growWorld({ people: 100, seed: 4 })), bytes);
  });

  it('employs the staff: an administrator on both sides, an approver by group, a colleague without a role', () => {
    const world = growWorld();
    assert.deepEqual(world.directoryRoles, { [staff.administrator.id]: [globalAdministrator] });
    const admins = world.mobilo.accounts.filter(({ role }) => role === 'admin');
    assert.deepEqual(
      admins.map(({ externalId }) => externalId),
      [`${tenantId}/${staff.administrator.id}`],
    );
    const approvers = world.directory.groups.find(({ displayName }) => displayName === 'Mobilo approvers');
    assert.deepEqual(world.directory.members[approvers?.id ?? ''], [
      { '@odata.type': '#microsoft.graph.user', id: staff.approver.id },
    ]);
  });

  it('gives every person an address of their own and every leaver a card', () => {
    const { directory, mobilo } = growWorld({ people: 2000 });
    const signIns = directory.users.map(({ userPrincipalName }) => userPrincipalName);
    assert.equal(new Set(signIns).size, signIns.length);
    const emails = mobilo.accounts.map(({ email }) => email);
    assert.equal(new Set(emails).size, emails.length);
    const leaversCards = growWorld().mobilo.cards.slice(-2);
    assert.deepEqual(
      leaversCards.map(({ sku, printed }) => [sku, printed]),
      [
        ['card-metal', false],
        ['card-wood-printed', true],
      ],
    );
  });

  it('refuses a company that is too small to hold one of each change', () => {
    assert.throws(() => growWorld({ people: 9 }), { name: 'SyncError', code: 'configuration' });
  });
});
