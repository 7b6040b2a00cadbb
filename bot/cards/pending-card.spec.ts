import assert from 'node:assert/strict';
import type { Role } from '../../src/approval.ts';
import { wordsFor } from '../locales/words.ts';
import { buttonsOf, linesOf } from './card-lines.testing.ts';
import {
  busyDay,
  deletion,
  joiner,
  joiners,
  leaver,
  leavers,
  movers,
  pools,
  record,
  shortPools,
  summarize,
} from './examples.testing.ts';
import { drawPending } from './pending-card.ts';

const view = (role: Role | null, locale = 'en-GB') => ({
  words: wordsFor(locale),
  role,
  wizardUrl: (subPage = '') => `https://teams.example/wizard/${subPage}`,
});
const when = (day: number) => `{{DATE(2026-11-${day}T08:30:00Z, SHORT)}}, {{TIME(2026-11-${day}T08:30:00Z)}}`;

describe('The pending card', () => {
  it('asks an approver to decide on exactly this plan', () => {
    const plan = record(summarize({ joiners: [joiner('Ada Byron', 'Engineering')] }, {}, { need: pools.slice(0, 1) }));
    const on = { planId: 'plan-1', fingerprint: 'f1' };
    const spoken = 'Mobilo sync: 1 change is waiting for approval. 1 joiner.';
    const small = { isSubtle: true, size: 'Small' } as const;
    const part = { separator: true, spacing: 'Medium' } as const;
    const row = (name: string, facts: readonly string[]) => ({
      type: 'RichTextBlock',
      inlines: [
        { type: 'TextRun', text: name, weight: 'Bolder' },
        ...facts.map((text) => ({ type: 'TextRun', text, isSubtle: true })),
      ],
      spacing: 'Small',
    });
    const text = (words: string, look: object) => ({ type: 'TextBlock', text: words, wrap: true, ...look });
    assert.deepEqual(drawPending(plan, view('approver')), {
      type: 'AdaptiveCard',
      $schema: 'http://adaptivecards.io/schemas/adaptive-card.json',
      version: '1.5',
      fallbackText: spoken,
      speak: spoken,
      body: [
        text('Mobilo sync', { size: 'Medium', weight: 'Bolder', style: 'heading' }),
        text(`Read ${when(23)} · expires ${when(24)}`, { ...small, spacing: 'None' }),
        text('1 joiner', { weight: 'Bolder', spacing: 'Small' }),
        {
          type: 'Container',
          items: [text('Joiners', { ...small, weight: 'Bolder' }), row('Ada Byron', [' · Engineering', ' · Metal'])],
          ...part,
        },
        {
          type: 'Container',
          items: [text('Credits this needs', { ...small, weight: 'Bolder' }), row('Metal', [' · 8 needed, 10 left'])],
          ...part,
        },
      ],
      actions: [
        {
          type: 'Action.Execute',
          title: 'Approve 1 change',
          verb: 'plan/approve',
          data: { ...on, selection: 'all' },
          style: 'positive',
        },
        { type: 'Action.Execute', title: 'Reject', verb: 'plan/reject', data: on, style: 'destructive' },
        { type: 'Action.OpenUrl', title: 'Review in wizard', url: 'https://teams.example/wizard/plan/plan-1' },
      ],
    });
  });

  it('says which pools will be short by when, also when the plan itself needs nothing (case 26)', () => {
    const at = (sku: string, name: string, on: string, left: number) => ({ sku, name, on, needed: 9, left });
    const forecast = [
      at('wood', 'Wood', '2027-01-02', 4),
      at('metal', 'Metal', '2027-01-12', -3),
      at('metal', 'Metal', '2027-01-20', -5),
      at('crm', 'CRM', '2027-02-01', -1),
    ];
    const ahead = (locale: string) =>
      linesOf(drawPending(record(summarize({ movers }, {}, { forecast })), view(null, locale)));
    assert.ok(ahead('en-GB').includes('Metal: 3 short by 12 Jan · CRM: 1 short by 1 Feb'));
    assert.ok(ahead('nl').includes('Metal: 3 tekort op 12 jan · CRM: 1 tekort op 1 feb'));
  });

  it('says whose card could go to whom, and what that saves (R25)', () => {
    const recipient = { rowId: 'joiner:ada-byron', name: 'Ada Byron' };
    const summary = summarize({
      leavers: [leaver('Bob Stone', [{ recipient }]), leaver('Eve Noor', [{ recipient }, {}])],
    });
    assert.deepEqual(linesOf(drawPending(record(summary), view('approver'))).slice(-2), [
      'Bob Stone · sign-in disabled · Metal, can go to Ada Byron (saves a credit)',
      'Eve Noor · sign-in disabled · 2 cards, 1 can go to a joiner (saves a credit)',
    ]);
  });

  it('names the first of each kind, what becomes of them, and how many more there are', () => {
    const card = drawPending(record(busyDay), view('approver'));
    assert.deepEqual(linesOf(card).slice(2), [
      '12 joiners · 7 movers · 3 leavers',
      'Joiners',
      'Ada Byron · Engineering · Metal + CRM',
      'Jan van den Berg · Sales · Wood',
      'Mia Chen · Finance · no card, licence only',
      '… and 9 more',
      'Movers',
      'Grace Hopper · job title: Engineer → Lead Engineer',
      'Alan Turing · is back, account activated again',
      '… and 5 more',
      'Leavers',
      'Bob Stone · deleted on 22 Nov · Metal',
      'Eve Noor · sign-in disabled · Wood (printed)',
      '… and 1 more',
      'Credits this needs',
      'Metal · 8 needed, 10 left',
      'Wood · 4 needed, 40 left',
      'CRM · 6 needed, 9 left',
    ]);
    assert.deepEqual(buttonsOf(card), ['Approve all 22', 'Only updates (7)', 'Reject', 'Review in wizard']);
  });

  it('tells the same in Dutch', () => {
    const card = drawPending(record(busyDay), view('approver', 'nl-BE'));
    assert.deepEqual(linesOf(card).slice(2, 6), [
      '12 nieuw · 7 gewijzigd · 3 vertrokken',
      'Nieuw',
      'Ada Byron · Engineering · Metal + CRM',
      'Jan van den Berg · Sales · Wood',
    ]);
    assert.deepEqual(buttonsOf(card), ['Alle 22 goedkeuren', 'Alleen gewijzigd (7)', 'Afwijzen', 'Bekijken in wizard']);
  });

  it('shows a colleague the facts, no buttons, and who may decide', () => {
    const card = drawPending(record(busyDay), view('colleague'));
    assert.deepEqual(buttonsOf(card), ['Review in wizard']);
    assert.equal(
      linesOf(card).at(-1),
      'You can see this plan but not decide on it. A Mobilo administrator who is also Global Administrator decides, or an approver whom they named.',
    );
  });

  it('is refreshed for each reader in a shared conversation, and not in a personal one', () => {
    const { refresh } = drawPending(record(busyDay), view(null));
    assert.deepEqual(refresh, {
      action: { type: 'Action.Execute', title: 'Refresh', verb: 'plan/refresh', data: { planId: 'plan-1' } },
    });
    assert.equal(drawPending(record(busyDay), view('approver')).refresh, undefined);
  });

  it('marks a shortage in words and colour, short pools first, and offers what is covered', () => {
    const need = [...shortPools].reverse();
    const card = drawPending(record(summarize({ joiners, movers }, { link: 2 }, { need })), view('administrator'));
    assert.deepEqual(linesOf(card).slice(-5), [
      'Credits this needs',
      'Metal · 8 needed, 5 left ▲ 3 short',
      'CRM · 6 needed, 9 left',
      'Wood · 4 needed, 40 left',
      'An order is placed as a whole or not at all. Add credits, or approve what needs none.',
    ]);
    assert.match(JSON.stringify(card), /"text":" ▲ 3 short","weight":"Bolder","color":"Attention"/);
    assert.deepEqual(buttonsOf(card), [
      'Approve what is covered (4)',
      'Only updates (2)',
      'Add credits',
      'Reject',
      'Review in wizard',
    ]);
  });

  it('says that removals are held and that approving leaves them out', () => {
    const held = { reason: 'too-many-removals', removals: 30, limit: 5, groups: [] } as const;
    const card = drawPending(record(summarize({ joiners, leavers }, { leaver: 30 }, { held })), view('approver'));
    assert.deepEqual(linesOf(card).slice(3, 5), [
      'Removals held',
      '30 people would be removed; up to 5 can be approved at once. Approving leaves removals out. Check in the directory whether they really left.',
    ]);
    assert.deepEqual(buttonsOf(card), [
      'Approve without removals (3)',
      'Approve with removals… (33)',
      'Reject',
      'Review in wizard',
    ]);
  });

  it('warns of an incomplete reading and says why it is incomplete', () => {
    const source = { complete: false, problems: ['The group "Sales" is gone.'], people: 1, accounts: 1, groups: [] };
    const card = drawPending(record(summarize({ movers }, {}, { source })), view('approver'));
    assert.deepEqual(linesOf(card).slice(3, 6), [
      'Incomplete reading',
      'Part of the directory could not be read, so nobody is listed as a leaver.',
      'The group "Sales" is gone.',
    ]);
  });

  it('asks nobody to decide on a plan that changes nothing', () => {
    const card = drawPending(record(summarize({}, { conflict: 2 })), view('approver'));
    assert.deepEqual(linesOf(card).slice(2), ['There is nothing to approve.', '2 conflicts for a person to solve']);
    assert.deepEqual(buttonsOf(card), ['Review in wizard']);
  });

  it('has one line for each group that is gone, converted or paused (case 31, case 34, case 38)', () => {
    const group = { id: 'g', people: 3, others: 0, lost: null, securityEnabled: true, dynamic: null };
    const groups = [
      { ...group, displayName: 'Calm', dynamic: 'on' as const },
      { ...group, displayName: 'Gone', lost: 'The group is gone.' },
      { ...group, displayName: 'Open', securityEnabled: false },
      { ...group, displayName: 'Slow', dynamic: 'paused' as const },
    ];
    const summary = summarize({}, {}, { source: { complete: true, problems: [], people: 1, accounts: 1, groups } });
    const lines = linesOf(drawPending(record(summary), view('approver')));
    const from = lines.indexOf('Groups to look at');
    assert.deepEqual(lines.slice(from + 1, from + 4), [
      'Gone is gone or cannot be read. Its people are kept; choose the groups again.',
      'Open is no security group any more. It is still synced, by its id.',
      'Slow is filled by a rule that is paused, so its members may be out of date.',
    ]);
    assert.ok(!lines.some((line) => line.includes('Calm')));
  });

  it('counts the accounts to delete, names them, and says since when each is deactivated', () => {
    const plan = record(summarize({ deletions: [deletion('Ed Gone'), deletion('Flo Gone')] }));
    assert.deepEqual(linesOf(drawPending(plan, view('approver'))).slice(2), [
      '2 accounts to delete',
      'To delete for good',
      'Ed Gone · account deactivated on 20 Oct',
      'Flo Gone · account deactivated on 20 Oct',
    ]);
    assert.deepEqual(buttonsOf(drawPending(plan, view('approver'))), ['Approve all 2', 'Reject', 'Review in wizard']);
    assert.deepEqual(linesOf(drawPending(plan, view('approver', 'nl-NL'))).slice(2, 5), [
      '2 accounts te verwijderen',
      'Definitief te verwijderen',
      'Ed Gone · account gedeactiveerd op 20 okt',
    ]);
  });
});
