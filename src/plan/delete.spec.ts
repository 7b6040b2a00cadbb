import assert from 'node:assert/strict';
import type { Evidence } from '../directory/directory.ts';
import type { Account } from '../mobilo/mobilo.ts';
import { peopleNeedingEvidence } from './make-plan.ts';
import { person, smallWorld, tenantId } from './small-world.ts';

const gone: Evidence = { kind: 'deleted-final' };
const readAt = Date.parse('2026-11-23T09:00:00.000Z');
const daysBefore = (days: number): string => new Date(readAt - days * 86_400_000).toISOString();

/** Ada left for good; a run of ours deactivated her account so many days ago. */
const adaLeft = (days: number, account: Partial<Account> = {}) =>
  smallWorld()
    .knows('ada', { state: 'deactivated', ...account })
    .proves('ada', gone)
    .remembers({ deactivatedAt: new Map([['account-ada', daysBefore(days)]]) });

const rowsOf = (world: ReturnType<typeof smallWorld>) => world.plan().rows.map(({ id }) => id);

describe('a deletion', () => {
  it('is proposed once the account of somebody who is gone for good has waited long enough (case 22)', () => {
    assert.deepEqual(adaLeft(30).plan().rows, [
      {
        kind: 'deletion',
        id: 'deletion:ada',
        reason: 'deleted-final',
        name: 'Ada Byron',
        email: 'ada@contoso.example',
        department: 'Research',
        personId: 'ada',
        accountId: 'account-ada',
        accountVersion: '1',
        notes: [],
        deactivatedAt: '2026-10-24T09:00:00.000Z',
      },
    ]);
    assert.equal(adaLeft(30).plan().counts.deletion, 1);
  });

  it('waits as many days as the settings say, without a word, and for ever when they say never', () => {
    assert.deepEqual(rowsOf(adaLeft(29.999)), []);
    assert.deepEqual(rowsOf(adaLeft(29.999).decides({ deleteAfterDays: 7 })), ['deletion:ada']);
    assert.deepEqual(rowsOf(adaLeft(365).decides({ deleteAfterDays: null })), []);
  });

  it('is of nobody who is disabled, restorable, back or not accounted for (case 19, case 20, case 21)', () => {
    const others: readonly Evidence[] = [
      { kind: 'disabled', person: person('ada') },
      { kind: 'deleted-restorable', deletedAt: daysBefore(40) },
      { kind: 'present', person: person('ada') },
      { kind: 'unknown', why: 'throttled' },
    ];
    for (const evidence of others) assert.deepEqual(rowsOf(adaLeft(40).proves('ada', evidence)), []);
    const unproven = adaLeft(40);
    unproven.evidence.clear();
    assert.deepEqual(rowsOf(unproven), []);
    assert.deepEqual(rowsOf(adaLeft(40).employs('ada')), ['mover:ada']);
    assert.deepEqual(rowsOf(adaLeft(40).employs('ada', { accountEnabled: false })), []);
  });

  it('is of no account that somebody else deactivated, that is active, or that is not linked by us (G4)', () => {
    assert.deepEqual(rowsOf(adaLeft(40).remembers({ deactivatedAt: new Map() })), []);
    assert.deepEqual(rowsOf(adaLeft(40, { state: 'active' })), ['leaver:ada']);
    assert.deepEqual(rowsOf(adaLeft(40, { externalId: null })), []);
    assert.deepEqual(rowsOf(adaLeft(40, { externalId: 'another-tenant/ada' })), []);
    const twice = adaLeft(40).knows('ada', { id: 'other', externalId: `${tenantId}/ada`, state: 'deactivated' });
    assert.deepEqual(rowsOf(twice), []);
  });

  it('is of no admin, and of no account that has a card in use (case 28, case 29)', () => {
    assert.deepEqual(rowsOf(adaLeft(40, { role: 'admin' })), []);
    for (const state of ['active', 'ordered'] as const)
      assert.deepEqual(rowsOf(adaLeft(40).holdsCard('ada', { state })), []);
    assert.deepEqual(rowsOf(adaLeft(40).holdsCard('ada', { state: 'deactivated' })), ['deletion:ada']);
  });

  it('is of nobody who is to stay as they are (case 30)', () => {
    const { exclusions } = smallWorld().settings;
    assert.deepEqual(rowsOf(adaLeft(40).decides({ exclusions: { ...exclusions, people: ['ada'] } })), []);
  });

  it('is of no account whose address somebody in scope waits for, who may be the same person (case 3, case 27)', () => {
    const rehired = adaLeft(40).employs('eve', { mail: 'ada@contoso.example' });
    assert.deepEqual(rowsOf(rehired), ['conflict:eve']);
  });

  it('never comes from a reading that broke off (law 2), and is asked about before (G2)', () => {
    const whole = adaLeft(40);
    assert.deepEqual(peopleNeedingEvidence(whole.reading(), whole.settings, whole.past), ['ada']);
    const broken = adaLeft(40).breaksOff('Staff: the group is gone.');
    assert.deepEqual(rowsOf(broken), []);
    assert.deepEqual(peopleNeedingEvidence(broken.reading(), broken.settings, broken.past), []);
    const waiting = adaLeft(5);
    assert.deepEqual(peopleNeedingEvidence(waiting.reading(), waiting.settings, waiting.past), []);
  });
});
