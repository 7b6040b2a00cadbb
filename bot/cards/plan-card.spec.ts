import assert from 'node:assert/strict';
import type { PlanRecord } from '../../src/approval.ts';
import { wordsFor } from '../locales/words.ts';
import { buttonsOf, linesOf } from './card-lines.testing.ts';
import { approved, busyDay, receiptItem, receiptOf, record } from './examples.testing.ts';
import { drawPlan } from './plan-card.ts';

const view = { words: wordsFor('en'), role: null, wizardUrl: (subPage = '') => `https://teams.example/${subPage}` };
const decidedAt = '{{DATE(2026-11-23T08:41:00Z, SHORT)}}, {{TIME(2026-11-23T08:41:00Z)}}';
const finishedAt = '{{DATE(2026-11-23T08:43:00Z, SHORT)}}, {{TIME(2026-11-23T08:43:00Z)}}';
const decided = ['Approved by Mary Jackson', decidedAt];

const rejected: PlanRecord = record(busyDay, {
  state: 'rejected',
  decision: {
    action: 'reject',
    reason: 'Wait until Monday.',
    by: { id: 'mary', name: 'Mary Jackson' },
    at: '2026-11-23T08:41:00.000Z',
  },
});

describe('The card of a plan', () => {
  it('shows while it is applied who approved it and how far it is', () => {
    assert.deepEqual(linesOf(drawPlan(approved(), null, view)), [
      'Mobilo sync is being applied',
      ...decided,
      '14 of 22 changes done',
      '▓▓▓▓▓▓░░░░',
      'You can leave this: the outcome appears here.',
    ]);
  });

  it('is never full before the last change is done', () => {
    const bars = [0, 21, 22].map((done) => linesOf(drawPlan(approved({ done }), null, view))[4]);
    assert.deepEqual(bars, ['░░░░░░░░░░', '▓▓▓▓▓▓▓▓▓░', '▓▓▓▓▓▓▓▓▓▓']);
  });

  it('says in the receipt which credits recycled cards saved (R25)', () => {
    const saved = [{ sku: 'metal', name: 'Metal', quantity: 2 }];
    const receipt = receiptOf([receiptItem('Ada', 'done', null)], { saved });
    const lines = linesOf(drawPlan(approved({ state: 'finished', done: 22 }), receipt, view));
    assert.deepEqual(lines.slice(-2), ['Credits saved by cards that were passed on', 'Metal 2']);
  });

  it('becomes a receipt of what was done and what it cost', () => {
    const items = ['A', 'B', 'C', 'D', 'E'].map((name) => receiptItem(name, 'done', null, `order-${name}`));
    const receipt = receiptOf(items, {
      cost: [
        { sku: 'metal', name: 'Metal', quantity: 1_200 },
        { sku: 'crm', name: 'CRM', quantity: 6 },
      ],
    });
    const card = drawPlan(approved({ state: 'finished', done: 22 }), receipt, view);
    assert.deepEqual(linesOf(card), [
      'Mobilo sync is done',
      ...decided,
      `Finished ${finishedAt}`,
      '5 done',
      '5 accounts created',
      'Credits spent',
      'Metal 1,200 · CRM 6',
      'Orders',
      'order-A, order-B, order-C, … and 2 more',
    ]);
    assert.equal(card.speak, 'Mobilo sync is done. 5 done.');
    assert.deepEqual(buttonsOf(card), ['Open the receipt']);
  });

  it('says for everything that was not done why, and what to do about it', () => {
    const receipt = receiptOf([
      receiptItem('Ada', 'done', null),
      receiptItem('Jan', 'failed', 'The address is taken.'),
      receiptItem('Mia', 'uncertain', 'Mobilo did not answer.'),
      receiptItem('Eve', 'skipped', null),
    ]);
    const card = drawPlan(approved({ state: 'finished', done: 22 }), receipt, view);
    assert.deepEqual(linesOf(card), [
      'Mobilo sync is done; something needs you',
      ...decided,
      `Finished ${finishedAt}`,
      '1 done · 1 skipped · 1 failed · 1 uncertain',
      '1 account created',
      'Failed',
      'Jan · The address is taken.',
      'Solve the cause, then send "sync": these come back in the next plan.',
      'Uncertain',
      'Mia · Mobilo did not answer.',
      'Mobilo did not answer in time, so we do not know. Look in Mobilo before you do anything; nothing is sent twice.',
      'Skipped',
      'Eve · no reason was recorded',
      'These moved on after the plan was made. Send "sync" for a plan that knows.',
      'Credits spent',
      'No credits were spent.',
    ]);
  });

  it('offers to go on with a run that stopped, but not to a colleague', () => {
    const stopped = approved({ state: 'stopped', stopped: 'Mobilo must be connected again.' });
    const receipt = receiptOf([receiptItem('Mia', 'open', 'Not done yet.')]);
    const card = drawPlan(stopped, receipt, view);
    assert.deepEqual(linesOf(card).slice(0, 6), [
      'Mobilo sync stopped',
      ...decided,
      `Finished ${finishedAt}`,
      'Mobilo must be connected again.',
      '0 done · 1 not done',
    ]);
    assert.deepEqual(card.actions[0], {
      type: 'Action.Execute',
      title: 'Resume',
      verb: 'plan/resume',
      data: { planId: 'plan-1' },
      style: 'positive',
    });
    assert.deepEqual(buttonsOf(drawPlan(stopped, receipt, { ...view, role: 'colleague' })), ['Open the receipt']);
  });

  it('says who rejected it, and why', () => {
    assert.deepEqual(linesOf(drawPlan(rejected, null, view)), [
      'The plan was rejected',
      'Rejected by Mary Jackson',
      decidedAt,
      'Reason: Wait until Monday.',
      'Nothing was changed in Mobilo. Send "sync" when you want a new plan.',
    ]);
  });

  it('says that it has expired, or that a newer one replaced it', () => {
    const expiry = '{{DATE(2026-11-24T08:30:00Z, SHORT)}}, {{TIME(2026-11-24T08:30:00Z)}}';
    assert.deepEqual(linesOf(drawPlan(record(busyDay, { state: 'expired' }), null, view)), [
      'This plan has expired',
      `It was open until ${expiry}. Nothing was changed in Mobilo. Send "sync" for a new plan.`,
    ]);
    assert.deepEqual(linesOf(drawPlan(record(busyDay, { state: 'superseded' }), null, view)), [
      'A newer plan has replaced this one',
      'Nothing was changed in Mobilo by this one. Send "pending" to see the plan that counts.',
    ]);
  });
});
