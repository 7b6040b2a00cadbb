import assert from 'node:assert/strict';
import { SyncError } from './errors.ts';
import { afterFailure, isReadingDue, isReadingFault } from './quarantine.ts';
import type { Quarantine } from './watermark.ts';

const start = new Date('2026-11-23T09:00:00.000Z');
const later = (minutes: number): Date => new Date(start.getTime() + minutes * 60_000);
const fault = new SyncError('mobilo-unavailable', 'Mobilo does not answer. Try again.');

describe('a quarantine (guard G6)', () => {
  it('begins with the first failed reading, and tells since when and why (case 82)', () => {
    assert.deepEqual(afterFailure(null, fault, start), {
      failures: 1,
      since: '2026-11-23T09:00:00.000Z',
      nextAt: '2026-11-23T09:15:00.000Z',
      code: 'mobilo-unavailable',
      why: 'Mobilo does not answer. Try again.',
    });
  });

  it('makes the schedule wait longer each time: a quarter, an hour, four hours, then a day', () => {
    let quarantine: Quarantine | null = null;
    const waits: number[] = [];
    for (let n = 0; n < 6; n += 1) {
      const now = later(n);
      quarantine = afterFailure(quarantine, fault, now);
      waits.push((Date.parse(quarantine.nextAt) - now.getTime()) / 60_000);
    }
    assert.deepEqual(waits, [15, 60, 240, 1440, 1440, 1440]);
    assert.deepEqual([quarantine?.failures, quarantine?.since], [6, start.toISOString()]);
  });

  it('is for faults of a vendor, an expired secret and withdrawn consent among them, and for no fault of ours (case 46, case 47)', () => {
    const codes = ['directory-forbidden', 'directory-unavailable', 'consent-required', 'mobilo-not-connected'] as const;
    for (const code of codes) assert.ok(isReadingFault(new SyncError(code, 'It failed.')));
    for (const error of [new SyncError('busy', 'Later.'), new SyncError('internal', 'Oh.'), new Error('Oh.')])
      assert.ok(!isReadingFault(error));
  });
});

describe('the schedule', () => {
  const hourly = { readEveryMinutes: 60 };

  it('reads when so many minutes have passed since the last reading, and at once when there was none', () => {
    assert.ok(isReadingDue(hourly, null, null, start));
    assert.ok(!isReadingDue(hourly, start, null, later(59)));
    assert.ok(isReadingDue(hourly, start, null, later(60)));
  });

  it('never reads where it is switched off', () => {
    assert.ok(!isReadingDue({ readEveryMinutes: null }, null, null, start));
  });

  it('waits for the end of a quarantine, however long ago the last reading was', () => {
    const quarantine = afterFailure(null, fault, later(300));
    assert.ok(!isReadingDue(hourly, start, quarantine, later(314)));
    assert.ok(isReadingDue(hourly, start, quarantine, later(315)));
  });
});
