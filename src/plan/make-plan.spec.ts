import assert from 'node:assert/strict';
import { accountOf, person, smallWorld, tenantId } from './small-world.ts';

const kindsAndReasons = (world: ReturnType<typeof smallWorld>) =>
  world.plan().rows.map((row) => `${row.kind} ${row.reason} ${row.personId}`);

describe('a plan', () => {
  it('is empty when Mobilo says what the directory says', () => {
    assert.deepEqual(smallWorld().employs('ada').knows('ada').plan().rows, []);
  });

  it('makes a joiner of somebody who has no account, with the order of the settings', () => {
    const [joiner] = smallWorld().employs('ada').plan().rows;
    assert.deepEqual(joiner, {
      kind: 'joiner',
      id: 'joiner:ada',
      reason: 'new-in-scope',
      name: 'Ada Byron',
      email: 'ada@contoso.example',
      department: 'Research',
      personId: 'ada',
      groupIds: ['group-staff'],
      profile: accountOf(person('ada')).profile,
      order: { cardSku: 'card-metal', licences: ['user'], accessories: [], sendLoginDetails: true, teamId: null },
      orderGroupId: null,
      recycles: null,
      photo: false,
      notes: [],
    });
  });

  it('matches by object id, so that a marriage is an update and never a leaver and a joiner', () => {
    const married = { displayName: 'Ada King', surname: 'King', mail: 'ada.king@contoso.example' };
    const [mover, ...others] = smallWorld().employs('ada', married).knows('ada').plan().rows;
    assert.deepEqual(others, []);
    assert.deepEqual(mover?.kind === 'mover' && mover.differences, [
      { field: 'displayName', from: 'Ada Byron', to: 'Ada King', edited: false },
      { field: 'surname', from: 'Byron', to: 'King', edited: false },
      { field: 'email', from: 'ada@contoso.example', to: 'ada.king@contoso.example', edited: false },
    ]);
  });

  it('proposes a link to the one unlinked account with exactly this address', () => {
    assert.deepEqual(kindsAndReasons(smallWorld().employs('ada').knows('ada', { externalId: null })), [
      'link same-address ada',
    ]);
  });

  it('leaves an address that belongs to somebody else, to several or to two people for a person to decide', () => {
    const linkedToBob = { externalId: `${tenantId}/bob` };
    const world = smallWorld()
      .employs('ada')
      .knows('ada', linkedToBob)
      .proves('bob', { kind: 'present', person: person('bob') });
    assert.deepEqual(kindsAndReasons(world), ['keep out-of-scope bob', 'conflict address-linked-to-another ada']);
    const twins = smallWorld().employs('ada').employs('eve', { mail: 'ADA@contoso.example' });
    assert.deepEqual(kindsAndReasons(twins), ['conflict address-shared ada', 'conflict address-shared eve']);
    const twoAccounts = smallWorld()
      .employs('ada')
      .knows('ada', { externalId: null })
      .knows('ada', { id: 'other', externalId: null });
    assert.deepEqual(kindsAndReasons(twoAccounts), ['conflict several-accounts ada']);
  });

  it('updates the rest when a new address is taken by another account', () => {
    const world = smallWorld()
      .employs('ada', { mail: 'bob@contoso.example', jobTitle: 'Director' })
      .employs('bob')
      .knows('ada')
      .knows('bob');
    const rows = world.plan().rows;
    assert.deepEqual(kindsAndReasons(world), ['mover profile-changed ada', 'conflict address-linked-to-another ada']);
    assert.deepEqual(rows[0]?.kind === 'mover' && rows[0].differences, [
      { field: 'jobTitle', from: 'Engineer', to: 'Director', edited: false },
    ]);
  });

  it('excludes guests, disabled people and people without an address or a name, each with the reason', () => {
    const world = smallWorld()
      .employs('guest', { userPrincipalName: 'guest_fabrikam.example#EXT#@contoso.example' })
      .employs('off', { accountEnabled: false })
      .employs('mute', { mail: null, proxyAddresses: ['smtp:mute@contoso.example'] })
      .employs('nameless', { displayName: '  ' });
    assert.deepEqual(kindsAndReasons(world), [
      'excluded guest guest',
      'excluded no-address mute',
      'excluded disabled off',
      'excluded no-name nameless',
    ]);
  });

  it('calls nobody a leaver for being absent: each needs evidence of their own', () => {
    const world = smallWorld()
      .knows('ada')
      .knows('bob')
      .knows('cleo')
      .knows('dan')
      .knows('eve')
      .proves('ada', { kind: 'deleted-restorable', deletedAt: '2026-11-22T08:00:00Z' })
      .proves('bob', { kind: 'deleted-final' })
      .proves('cleo', { kind: 'present', person: person('cleo') })
      .proves('dan', { kind: 'unknown', why: 'throttled' });
    assert.deepEqual(kindsAndReasons(world), [
      'leaver deleted-restorable ada',
      'leaver deleted-final bob',
      'keep out-of-scope cleo',
      'keep no-evidence dan',
      'keep no-evidence eve',
    ]);
  });

  it('never has a leaver when the reading broke off, whatever the evidence', () => {
    const world = smallWorld()
      .knows('ada')
      .proves('ada', { kind: 'deleted-final' })
      .breaksOff('Staff: the group is gone.');
    assert.deepEqual(kindsAndReasons(world), ['keep scope-lost ada']);
  });

  it('never removes an admin of Mobilo', () => {
    const world = smallWorld().knows('ada', { role: 'admin' }).proves('ada', { kind: 'deleted-final' });
    assert.deepEqual(kindsAndReasons(world), ['keep protected ada']);
  });

  it('names the cards of a leaver that still work', () => {
    const [leaver] = smallWorld()
      .knows('ada')
      .holdsCard('ada')
      .holdsCard('ada', { id: 'old', state: 'deactivated' })
      .proves('ada', { kind: 'deleted-final' })
      .plan().rows;
    assert.deepEqual(leaver?.kind === 'leaver' && leaver.cards, [
      { id: 'card-ada', sku: 'card-metal', name: 'Metal card', printed: false, recipient: null },
    ]);
  });

  it('brings back the same account when a person returns, without a new order', () => {
    const world = smallWorld().employs('ada').knows('ada', { state: 'deactivated' });
    assert.deepEqual(kindsAndReasons(world), ['mover returned ada']);
    assert.deepEqual(world.plan().need, []);
  });

  it('never blanks what Mobilo has and the directory has not', () => {
    assert.deepEqual(smallWorld().employs('ada', { jobTitle: null }).knows('ada').plan().rows, []);
  });

  it('prices the joiners and says what is short', () => {
    const world = smallWorld().employs('ada').employs('bob').hasCredits('card-metal', 1);
    assert.deepEqual(world.plan().need, [
      { sku: 'card-metal', kind: 'card', name: 'Metal card', needed: 2, available: 1, short: 1 },
      { sku: 'user', kind: 'licence', name: 'User licence', needed: 2, available: 100, short: 0 },
    ]);
  });

  it('holds removals above the limit', () => {
    const world = smallWorld().decides({ removalLimit: { count: 1, percent: 0 } });
    for (const id of ['ada', 'bob']) world.knows(id).proves(id, { kind: 'deleted-final' });
    assert.deepEqual(world.plan().held, { reason: 'too-many-removals', removals: 2, limit: 1, groups: [] });
  });
});
