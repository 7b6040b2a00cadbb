import assert from 'node:assert/strict';
import { makeGroup } from '../emulators/company/make-group.ts';
import { groupMember, userMember } from '../emulators/company/members.ts';
import type { EntraEmulator } from '../emulators/entra/entra-emulator.ts';
import {
  approversGroupId,
  contoso,
  personId,
  staff,
  startEntra,
  startVendors,
  type World,
} from '../vendors.testing.ts';
import type { Directory } from './directory.ts';

const globalAdministrator = '62e90394-69f5-4237-9190-012177145e10';
const globalReader = 'f2ef992c-3afb-46b9-b7cf-a126ee74c451';
const admins = makeGroup('Admins', 'Hold a role', { isAssignableToRole: true });
const inner = makeGroup('Inner approvers', 'In the group of approvers');

/** Ada holds the role by a group, Bob another role; Cleo approves by a nested group. */
const roleWorld = (): World => {
  const { world } = contoso().employ('Ada').employ('Bob').employ('Cleo');
  const { directory, directoryRoles } = world;
  return {
    ...world,
    directoryRoles: {
      ...directoryRoles,
      [admins.id ?? '']: [globalAdministrator],
      [personId('Bob')]: [globalReader],
    },
    directory: {
      ...directory,
      groups: [...directory.groups, admins, inner],
      members: {
        ...directory.members,
        [admins.id ?? '']: [userMember({ id: personId('Ada') })],
        [inner.id ?? '']: [userMember({ id: personId('Cleo') })],
        [approversGroupId]: [...(directory.members[approversGroupId] ?? []), groupMember(inner)],
      },
    },
  };
};

describe('the role of a person in the directory', () => {
  let entra: EntraEmulator;
  before(async () => {
    entra = await startEntra();
  });
  after(() => entra.close());

  const withDirectory = async <T>(use: (directory: Directory) => Promise<T>, by = entra): Promise<T> => {
    const vendors = await startVendors({ world: roleWorld(), entra: by });
    return use(vendors.directory).finally(() => vendors.close());
  };

  it('is Global Administrator directly or by a group, and nobody else is (R1)', async () => {
    const names = [staff.administrator.name, 'Ada', 'Bob', 'Cleo', 'Nobody'];
    const answers = await withDirectory((directory) =>
      Promise.all(names.map((name) => directory.isGlobalAdministrator(personId(name)))),
    );
    assert.deepEqual(answers, ['yes', 'yes', 'no', 'no', 'no']);
  });

  it('is unknown where Graph hides which roles somebody holds, and no for whoever holds none', async () => {
    const poor = await startEntra(['GroupMember.Read.All', 'User.Read.All']);
    const names = [staff.administrator.name, 'Bob', 'Cleo'];
    const answers = await withDirectory(
      (directory) => Promise.all(names.map((name) => directory.isGlobalAdministrator(personId(name)))),
      poor,
    );
    await poor.close();
    assert.deepEqual(answers, ['unknown', 'unknown', 'no']);
  });

  it('is member of a group directly or by a nested one, and of no group that is not there', async () => {
    const asked = [
      [staff.approver.name, approversGroupId],
      ['Cleo', approversGroupId],
      ['Ada', approversGroupId],
      ['Nobody', approversGroupId],
      ['Ada', '00000000-0000-4000-8000-00000000dead'],
    ] as const;
    const answers = await withDirectory((directory) =>
      Promise.all(asked.map(([name, groupId]) => directory.isMemberOf(personId(name), groupId))),
    );
    assert.deepEqual(answers, ['yes', 'yes', 'no', 'no', 'no']);
  });

  it('cannot be had without a permission', async () => {
    const none = await startEntra([]);
    await withDirectory(async (directory) => {
      await assert.rejects(directory.isGlobalAdministrator(personId('Ada')), { code: 'directory-forbidden' });
      await assert.rejects(directory.isMemberOf(personId('Ada'), approversGroupId), { code: 'directory-forbidden' });
    }, none);
    await none.close();
  });

  it('of an id that would lead elsewhere is nobody’s', async () => {
    for (const id of ['../groups', 'ada?$top=1', '#', ' ', 'a/b', '%2e%2e/me'])
      assert.equal(await withDirectory((directory) => directory.isGlobalAdministrator(id)), 'no');
  });
});
