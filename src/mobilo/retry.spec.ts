import assert from 'node:assert/strict';
import { readRetryAfter, waitBeforeRetry } from './retry.ts';

const now = Date.parse('2026-11-23T12:00:00Z');
const policy = { attempts: 4, firstWaitMs: 100, longestWaitMs: 1000 };

describe('Retry-After', () => {
  it('is read as seconds or as a date', () => {
    assert.equal(readRetryAfter('7', now), 7);
    assert.equal(readRetryAfter('Mon, 23 Nov 2026 12:00:30 GMT', now), 30);
  });

  it('is never negative, and nothing when it says nothing', () => {
    assert.equal(readRetryAfter('-3', now), 0);
    assert.equal(readRetryAfter('Mon, 23 Nov 2026 11:00:00 GMT', now), 0);
    for (const header of [null, '', 'soon']) assert.equal(readRetryAfter(header, now), undefined);
  });
});

describe('the wait before another attempt', () => {
  it('doubles each time and is spread by up to a half', () => {
    assert.deepEqual(
      [1, 2, 3].map((attempt) => waitBeforeRetry(policy, attempt, undefined, 1)),
      [100, 200, 400],
    );
    assert.equal(waitBeforeRetry(policy, 1, undefined, 0), 50);
  });

  it('is what Mobilo asks for, when it asks', () => {
    assert.equal(waitBeforeRetry(policy, 1, 1, 0), 1000);
    assert.equal(waitBeforeRetry(policy, 1, 0, 1), 0);
  });

  it('ends the trying when it is longer than we have patience for, or after the last attempt', () => {
    assert.equal(waitBeforeRetry(policy, 1, 2, 0), null);
    assert.equal(waitBeforeRetry(policy, 4, undefined, 0), null);
  });

  it('is never longer than the longest', () => {
    assert.equal(waitBeforeRetry({ ...policy, attempts: 9 }, 8, undefined, 1), 1000);
  });
});
