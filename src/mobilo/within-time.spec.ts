import assert from 'node:assert/strict';
import { TimeIsUp, withinTime } from './within-time.ts';

const never = () => new Promise<never>(() => {});

describe('work within a time', () => {
  it('gives what it gives when it ends in time, and fails as it fails', async () => {
    assert.equal(await withinTime(1000, () => Promise.resolve('done')), 'done');
    await assert.rejects(
      withinTime(1000, () => Promise.reject(new Error('broken'))),
      /broken/,
    );
  });

  it('ends when the time is up, even when the work does not listen', async () => {
    await assert.rejects(withinTime(1, never), TimeIsUp);
  });

  it('is told to stop when the time is up', async () => {
    const signals: AbortSignal[] = [];
    const work = (signal: AbortSignal) => {
      signals.push(signal);
      return never();
    };
    await assert.rejects(withinTime(1, work), TimeIsUp);
    assert.deepEqual(
      signals.map(({ aborted }) => aborted),
      [true],
    );
  });
});
