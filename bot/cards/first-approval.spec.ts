import assert from 'node:assert/strict';
import type { FirstApproval } from '../../src/approval.ts';
import { wordsFor } from '../locales/words.ts';
import { buttonsOf, linesOf } from './card-lines.testing.ts';
import { drawDecision } from './decided-by.ts';
import { approvedBy, busyDay, record } from './examples.testing.ts';
import { drawPending } from './pending-card.ts';

const words = wordsFor('en');
const view = { words, role: 'approver', wizardUrl: () => 'https://teams.example' } as const;
const held = { reason: 'group-collapsed', removals: 3, limit: 5, groups: ['Staff'] } as const;
const firstApproval: FirstApproval = {
  action: 'approve',
  selection: 'all',
  cards: { byCard: { c1: 'release' }, others: null },
  confirmedRemovals: null,
  by: { id: 'ada', name: 'Ada' },
  at: '2026-11-23T08:41:00.000Z',
  replaces: { id: 'bob', name: 'Bob' },
};
const waiting = record({ ...busyDay, need: [], held }, { firstApproval });

describe('The card of a plan that waits for a second person', () => {
  it('says who approved first, whose approval that replaced, and what is needed', () => {
    const lines = linesOf(drawPending(waiting, view));
    assert.ok(lines.includes('Ada has approved removals that are held.'));
    assert.ok(lines.includes('It takes the place of what Bob had approved before.'));
    assert.ok(lines.includes('A second administrator or approver must approve the same before anything is applied.'));
  });

  it('offers to approve the same, choices for cards included, in five buttons at most', () => {
    const card = drawPending(waiting, view);
    const [same] = card.actions;
    assert.deepEqual(same?.type === 'Action.Execute' && [same.title, same.data], [
      'Approve the same',
      { planId: 'plan-1', fingerprint: 'f1', selection: 'all', 'card:c1': 'release' },
    ]);
    assert.ok(card.actions.length <= 5 && !buttonsOf(card).some((title) => title.includes('with removals')));
    const rows = Array.from({ length: 500 }, (_, index) => `joiner:${index}`);
    const long = { ...waiting, firstApproval: { ...firstApproval, selection: { rows } } };
    assert.ok(!buttonsOf(drawPending(long, view)).includes('Approve the same'));
  });

  it('names both once the plan is approved, and says when nobody pressed', () => {
    const said = (change: object) =>
      linesOf({ body: drawDecision({ ...waiting, decision: approvedBy('Mary'), ...change }, words) } as never)[0];
    assert.equal(said({}), 'Approved by Ada and Mary');
    assert.equal(
      said({ firstApproval: null, decision: { ...approvedBy('Mary'), automatic: true } }),
      'Updates applied without asking, in the name of Mary',
    );
  });
});
