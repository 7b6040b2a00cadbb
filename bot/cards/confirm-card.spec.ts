import assert from 'node:assert/strict';
import { wordsFor } from '../locales/words.ts';
import { linesOf } from './card-lines.testing.ts';
import { drawConfirm } from './confirm-card.ts';
import { busyDay, leaver, leavers, record } from './examples.testing.ts';

const view = { words: wordsFor('en'), role: null, wizardUrl: () => 'https://teams.example' };
const unasked = { removals: null, mistyped: false, cards: { byCard: {}, others: null } } as const;
const question = { record: record(busyDay), selection: 'all', leavers, suggestion: null, ...unasked } as const;

describe("The question about the leavers' cards", () => {
  it('is asked for each card, and says what each answer means; a printed card can only be deactivated', () => {
    assert.deepEqual(linesOf(drawConfirm(question, view)), [
      "What happens to the leavers' cards?",
      'Their accounts will be deactivated. Choose what each of their cards becomes.',
      'Release: the card is emptied, and whoever taps it first can claim it.',
      'Deactivate: the card stops working for good.',
      'Bob Stone · Metal [Release | Deactivate] ',
      'Eve Noor · Wood (printed) [Deactivate] deactivate',
    ]);
  });

  it('can be answered, or left without an answer by going back', () => {
    const decideOn = { planId: 'plan-1', fingerprint: 'f1', selection: 'all' };
    assert.deepEqual(drawConfirm(question, view).actions, [
      { type: 'Action.Execute', title: 'Confirm approval', verb: 'plan/confirm', data: decideOn, style: 'positive' },
      {
        type: 'Action.Execute',
        title: 'Back',
        verb: 'plan/show',
        data: { planId: 'plan-1' },
        associatedInputs: 'none',
      },
    ]);
  });

  it('comes with the answer that the settings suggest', () => {
    const inputs = drawConfirm({ ...question, suggestion: 'release' }, view).body.slice(-2);
    assert.deepEqual(
      inputs.map((input) => (input.type === 'Input.ChoiceSet' ? [input.id, input.value] : null)),
      [
        ['card:bob-stone-1', 'release'],
        ['card:eve-noor-1', 'deactivate'],
      ],
    );
  });

  it('offers to give a card to the joiner who could get it, first, when that joiner is approved too (R25)', () => {
    const recipient = { rowId: 'joiner:ada-byron', name: 'Ada Byron' };
    const recycling = { ...question, leavers: [leaver('Bob Stone', [{ recipient }])], suggestion: 'release' } as const;
    assert.deepEqual(linesOf(drawConfirm(recycling, view)).slice(2), [
      'Give to a joiner: the card gets a new holder, who needs no new one, so that its credit is saved.',
      'Release: the card is emptied, and whoever taps it first can claim it.',
      'Deactivate: the card stops working for good.',
      'Bob Stone · Metal [Give to Ada Byron | Release | Deactivate] reassign',
    ]);
    assert.deepEqual(linesOf(drawConfirm({ ...recycling, selection: { kinds: ['leaver'] } }, view)).slice(4), [
      'Bob Stone · Metal [Release | Deactivate] release',
    ]);
  });

  it('suggests to give a card away only where that is possible', () => {
    assert.deepEqual(linesOf(drawConfirm({ ...question, suggestion: 'reassign' }, view)).slice(4, 5), [
      'Bob Stone · Metal [Release | Deactivate] ',
    ]);
  });

  it('is asked once for all cards when there are more than eight', () => {
    const many = Array.from({ length: 9 }, (_, index) => leaver(`Leaver ${index}`, [{}]));
    assert.deepEqual(linesOf(drawConfirm({ ...question, leavers: many }, view)).slice(4), [
      'There are more than 8 cards, so one choice counts for all of them. To choose for each, use the wizard.',
      'All cards of 3 leavers [Release | Deactivate] ',
    ]);
  });

  it('asks for the number of held removals, says when another one was typed, and asks about no cards where there are none', () => {
    const held = { ...question, leavers: [], removals: 30 };
    assert.deepEqual(linesOf(drawConfirm(held, view)), [
      'These removals are held',
      'Check in the directory whether these people really left, before you release their removal.',
      'Type the number of removals to release: 30 [number]',
    ]);
    assert.equal(linesOf(drawConfirm({ ...held, mistyped: true }, view))[1], 'That was another number.');
    assert.equal(linesOf(drawConfirm({ ...question, removals: 30 }, view)).length, 9);
  });

  it('brings choices that were made before along with the answer', () => {
    const cards = { byCard: { 'eve-noor-1': 'release' }, others: null } as const;
    const [confirm] = drawConfirm({ ...question, cards }, view).actions;
    assert.equal(confirm?.type === 'Action.Execute' && confirm.data['card:eve-noor-1'], 'release');
  });
});
