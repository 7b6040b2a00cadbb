import { readFileSync } from 'node:fs';
import type { Group, User } from '@microsoft/microsoft-graph-types';
import type { z } from 'zod/v4';
import { SyncError } from '../../errors.ts';
import { approversGroupId, type DirectoryData, staff, type World } from '../world.ts';
import { catalog, makePools } from './catalog.ts';
import { directoryFile } from './directory-file.ts';
import { expectAccount } from './expected-account.ts';
import { globalAdministrator } from './grow-world.ts';
import { domain } from './mailbox.ts';
import { makeGroup } from './make-group.ts';
import { makeUser, sampleLicence } from './make-user.ts';
import { userMember } from './members.ts';
import { teams } from './teams.ts';

const refuse = (path: string, why: string, cause?: unknown): SyncError =>
  new SyncError('configuration', `The directory file ${path} cannot be used: ${why} Correct it, or leave it out.`, {
    cause,
  });

/** The first thing that is wrong, where it is, and how many more there are. */
const explain = ({ issues }: z.ZodError): string => {
  const [first] = issues;
  const more = issues.length > 1 ? `, and ${issues.length - 1} more` : '';
  return `${first?.path.join('.') || 'the file'}: ${first?.message}${more}.`;
};

const readJson = (path: string): unknown => {
  try {
    return JSON.parse(readFileSync(path, 'utf8'));
  } catch (error) {
    throw refuse(path, 'it is missing or is not JSON.', error);
  }
};

const checkIds = (path: string, { users, groups }: Pick<DirectoryData, 'users' | 'groups'>): void => {
  const ids = [...users, ...groups].map(({ id }) => id ?? '');
  const seen = new Set<string>(Object.values(staff).map(({ id }) => id)).add(approversGroupId);
  for (const id of ids) {
    if (seen.has(id)) throw refuse(path, `the id ${id} occurs twice or belongs to the demo's own people.`);
    seen.add(id);
  }
};

const knownEvents: readonly string[] = ['joinDepartment', 'leaveDepartment'];

/** Entra lets nobody be without a sign-in name; a file may. Whom it gives no list of licences has one, not none. */
const completeUser = (user: User): User => ({
  assignedLicenses: [sampleLicence],
  ...user,
  userPrincipalName: user.userPrincipalName ?? user.mail ?? `${user.id}@${domain}`,
});

const readDirectory = (path: string): DirectoryData => {
  const file = directoryFile.safeParse(readJson(path));
  if (!file.success) throw refuse(path, explain(file.error), file.error);
  // The schema checks what the product reads; the entities themselves are Graph's JSON, whose types it does not repeat.
  const directory = file.data as DirectoryData;
  checkIds(path, directory);
  return {
    ...directory,
    users: directory.users.map(completeUser),
    events: directory.events.filter(({ type }) => knownEvents.includes(type)),
  };
};

const staffUsers: readonly User[] = Object.values(staff).map(({ id, name, email }) => {
  const [givenName = name, ...rest] = name.split(' ');
  return makeUser({
    id,
    displayName: name,
    givenName,
    surname: rest.join(' '),
    address: email,
    companyName: 'Contoso',
  });
});

const approvers: Group = makeGroup('Mobilo approvers', 'May approve what the sync proposes', { id: approversGroupId });

/**
 * A world from a file of the `--directory` format: its users and groups, all of them in scope, and a Mobilo that knows
 * only the administrator and has credits enough for everybody. The three who try the product stand outside the file's groups.
 * @throws SyncError `configuration` when the file is missing or wrong
 */
export const loadDirectoryFile = (path: string): World => {
  const file = readDirectory(path);
  const administrator = staffUsers.find(({ id }) => id === staff.administrator.id);
  return {
    directory: {
      ...file,
      users: [...staffUsers, ...file.users.filter(({ deletedDateTime }) => !deletedDateTime)],
      groups: [...file.groups, approvers],
      members: { ...file.members, [approversGroupId]: [userMember({ id: staff.approver.id })] },
    },
    directoryRoles: { [staff.administrator.id]: [globalAdministrator] },
    deletedUsers: file.users.filter(({ deletedDateTime }) => deletedDateTime),
    groupsInScope: file.groups.map(({ id }) => id ?? ''),
    mobilo: {
      organization: file.dataset,
      catalog,
      pools: makePools(() => 2 * file.users.length + 20),
      teams,
      accounts: administrator ? [{ ...expectAccount('acc_000001', administrator), role: 'admin' }] : [],
      cards: [],
    },
  };
};
