import assert from 'node:assert/strict';
import { staff, tenantId } from '../world.ts';
import { contoso, everybodyGroupId } from './contoso.ts';
import { accountId, personId } from './contoso-person.ts';

const namesOf = (story: ReturnType<typeof contoso>) =>
  story.world.directory.users.map(({ displayName }) => displayName);
const inScope = (story: ReturnType<typeof contoso>) =>
  (story.world.directory.members[everybodyGroupId] ?? []).map(({ id }) => id);
const accountOf = (story: ReturnType<typeof contoso>, name: string) =>
  story.world.mobilo.accounts.find(({ id }) => id === accountId(name));

describe('contoso', () => {
  it('begins with the staff in step on both sides', () => {
    const { world } = contoso();
    assert.deepEqual(
      world.mobilo.accounts.map(({ externalId, email, role }) => [externalId, email, role]),
      [
        [`${tenantId}/${staff.administrator.id}`, staff.administrator.email, 'admin'],
        [`${tenantId}/${staff.approver.id}`, staff.approver.email, 'member'],
        [`${tenantId}/${staff.colleague.id}`, staff.colleague.email, 'member'],
      ],
    );
  });

  it('hires into the directory only', () => {
    const story = contoso().hire('Ada Byron', { department: 'Engineering' });
    const ada = story.world.directory.users.at(-1);
    assert.deepEqual([ada?.mail, ada?.department], ['ada.byron@contoso.example', 'Engineering']);
    assert.ok(inScope(story).includes(personId('Ada Byron')));
    assert.equal(accountOf(story, 'Ada Byron'), undefined);
  });

  it('employs whoever leaves without an earlier mention, and keeps what each way of leaving keeps', () => {
    const present = namesOf(contoso());
    const deleted = contoso().leave('Bob');
    assert.deepEqual(namesOf(deleted), present);
    assert.deepEqual(
      deleted.world.deletedUsers.map(({ id }) => id),
      [personId('Bob')],
    );
    assert.equal(accountOf(deleted, 'Bob')?.externalId, `${tenantId}/${personId('Bob')}`);
    assert.deepEqual(contoso().leave('Bob', 'gone').world.deletedUsers, []);
    const disabled = contoso().leave('Bob', 'disabled').world.directory.users.at(-1);
    assert.equal(disabled?.accountEnabled, false);
    const outside = contoso().leave('Bob', 'out-of-scope');
    assert.deepEqual(namesOf(outside), [...present, 'Bob']);
    assert.ok(!inScope(outside).includes(personId('Bob')));
  });

  it('leaves the account behind when the directory changes somebody', () => {
    const story = contoso().marry('Cara Stone', 'Vos');
    const cara = story.world.directory.users.at(-1);
    assert.deepEqual(
      [cara?.displayName, cara?.mail, cara?.proxyAddresses],
      ['Cara Vos', 'cara.vos@contoso.example', ['SMTP:cara.vos@contoso.example', 'smtp:cara.stone@contoso.example']],
    );
    assert.equal(accountOf(story, 'Cara Stone')?.email, 'cara.stone@contoso.example');
  });

  it('never changes a story that was told before', () => {
    const before = contoso();
    const bytes = JSON.stringify(before.world);
    before.hire('Ada').leave('Bob').card('Cara', 'card-wood-printed').credits('card-metal', 0).group('Team', ['Dan']);
    assert.equal(JSON.stringify(before.world), bytes);
  });
});
