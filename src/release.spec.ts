import assert from 'node:assert/strict';
import type { Approval, Release } from './approval.ts';
import { selectChanges } from './approval.ts';
import { SyncError } from './errors.ts';
import { type Held, holdReasons } from './plan/plan.ts';
import { smallWorld } from './plan/small-world.ts';
import { isSameApproval, needsSecond, requireOthersAccounts, requireReleased } from './release.ts';

const { rows } = smallWorld()
  .employs('ada')
  .knows('bob')
  .holdsCard('bob')
  .proves('bob', { kind: 'deleted-final' })
  .knows('cleo')
  .proves('cleo', { kind: 'deleted-final' })
  .plan();
const everything = selectChanges(rows, 'all');
const joiners = selectChanges(rows, { kinds: ['joiner'] });

const heldFor = (reason: Held['reason']): Held => ({ reason, removals: 9, limit: 1, groups: ['Staff', 'Sales'] });
const tooMany = heldFor('too-many-removals');

const refusal = (act: () => void): SyncError | null => {
  try {
    act();
    return null;
  } catch (error) {
    assert.ok(error instanceof SyncError);
    return error;
  }
};
const release = (held: Held | null, typed: number | null, how: Release = 'typed-number', selected = everything) =>
  refusal(() => requireReleased(held, selected, typed, how));

describe('held removals', () => {
  it('are released by typing how many of them are selected, and by no other number', () => {
    assert.equal(release(tooMany, 2), null);
    for (const typed of [null, 0, 1, 3, 9]) assert.equal(release(tooMany, typed)?.code, 'removals-held');
  });

  it('are not in the way of the other changes, nor is anything where nothing is held', () => {
    assert.equal(release(tooMany, null, 'typed-number', joiners), null);
    assert.equal(release(null, null), null);
  });

  it('need no number from two people, but not a wrong one either', () => {
    assert.equal(release(tooMany, null, 'second-person'), null);
    assert.equal(release(tooMany, 2, 'second-person'), null);
    assert.equal(release(tooMany, 3, 'second-person')?.code, 'removals-held');
    assert.equal(needsSecond(tooMany, everything, 'second-person'), true);
    assert.equal(needsSecond(tooMany, everything, 'typed-number'), false);
    assert.equal(needsSecond(tooMany, joiners, 'second-person'), false);
    assert.equal(needsSecond(null, everything, 'second-person'), false);
  });

  it('of an incomplete reading are released by nobody (G1)', () => {
    for (const how of ['typed-number', 'second-person'] as const) {
      const refused = release(heldFor('incomplete-reading'), 2, how);
      assert.equal(refused?.code, 'removals-held');
      assert.match(refused.message, /could not be read completely\. Approve the other changes/);
    }
  });

  it('say why they are held and which number to type', () => {
    const sentence = release(tooMany, null)?.message;
    assert.equal(
      sentence,
      '2 removals are held because that is more than 1. Check the directory first. To approve them all the same, type their number: 2.',
    );
    assert.deepEqual(release(tooMany, null)?.details, {
      removals: 2,
      limit: 1,
      reason: 'too-many-removals',
      groups: ['Staff', 'Sales'],
    });
    for (const reason of holdReasons)
      assert.match(release(heldFor(reason), null)?.message ?? '', /^2 removals are held because [^.]+\. [A-Z].*\.$/);
    assert.match(release(heldFor('group-collapsed'), null)?.message ?? '', /disappeared from Staff, Sales\./);
  });
});

describe('two approvals', () => {
  const approval = (change: Partial<Approval> = {}): Approval => ({
    action: 'approve',
    selection: 'all',
    cards: { byCard: {}, others: 'release' },
    confirmedRemovals: null,
    ...change,
  });
  const same = (change: Partial<Approval>) => isSameApproval(approval(), approval(change), rows);

  it('are the same when they name the same rows and choices in other ways', () => {
    assert.ok(same({ selection: { kinds: ['leaver', 'joiner'] } }));
    assert.ok(same({ selection: { rows: ['leaver:cleo', 'leaver:bob', 'joiner:ada'] } }));
    assert.ok(same({ cards: { byCard: { 'card-bob': 'release', another: 'deactivate' }, others: null } }));
  });

  it('are not with other rows, another choice for a card or another number', () => {
    assert.ok(!same({ selection: { kinds: ['leaver'] } }));
    assert.ok(!same({ cards: { byCard: { 'card-bob': 'deactivate' }, others: 'release' } }));
    assert.ok(!same({ confirmedRemovals: 2 }));
  });
});

describe('an approval', () => {
  it('never takes the account of whoever gives it, or of whoever connected Mobilo (case 29)', () => {
    const own = refusal(() => requireOthersAccounts(everything, 'bob', 'nobody'));
    assert.deepEqual(
      [own?.code, own?.details],
      ['protected-account', { rowId: 'leaver:bob', name: 'Bob Byron', whose: 'approver' }],
    );
    assert.match(own?.message ?? '', /^The removal of Bob Byron would take your own account\./);
    const connector = refusal(() => requireOthersAccounts(everything, 'ada', 'cleo'));
    assert.deepEqual(connector?.details, { rowId: 'leaver:cleo', name: 'Cleo Byron', whose: 'connector' });
    assert.equal(
      refusal(() => requireOthersAccounts(everything, 'ada', null)),
      null,
    );
  });
});
