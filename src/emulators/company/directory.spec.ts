import assert from 'node:assert/strict';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { addToGroup, deleteGroup, emptyGroup, takeFromGroup } from './change-group.ts';
import { changePerson, enablePerson, marryPerson, movePerson } from './change-person.ts';
import { contoso, everybodyGroupId } from './contoso.ts';
import { personId } from './contoso-person.ts';
import { deletePerson, purgePerson, restorePerson } from './delete-person.ts';
import { CompanyDirectory } from './directory.ts';
import { growWorld } from './grow-world.ts';
import { hirePerson } from './hire-person.ts';

const groupNames = (directory: CompanyDirectory, id: string) =>
  directory.groupsOf(id).map(({ entity }) => entity.displayName);

const memberIds = (directory: CompanyDirectory, groupId: string) => directory.members(groupId).map(({ id }) => id);

describe('CompanyDirectory', () => {
  const open = () => new CompanyDirectory(contoso().employ('Ada Byron').world);

  it('finds people by id, sign-in name and address in any letter case', () => {
    const directory = open();
    for (const name of [personId('Ada Byron'), 'ada.byron@contoso.example', 'ADA.BYRON@CONTOSO.EXAMPLE'])
      assert.equal(directory.findUser(name)?.id, personId('Ada Byron'));
    assert.equal(directory.findUser('nobody'), undefined);
  });

  it('moves somebody from the group of one department to that of another', () => {
    const directory = new CompanyDirectory(growWorld());
    const person = directory.list('user')[5]?.id ?? '';
    assert.deepEqual(groupNames(directory, person), ['People', 'Product launch', 'Newsletter']);
    movePerson(directory, person, 'Legal', 'Paralegal');
    assert.deepEqual(groupNames(directory, person), ['Product launch', 'Newsletter', 'Legal']);
    const { entity } = directory.findUser(person) ?? {};
    assert.deepEqual([entity?.department, entity?.jobTitle], ['Legal', 'Paralegal']);
  });

  it('hires into the group of the department with an address of their own', () => {
    const directory = new CompanyDirectory(growWorld());
    const [first, second] = [1, 2].map(() => hirePerson(directory, { displayName: 'Ada Byron', department: 'IT' }));
    assert.deepEqual(
      [first, second].map((person) => person?.entity.mail),
      ['ada.byron@contoso.example', 'ada.byron2@contoso.example'],
    );
    assert.deepEqual(groupNames(directory, second?.id ?? ''), ['IT']);
  });

  it('lets an address follow a marriage and keeps the old one as an alias', () => {
    const directory = open();
    marryPerson(directory, personId('Ada Byron'), 'King');
    assert.equal(directory.findUser('ada.byron@contoso.example'), undefined);
    const { entity } = directory.findUser('ada.king@contoso.example') ?? {};
    assert.deepEqual(entity?.proxyAddresses, ['SMTP:ada.king@contoso.example', 'smtp:ada.byron@contoso.example']);
  });

  it('takes the deleted out of their groups and brings them back into them', () => {
    const directory = open();
    const id = personId('Ada Byron');
    const before = directory.findUser(id);
    deletePerson(directory, id);
    assert.deepEqual([directory.findUser(id), memberIds(directory, everybodyGroupId).includes(id)], [undefined, false]);
    assert.equal(directory.list('user', 'deleted').length, 1);
    restorePerson(directory, id);
    assert.deepEqual(directory.findUser('ada.byron@contoso.example'), before);
    assert.ok(memberIds(directory, everybodyGroupId).includes(id));
  });

  it('remembers only the id of the purged', () => {
    const directory = open();
    purgePerson(directory, personId('Ada Byron'));
    assert.deepEqual(directory.find(personId('Ada Byron')), {
      id: personId('Ada Byron'),
      kind: 'user',
      entity: { id: personId('Ada Byron') },
      memberOf: [],
      managerId: null,
      state: 'purged',
    });
    assert.throws(() => restorePerson(directory, personId('Ada Byron')), { code: 'not-found' });
  });

  it('empties, fills and deletes groups', () => {
    const directory = open();
    emptyGroup(directory, everybodyGroupId);
    assert.deepEqual(memberIds(directory, everybodyGroupId), []);
    addToGroup(directory, everybodyGroupId, personId('Ada Byron'));
    addToGroup(directory, everybodyGroupId, personId('Ada Byron'));
    assert.deepEqual(memberIds(directory, everybodyGroupId), [personId('Ada Byron')]);
    takeFromGroup(directory, everybodyGroupId, personId('Ada Byron'));
    assert.deepEqual(memberIds(directory, everybodyGroupId), []);
    deleteGroup(directory, everybodyGroupId);
    assert.equal(directory.findGroup(everybodyGroupId), undefined);
  });

  it('writes down what each change touched', () => {
    const directory = open();
    const before = directory.version;
    changePerson(directory, personId('Ada Byron'), { jobTitle: 'Engineer' });
    deletePerson(directory, personId('Ada Byron'));
    const told = directory.changesSince(before).map(({ properties, joined, left }) => ({ properties, joined, left }));
    assert.deepEqual(told, [
      { properties: ['jobTitle'], joined: [], left: [] },
      { properties: ['userPrincipalName', 'deletedDateTime'], joined: [], left: [everybodyGroupId] },
    ]);
  });

  it('says who is present and who is in a group as it is after each change', () => {
    const directory = open();
    const ada = personId('Ada Byron');
    const lookAt = (id: string) => [
      directory.list('user').find((user) => user.id === id)?.entity,
      directory.members(everybodyGroupId).find((member) => member.id === id)?.entity,
      directory.transitiveMembers(everybodyGroupId).find((member) => member.id === id)?.entity,
    ];
    const { entity } = directory.findUser(ada) ?? {};
    assert.deepEqual(lookAt(ada), [entity, entity, entity]);
    const changed = changePerson(directory, ada, { jobTitle: 'Engineer' }).entity;
    assert.deepEqual(lookAt(ada), [changed, changed, changed]);
    takeFromGroup(directory, everybodyGroupId, ada);
    assert.deepEqual(lookAt(ada), [changed, undefined, undefined]);
    const hired = hirePerson(directory, { displayName: 'Dan Vos' });
    assert.deepEqual(lookAt(hired.id), [hired.entity, hired.entity, hired.entity]);
    const groups = directory.list('group').length;
    deleteGroup(directory, everybodyGroupId);
    assert.equal(directory.list('group').length, groups - 1);
  });

  it('refuses to change a stranger', () => {
    assert.throws(() => enablePerson(open(), 'nobody'), {
      name: 'SyncError',
      message: 'Nobody in the emulated directory is called nobody. Check the id.',
    });
  });

  it('keeps its changes in a folder, even when the last line was torn by a kill', () => {
    const folder = mkdtempSync(join(tmpdir(), 'directory-'));
    const world = growWorld();
    const directory = new CompanyDirectory(world, folder);
    const person = hirePerson(directory, { displayName: 'Ada Byron', department: 'Sales' });
    const file = join(folder, 'sample-60-1.objects.jsonl');
    writeFileSync(file, `${readFileSync(file, 'utf8')}["torn",{"id":`);
    const again = new CompanyDirectory(world, folder);
    assert.deepEqual(again.find(person.id), person);
    assert.deepEqual([again.version, again.list('user').length], [directory.version, 63]);
    assert.equal(new CompanyDirectory(growWorld({ seed: 2 }), folder).version, 0);
    rmSync(folder, { recursive: true });
  });
});
