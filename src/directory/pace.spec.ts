import assert from 'node:assert/strict';
import { Pace } from './pace.ts';

const hearCalm = (pace: Pace, times: number): void => {
  for (let time = 0; time < times; time += 1) pace.hear(null, 200);
};

describe('the pace of a reading', () => {
  it('is halved by each answer under pressure, and never stops (case 43)', () => {
    const pace = new Pace(8);
    const limits = ['0.79', '0.8', '1.2', '0.9', '1.8'].map((share) => {
      pace.hear(share, 200);
      return pace.limit;
    });
    assert.deepEqual(limits, [8, 4, 2, 1, 1]);
  });

  it('is halved by a request to slow down, whatever share it tells', () => {
    const pace = new Pace(4);
    pace.hear(null, 429);
    assert.equal(pace.limit, 2);
  });

  it('grows back slowly, and no further than it began', () => {
    const pace = new Pace(4);
    pace.hear('1', 200);
    hearCalm(pace, 19);
    assert.equal(pace.limit, 2);
    hearCalm(pace, 1);
    assert.equal(pace.limit, 3);
    hearCalm(pace, 100);
    assert.equal(pace.limit, 4);
  });

  it('lets no more work begin than there is room for, also after a fault', async () => {
    const pace = new Pace(2);
    let underWay = 0;
    let most = 0;
    const work = async (): Promise<void> => {
      underWay += 1;
      most = Math.max(most, underWay);
      await new Promise((resolve) => setTimeout(resolve, 1));
      underWay -= 1;
      throw new Error('a fault');
    };
    const done = await Promise.allSettled(Array.from({ length: 9 }, () => pace.slot(work)));
    assert.deepEqual([most, done.length, new Set(done.map(({ status }) => status))], [2, 9, new Set(['rejected'])]);
  });
});
