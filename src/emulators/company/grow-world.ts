import type { User } from '@microsoft/microsoft-graph-types';
import { type DirectoryData, staff, type World } from '../world.ts';
import { catalog, samplePools } from './catalog.ts';
import { growAccounts, growCards } from './grow-accounts.ts';
import { divisionGroupIds, growGroups } from './grow-groups.ts';
import { companyName, type Employee, growPeople } from './grow-people.ts';
import { domain } from './mailbox.ts';
import { makeDeleted, makeGuest } from './make-user.ts';
import { makeObjectId } from './object-id.ts';
import { teams } from './teams.ts';

/** The role template of Global Administrator, the same in every tenant (R1). */
export const globalAdministrator = '62e90394-69f5-4237-9190-012177145e10';

const deletedAt = '2026-11-20T16:30:00Z';

/** A new person who was given the address of somebody who left: the same mail, another sign-in name (case 3). */
const giveAddress = (user: User, former: Employee | undefined): User => ({
  ...user,
  mail: former?.user.mail ?? null,
  proxyAddresses: [`SMTP:${former?.user.mail}`],
});

const makeGuests = (people: number): readonly User[] =>
  Array.from({ length: Math.max(2, Math.round(people / 100)) }, (_, index) =>
    makeGuest(
      {
        id: makeObjectId(`guest/${index}`),
        displayName: `Guest ${index + 1} (Fabrikam)`,
        address: `guest${index + 1}@fabrikam.example`,
        department: index % 2 === 0 ? 'Sales' : 'Design',
      },
      domain,
    ),
  );

/** The first person of each department leads it and reports to the administrator; everybody else reports to their lead. */
const assignManagers = (users: readonly User[]): DirectoryData['managers'] => {
  const leads = new Map<string, string>();
  const managers: Record<string, string> = {};
  for (const { id = '', department } of users) {
    const lead = leads.get(department ?? '');
    if (!lead) leads.set(department ?? '', id);
    if (id !== staff.administrator.id) managers[id] = lead ?? staff.administrator.id;
  }
  return managers;
};

const growDirectory = (employees: readonly Employee[], dataset: string): DirectoryData => {
  const former = employees.find(({ fate }) => fate === 'deleted');
  const present = employees.filter(({ fate }) => fate !== 'deleted' && fate !== 'gone');
  const people = present.map(({ fate, user }): User => {
    if (fate === 'disabled') return { ...user, accountEnabled: false };
    return fate === 'conflict' ? giveAddress(user, former) : user;
  });
  const users = [...people, ...makeGuests(people.length)];
  return { dataset, users, ...growGroups(users), managers: assignManagers(people), events: [] };
};

/**
 * A company of `people` in the directory, the same for the same arguments to the last byte. Mobilo knows most of them;
 * what differs between the two sides is exactly what `drawFates` says (60 people: 12 joiners, 7 movers, 3 leavers,
 * 2 links, 1 conflict). Guests come on top.
 * @throws SyncError `configuration` for fewer than 10 people.
 */
export const growWorld = ({ people = 60, seed = 1 }: { people?: number; seed?: number } = {}): World => {
  const employees = growPeople(people, seed);
  return {
    directory: growDirectory(employees, `sample-${people}-${seed}`),
    directoryRoles: { [staff.administrator.id]: [globalAdministrator] },
    deletedUsers: employees.filter(({ fate }) => fate === 'deleted').map(({ user }) => makeDeleted(user, deletedAt)),
    groupsInScope: divisionGroupIds,
    mobilo: {
      organization: companyName,
      catalog,
      pools: samplePools(employees.filter(({ fate }) => fate === 'joiner').length),
      teams,
      accounts: growAccounts(employees),
      cards: growCards(employees),
    },
  };
};
