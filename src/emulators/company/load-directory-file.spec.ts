import assert from 'node:assert/strict';
import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { approversGroupId, staff, tenantId } from '../world.ts';
import { CompanyDirectory } from './directory.ts';
import { loadDirectoryFile } from './load-directory-file.ts';
import { replayEvents } from './replay-events.ts';

const user = (id: string, department: string) => ({ id, displayName: id, mail: `${id}@shop.example`, department });
const member = (id: string) => ({ '@odata.type': '#microsoft.graph.user', id });
const shop = {
  dataset: 'corner/shop',
  users: [user('u1', 'Till'), user('u2', 'Till'), { ...user('u3', 'Store'), deletedDateTime: '2026-11-01T00:00:00Z' }],
  groups: [
    { id: 'g1', displayName: 'Till', description: 'Department Till', securityEnabled: true },
    { id: 'g2', displayName: 'SG-Store', description: null, securityEnabled: true },
  ],
  members: { g1: [member('u1'), member('u2')], g2: [] },
  managers: { u2: 'u1' },
  events: [
    { at: '2026-02-10', type: 'joinDepartment', user: 'u2', department: 'Till' },
    { at: '2026-02-01', type: 'leaveDepartment', user: 'u2', department: 'Till' },
    { at: '2026-01-01', type: 'joinDepartment', user: 'u1', department: 'Store', jobTitle: 'Keeper' },
    { at: '2026-03-01', type: 'joinDepartment', user: 'stranger', department: 'Till', jobTitle: null },
  ],
};

describe('loadDirectoryFile', () => {
  const folder = mkdtempSync(join(tmpdir(), 'directory-file-'));
  after(() => rmSync(folder, { recursive: true }));
  const write = (content: unknown): string => {
    const path = join(folder, 'directory.json');
    writeFileSync(path, typeof content === 'string' ? content : JSON.stringify(content));
    return path;
  };

  it('adds the staff outside the file’s groups, and a Mobilo that knows the administrator only', () => {
    const world = loadDirectoryFile(write(shop));
    assert.deepEqual(
      world.directory.users.map(({ id }) => id),
      [staff.administrator.id, staff.approver.id, staff.colleague.id, 'u1', 'u2'],
    );
    assert.deepEqual(world.groupsInScope, ['g1', 'g2']);
    assert.deepEqual(world.directory.members, { ...shop.members, [approversGroupId]: [member(staff.approver.id)] });
    assert.deepEqual(
      world.deletedUsers.map(({ id }) => id),
      ['u3'],
    );
    const [account, ...others] = world.mobilo.accounts;
    assert.deepEqual(
      [account?.externalId, account?.role, others.length],
      [`${tenantId}/${staff.administrator.id}`, 'admin', 0],
    );
    assert.ok(world.mobilo.pools.every(({ available }) => available > shop.users.length));
  });

  it('gives a licence to whom the file gives no list of them', () => {
    const users = [user('u1', 'Till'), { ...user('u2', 'Till'), assignedLicenses: [] }];
    const world = loadDirectoryFile(write({ ...shop, users }));
    const licences = world.directory.users.slice(-2).map(({ assignedLicenses }) => assignedLicenses?.length);
    assert.deepEqual(licences, [1, 0]);
  });

  it('lets its events happen in order of their dates, up to a day', () => {
    const directory = new CompanyDirectory(loadDirectoryFile(write(shop)));
    assert.equal(replayEvents(directory, '2026-01-31'), 1);
    const keeper = directory.findUser('u1');
    assert.deepEqual(
      [keeper?.memberOf, keeper?.entity.department, keeper?.entity.jobTitle],
      [['g2'], 'Store', 'Keeper'],
    );
    assert.equal(replayEvents(directory, '2026-12-31', '2026-01-31'), 2);
    assert.deepEqual(
      directory.members('g1').map(({ id }) => id),
      ['u2'],
    );
  });

  it('keeps in whoever leaves and joins on the same day, whatever the file names first', () => {
    const sameDay = [
      { at: '2026-04-01', type: 'joinDepartment', user: 'u1', department: 'Till', jobTitle: 'Senior cashier' },
      { at: '2026-04-01', type: 'leaveDepartment', user: 'u1', department: 'Till' },
      { at: '2026-04-01T08:00:00Z', type: 'joinDepartment', user: 'u2', department: 'Store' },
      { at: '2026-04-01T17:00:00Z', type: 'leaveDepartment', user: 'u2', department: 'Till' },
    ];
    const directory = new CompanyDirectory(loadDirectoryFile(write({ ...shop, events: sameDay })));
    assert.equal(replayEvents(directory, '2026-04-01'), 4);
    assert.deepEqual(
      ['u1', 'u2'].map((id) => directory.findUser(id)?.memberOf),
      [['g1'], ['g2']],
    );
    assert.equal(directory.findUser('u1')?.entity.jobTitle, 'Senior cashier');
  });

  for (const [what, content] of [
    ['not JSON', '{'],
    ['another format', { people: [] }],
    ['a user without an id', { ...shop, users: [{ displayName: 'x' }] }],
    ['an id that occurs twice', { ...shop, users: [user('u1', 'Till'), user('u1', 'Till')] }],
    ['an id of the staff', { ...shop, users: [user(staff.approver.id, 'Till')] }],
  ] as const)
    it(`refuses ${what} with a sentence that names the file`, () => {
      assert.throws(() => loadDirectoryFile(write(content)), {
        name: 'SyncError',
        code: 'configuration',
        message: /^The directory file .*directory\.json cannot be used: .* Correct it, or leave it out\.$/s,
      });
    });

  it('says what is wrong first, and where', () => {
    const users = [{ id: 'u1' }, { id: 5, mail: false }];
    assert.throws(() => loadDirectoryFile(write({ ...shop, users })), {
      message: /users\.1\.id: Invalid input: expected string, received number, and 1 more\./,
    });
  });

  it('refuses a file that is not there', () => {
    assert.throws(() => loadDirectoryFile(join(folder, 'missing.json')), { code: 'configuration' });
  });

  const foreign = process.env.DIRECTORY_FILE ?? join('..', 'shared', 'directory', 'adventureworks.json');
  const title = 'reads a directory that nobody here invented';
  if (!existsSync(foreign)) it.skip(`${title}: set DIRECTORY_FILE to a file of the format`);
  else
    it(title, () => {
      const directory = new CompanyDirectory(loadDirectoryFile(foreign));
      const { events } = directory.world.directory;
      const people = new Set(directory.world.groupsInScope.flatMap((id) => directory.transitiveMembers(id)));
      assert.ok(people.size > 0);
      const strangers = Object.values(staff).filter(({ id }) => [...people].some((person) => person.id === id));
      assert.deepEqual(strangers, []);
      assert.ok(replayEvents(directory, '9999-12-31') <= events.length);
    });
});
