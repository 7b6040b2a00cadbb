import assert from 'node:assert/strict';
import { profileFields } from '../../src/plan/hash-profile.ts';
import { wordsFor } from '../locales/words.ts';
import { drawConfirm } from './confirm-card.ts';
import type { AdaptiveCard, Element } from './elements.ts';
import { approved, joiner, leaver, mover, receiptItem, receiptOf, record, summarize } from './examples.testing.ts';
import { drawHelp, drawWelcome } from './help-card.ts';
import { lintCard } from './lint-card.testing.ts';
import { drawPlan } from './plan-card.ts';
import { drawStale } from './stale-card.ts';
import { drawStatus } from './status-card.ts';
import type { View } from './view.ts';
import { drawWhy } from './why-card.ts';
import { accountFacts, explained } from './why-examples.testing.ts';

const trap = '[Win a prize](https://evil.example) **now** _and_ always ';
const long = (start: string): string => start + trap.repeat(6);
const some = <T>(make: (name: string) => T, count: number): readonly T[] =>
  Array.from({ length: count }, (_, index) => make(long(`${index} `)));

const strangeGroups = some(
  (name) => ({
    ...{ id: name, displayName: long(''), people: 1, others: 0, lost: long('') },
    ...{ securityEnabled: false, dynamic: 'paused' as const },
  }),
  20,
);
const hugeSummary = summarize(
  {
    joiners: some((name) => joiner(name, long(''), { accessories: [long('')] }), 10),
    movers: some(
      (name) =>
        mover(
          name,
          [1, 2, 3].map(() => ({ field: 'jobTitle', from: long(''), to: long(''), edited: false })),
        ),
      10,
    ),
    leavers: some((name) => leaver(name, [{ name: long('') }]), 10),
  },
  { joiner: 3_000, mover: 1_500, leaver: 500, link: 40, conflict: 30 },
  {
    source: { complete: false, problems: [long('')], people: 100_000, accounts: 90_000, groups: strangeGroups },
    held: { reason: 'too-many-removals', removals: 500, limit: 25, groups: [] },
    need: some((name) => ({ sku: name, kind: 'card', name, needed: 3_000, available: 5, short: 2_995 }), 20),
  },
);
const hugeReceipt = receiptOf(
  (['done', 'failed', 'uncertain', 'skipped', 'open'] as const).flatMap((outcome) =>
    some((name) => receiptItem(name, outcome, long(''), long('')), 1_000),
  ),
  { cost: some((name) => ({ sku: name, name, quantity: 3_000 }), 20) },
);
const strange = explained(long(''), {
  outcome: 'conflict',
  scope: {
    verdict: 'group-lost',
    groups: 2_000,
    paths: some((name) => some((step) => ({ id: step, displayName: name + step }), 30), 40),
    lost: some((name) => name, 30),
  },
  match: {
    how: 'conflict',
    accounts: some((name) => accountFacts(name, { linkedTo: 'another-tenant', role: 'admin' }), 40),
  },
  evidence: { kind: 'unknown', deletedAt: null, why: long('') },
  comparison: profileFields.map((field) => ({
    ...{ field, directory: long('a'), mobilo: long('b') },
    policy: 'always',
    verdict: 'edited',
  })),
  rows: [leaver(long(''), [{ name: long('') }])],
});
const hugeRecord = record(hugeSummary, {
  firstApproval: {
    ...{ action: 'approve', selection: 'all', cards: { byCard: {}, others: 'release' }, confirmedRemovals: 500 },
    ...{ by: { id: 'ada', name: long('') }, at: '2026-11-23T08:41:00.000Z', replaces: { id: 'bob', name: long('') } },
  },
});
const quarantine = {
  ...{ failures: 99, since: '2026-11-23T08:41:00.000Z', nextAt: '2026-11-24T08:41:00.000Z' },
  ...{ code: 'mobilo-unavailable', why: long('') },
};
const tooLate = {
  ...{ current: { planId: 'plan-2', fingerprint: 'f2' }, unchanged: 4_000 },
  moved: some((name) => ({ name, how: 'changed' as const }), 20),
};
const health = { ok: false, code: null, sentence: long('') };
const asked = { removals: 500, mistyped: true, cards: { byCard: {}, others: null } } as const;
const commands = some((word) => ({ word: word.slice(0, 12), purpose: word.slice(0, 60) }), 10);

const drawAll = (view: View): Readonly<Record<string, AdaptiveCard>> => ({
  pending: drawPlan(hugeRecord, null, view),
  'confirm each': drawConfirm(
    {
      record: hugeRecord,
      selection: { rows: some((name) => name, 8) },
      leavers: some((name) => leaver(name, [{ name: long(''), printed: true }]), 8),
      suggestion: 'release',
      ...asked,
    },
    view,
  ),
  'confirm all': drawConfirm(
    {
      record: hugeRecord,
      selection: 'all',
      leavers: some((name) => leaver(name, [{}]), 500),
      suggestion: null,
      ...asked,
    },
    view,
  ),
  progress: drawPlan(approved({ total: 5_000, done: 4_999 }), null, view),
  receipt: drawPlan(approved({ state: 'finished' }), hugeReceipt, view),
  stopped: drawPlan(approved({ state: 'stopped', stopped: long('') }), hugeReceipt, view),
  rejected: drawPlan({ ...hugeRecord, state: 'rejected' }, null, view),
  expired: drawPlan({ ...hugeRecord, state: 'expired' }, null, view),
  superseded: drawPlan({ ...hugeRecord, state: 'superseded' }, null, view),
  stale: drawStale(
    tooLate,
    { planId: 'plan-1', fingerprint: 'f1', selection: 'all', cards: asked.cards, confirmedRemovals: 500 },
    view,
  ),
  status: drawStatus(
    {
      health: { directory: health, mobilo: health, lastReadingAt: null, quarantine, automatic: health },
      pending: hugeRecord,
      role: 'colleague',
    },
    view,
  ),
  why: drawWhy(strange, view),
  help: drawHelp(commands, view),
  welcome: drawWelcome(commands, view),
});

const flatten = (element: Element): readonly Element[] =>
  element.type === 'Container' ? [element, ...element.items.flatMap(flatten)] : [element];

for (const locale of ['en', 'nl'])
  describe(`The cards of a plan with 5,000 rows, in ${locale} (case 66)`, () => {
    const view: View = { words: wordsFor(locale), role: null, wizardUrl: (subPage = '') => `https://teams/${subPage}` };
    for (const [name, card] of Object.entries(drawAll(view))) {
      it(`keep to the schema and to 28 KB: ${name}`, () => assert.deepEqual(lintCard(card), []));

      it(`say everything to clients that cannot draw them: ${name}`, () => {
        assert.equal(card.version, '1.5');
        assert.match(card.fallbackText, /[.:]/);
        assert.equal(card.speak, card.fallbackText);
      });

      it(`wrap, and let nothing from the directory become a link: ${name}`, () => {
        const texts = card.body.flatMap(flatten).filter((element) => element.type === 'TextBlock');
        assert.deepEqual(
          texts.filter((text) => !text.wrap || text.text.includes('evil.example')),
          [],
        );
      });
    }
  });
