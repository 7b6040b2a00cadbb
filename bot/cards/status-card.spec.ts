import assert from 'node:assert/strict';
import { wordsFor } from '../locales/words.ts';
import { linesOf } from './card-lines.testing.ts';
import { drawStatus } from './status-card.ts';

const well = { ok: true, code: null, sentence: 'It answers.' } as const;
const quarantine = {
  ...{ failures: 3, since: '2026-11-23T08:00:00.000Z', nextAt: '2026-11-23T13:15:00.000Z' },
  ...{ code: 'mobilo-unavailable', why: 'Mobilo does not answer. Try again in a few minutes.' },
};
const calm = {
  directory: well,
  mobilo: well,
  lastReadingAt: '2026-11-23T07:00:00.000Z',
  quarantine: null,
  automatic: null,
};
const linesFor = (change: object, locale = 'en') =>
  linesOf(
    drawStatus(
      { health: { ...calm, ...change }, pending: null, role: 'approver' },
      { words: wordsFor(locale), role: 'approver', wizardUrl: () => '' },
    ),
  );

describe('The status card', () => {
  it('says since when readings fail, why, what to do and when the last good one was (G6, case 46, case 82)', () => {
    const lines = linesFor({ quarantine });
    const from = lines.findIndex((line) => line.startsWith('Reading has failed'));
    assert.match(lines[from - 1] ?? '', /^\*\*Last reading:\*\* .*2026-11-23T07:00:00/);
    assert.match(lines[from] ?? '', /^Reading has failed 3 times, since .*2026-11-23T08:00:00/);
    assert.equal(lines[from + 1], 'Mobilo does not answer. Try again in a few minutes.');
    assert.match(lines[from + 2] ?? '', /tried again .*13:15:00.*Send "sync" to try at once\.$/);
  });

  it('is silent about readings that succeed and about updates that are not applied without asking', () => {
    const text = linesFor({}).join('\n');
    assert.ok(!text.includes('has failed') && !text.includes('Updates without asking'));
  });

  it('says why updates are no longer applied without asking', () => {
    const automatic = { ok: false, code: 'forbidden', sentence: 'Updates wait for a person.' };
    assert.ok(linesFor({ automatic }).includes('Updates without asking: needs attention. Updates wait for a person.'));
  });
});
