import assert from 'node:assert/strict';
import { SyncError } from '../src/errors.ts';
import { buttonsOf, linesOf } from './cards/card-lines.testing.ts';
import type { AdaptiveCard } from './cards/elements.ts';
import {
  approved,
  busyDay,
  joiners,
  leaver,
  leavers,
  movers,
  receiptItem,
  receiptOf,
  record,
} from './cards/examples.testing.ts';
import { groupChat, type InvokeBody, raiseStage, type Stage } from './teams-stage.testing.ts';

const on = { planId: 'plan-1', fingerprint: 'f1' };
const all = { ...on, selection: 'all' };
const choices = { 'card:bob-stone-1': 'release', 'card:eve-noor-1': 'deactivate' };

const cardOf = (body: InvokeBody): AdaptiveCard => {
  assert.deepEqual([body.statusCode, body.type], [200, 'application/vnd.microsoft.card.adaptive']);
  return body.value as AdaptiveCard;
};
const titleOf = (body: InvokeBody) => linesOf(cardOf(body))[0];

describe('A pressed button', () => {
  let stage: Stage;
  beforeEach(async () => {
    stage = await raiseStage();
    stage.tenant.plan = record(busyDay);
    stage.tenant.rows = [...joiners, ...movers, ...leavers];
  });
  afterEach(() => stage.stop());

  it('approves what needs no further answer, and shows the progress at once', async () => {
    const selection = { kinds: ['mover'] };
    const body = await stage.press('mary', 'plan/approve', { ...on, selection });
    assert.deepEqual(linesOf(cardOf(body)).slice(0, 2), ['Mobilo sync is about to start', 'Approved by mary']);
    assert.deepEqual(stage.tenant.decisions, [
      { by: 'mary', selection, cards: { byCard: {}, others: null }, confirmedRemovals: null },
    ]);
  });

  it("asks what happens to the leavers' cards before it approves their removal", async () => {
    const body = await stage.press('mary', 'plan/approve', all);
    assert.deepEqual(linesOf(cardOf(body)).slice(-2), [
      'Bob Stone · Metal [Release | Deactivate] ',
      'Eve Noor · Wood (printed) [Deactivate] deactivate',
    ]);
    assert.deepEqual(stage.tenant.decisions, []);
  });

  it('asks about the approved leavers only', async () => {
    const body = await stage.press('mary', 'plan/approve', { ...on, selection: { rows: ['leaver:eve-noor'] } });
    assert.deepEqual(linesOf(cardOf(body)).slice(4), ['Eve Noor · Wood (printed) [Deactivate] deactivate']);
  });

  it('suggests what the settings suggest', async () => {
    stage.tenant.settings = { ...stage.tenant.settings, cardSuggestion: 'deactivate' };
    const body = await stage.press('mary', 'plan/approve', all);
    assert.equal(linesOf(cardOf(body)).at(-2), 'Bob Stone · Metal [Release | Deactivate] deactivate');
  });

  it('asks once for all cards when there are many, whatever the number of pages', async () => {
    stage.tenant.rows = Array.from({ length: 250 }, (_, index) => leaver(`Leaver ${index}`, index % 30 ? [] : [{}]));
    const body = await stage.press('mary', 'plan/approve', all);
    assert.equal(linesOf(cardOf(body)).at(-1), 'All cards of 3 leavers [Release | Deactivate] ');
    await stage.press('mary', 'plan/confirm', { ...all, cards: 'release' });
    assert.deepEqual(stage.tenant.decisions, [
      { by: 'mary', selection: 'all', cards: { byCard: {}, others: 'release' }, confirmedRemovals: null },
    ]);
  });

  it('confirms the approval with the choices made', async () => {
    assert.equal(
      titleOf(await stage.press('mary', 'plan/confirm', { ...all, ...choices })),
      'Mobilo sync is about to start',
    );
    const byCard = { 'bob-stone-1': 'release', 'eve-noor-1': 'deactivate' };
    assert.deepEqual(stage.tenant.decisions, [
      { by: 'mary', selection: 'all', cards: { byCard, others: null }, confirmedRemovals: null },
    ]);
  });

  it('asks again when a choice is missing', async () => {
    const body = await stage.press('mary', 'plan/confirm', { ...all, 'card:bob-stone-1': 'release' });
    assert.equal(titleOf(body), "What happens to the leavers' cards?");
    assert.deepEqual(stage.tenant.decisions, []);
  });

  it('goes back to the plan, drawn for whoever pressed', async () => {
    const buttons = async (person: string) =>
      buttonsOf(cardOf(await stage.press(person, 'plan/show', { planId: 'plan-1' })));
    assert.deepEqual(await buttons('mary'), ['Approve all 22', 'Only updates (7)', 'Reject', 'Review in wizard']);
    assert.deepEqual(await buttons('bob'), ['Review in wizard']);
  });

  it('rejects, with or without a reason', async () => {
    const body = await stage.press('katherine', 'plan/reject', { ...on, reason: '  ' });
    assert.equal(titleOf(body), 'The plan was rejected');
    assert.deepEqual(stage.tenant.decisions, [{ by: 'katherine', reason: null }]);
  });

  it('is harmless when it is pressed twice, and shows a second approver who decided and when (case 59)', async () => {
    await stage.press('mary', 'plan/confirm', { ...all, ...choices });
    for (const person of ['mary', 'katherine', 'mary'])
      assert.deepEqual(linesOf(cardOf(await stage.press(person, 'plan/reject', on))).slice(0, 3), [
        'Mobilo sync is about to start',
        'Approved by mary',
        '{{DATE(2026-11-23T09:00:00Z, SHORT)}}, {{TIME(2026-11-23T09:00:00Z)}}',
      ]);
    assert.equal(stage.tenant.decisions.length, 1);
  });

  it('shows that the plan has been replaced, or has expired, even before that was noted (case 62)', async () => {
    stage.tenant.plan = record(busyDay, { state: 'superseded' });
    assert.equal(titleOf(await stage.press('mary', 'plan/approve', all)), 'A newer plan has replaced this one');
    stage.tenant.plan = record(busyDay, { expiresAt: '2026-11-23T08:59:00.000Z' });
    assert.equal(titleOf(await stage.press('mary', 'plan/reject', on)), 'This plan has expired');
  });

  it('lets a stopped run go on', async () => {
    stage.tenant.plan = approved({ state: 'stopped', stopped: 'Mobilo must be connected again.' });
    stage.tenant.receipt = receiptOf([receiptItem('Mia', 'open', null)]);
    const shown = await stage.press('mary', 'plan/show', { planId: 'plan-1' });
    assert.deepEqual(buttonsOf(cardOf(shown)), ['Resume', 'Open the receipt']);
    assert.equal(
      titleOf(await stage.press('mary', 'plan/resume', { planId: 'plan-1' })),
      'Mobilo sync is about to start',
    );
    assert.deepEqual(stage.tenant.decisions, [{ by: 'mary', resumed: 'plan-1' }]);
  });

  it('redraws the card that everybody sees', async () => {
    const [posted] = await stage.say('mary', 'pending', groupChat);
    await stage.press('mary', 'plan/reject', on);
    const { card } = await stage.chat.whenEdited(posted?.id ?? '');
    assert.equal(card && linesOf(card)[0], 'The plan was rejected');
  });

  it('asks for the number of held removals until it is typed (G3)', async () => {
    const held = { reason: 'too-many-removals', removals: 30, limit: 1, groups: [] } as const;
    stage.tenant.plan = record({ ...busyDay, held });
    const linesAfter = async (typed: object) =>
      linesOf((await stage.press('mary', 'plan/confirm', { ...all, ...choices, ...typed })).value as AdaptiveCard);
    const number = 'Type the number of removals to release: 2 [number]';
    assert.ok((await linesAfter({})).includes(number));
    assert.ok((await linesAfter({ removals: '3' })).includes('That was another number.'));
    assert.ok(!(await linesAfter({ removals: '2' })).includes(number));
    assert.equal(stage.tenant.plan.state, 'approved');
  });

  it('tells what moved when the plan was replaced, and approves the rest of what was tried with one press (case 60)', async () => {
    const current = { planId: 'plan-1', fingerprint: 'f1' };
    const moved = [{ rowId: 'mover:9', name: 'Grace', how: 'changed' as const, fields: ['jobTitle'] }];
    stage.tenant.stale = { current, unchanged: [joiners[0]?.id ?? '', leavers[0]?.id ?? ''], moved };
    stage.tenant.tooLate = new SyncError('plan-superseded', 'A newer plan.', {
      details: { current, unchanged: 1, moved },
    });
    const tried = { ...on, selection: { kinds: ['joiner', 'mover'] } };
    const card = (await stage.press('mary', 'plan/approve', tried)).value as AdaptiveCard;
    assert.ok(linesOf(card).includes('Grace · changed'));
    assert.deepEqual(buttonsOf(card), ['Approve the 1 unchanged', 'Show the pending plan', 'Review in wizard']);
    stage.tenant.tooLate = null;
    const [offer] = card.actions;
    assert.ok(offer?.type === 'Action.Execute');
    await stage.press('mary', offer.verb, offer.data);
    assert.deepEqual((stage.tenant.decisions.at(-1) as { selection: unknown }).selection, { rows: [joiners[0]?.id] });
  });
});

describe('A button that may not be pressed', () => {
  let stage: Stage;
  beforeEach(async () => {
    stage = await raiseStage();
    stage.tenant.plan = record(busyDay);
    stage.tenant.rows = [...joiners, ...movers, ...leavers];
  });
  afterEach(async () => {
    assert.deepEqual(stage.tenant.decisions, []);
    await stage.stop();
  });

  const refusals: readonly [string, string, string, object, number, string][] = [
    ['a colleague approves', 'bob', 'plan/approve', all, 403, 'forbidden'],
    ['a colleague confirms', 'bob', 'plan/confirm', { ...all, ...choices }, 403, 'forbidden'],
    ['a colleague rejects', 'bob', 'plan/reject', on, 403, 'forbidden'],
    ['the plan does not exist', 'mary', 'plan/approve', { ...all, planId: 'plan-2' }, 404, 'plan-not-found'],
    ['the card shows another plan', 'mary', 'plan/approve', { ...all, fingerprint: 'f0' }, 409, 'fingerprint-mismatch'],
    ['nothing is selected', 'mary', 'plan/approve', { ...on, selection: { rows: ['x'] } }, 422, 'selection-empty'],
    ['the data is forged', 'mary', 'plan/approve', { ...on, selection: { kinds: ['everything'] } }, 400, 'bad-request'],
    ['there is no data', 'mary', 'plan/show', {}, 400, 'bad-request'],
    ['nobody knows the verb', 'mary', 'plan/drop', all, 400, 'bad-request'],
    ['Teams does not say who pressed', '', 'plan/approve', all, 401, 'unauthenticated'],
  ];
  for (const [why, person, verb, data, statusCode, code] of refusals)
    it(`answers ${statusCode} with a sentence when ${why}`, async () => {
      const body = await stage.press(person, verb, data);
      const { value } = body as { value: { code: string; message: string } };
      assert.deepEqual([body.statusCode, body.type], [statusCode, 'application/vnd.microsoft.error']);
      assert.equal(value.code, code);
      assert.match(value.message, /^[A-Z].+\.$/);
    });

  it('answers 422 while removals are held that nobody can release', async () => {
    const held = { reason: 'incomplete-reading', removals: 30, limit: 5, groups: [] } as const;
    stage.tenant.plan = record({ ...busyDay, held });
    const body = await stage.press('mary', 'plan/confirm', { ...all, ...choices, removals: 2 });
    assert.deepEqual([body.statusCode, (body.value as { code: string }).code], [422, 'removals-held']);
  });

  it('tells a Dutch reader the same in Dutch', async () => {
    const { value } = await stage.press('bob', 'plan/reject', on, 'nl-NL');
    assert.deepEqual(value, {
      code: 'forbidden',
      message: 'Alleen een beheerder of goedkeurder mag dit doen. Vraag het een van hen.',
    });
  });

  it('never shows an exception', async () => {
    const broken = { state: 'approved', run: { ...approved().run, state: 'finished' } } as const;
    stage.tenant.plan = record(busyDay, broken as object);
    const body = await stage.press('mary', 'plan/show', { planId: 'plan-1' });
    const { value } = body as { value: { code: string; message: string } };
    assert.deepEqual([body.statusCode, value.code], [500, 'internal']);
    assert.match(value.message, /^Something went wrong on our side\. .* this number: [0-9a-f]{8}\.$/);
    assert.deepEqual(
      stage.logged.map(({ level }) => level),
      ['error'],
    );
  });

  it('answers 503 while a vendor does not answer', async () => {
    stage.tenant.fault = new SyncError('directory-unavailable', 'Entra ID does not answer. Try again in a minute.');
    const body = await stage.press('mary', 'plan/approve', all);
    assert.equal(body.statusCode, 503);
  });
});
