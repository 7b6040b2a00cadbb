import assert from 'node:assert/strict';
import { createCooldown } from './teams-cooldown.ts';

describe('Work that takes turns', () => {
  const counted = () => {
    const runs: string[] = [];
    const work = (name: string) => async () => {
      runs.push(`${name} begins`);
      await new Promise((resolve) => setImmediate(resolve));
      runs.push(`${name} ends`);
    };
    return { runs, work };
  };

  it('joins everybody who asks while it runs into one run that follows', async () => {
    const { runs, work } = counted();
    const takeTurns = createCooldown(0);
    const first = takeTurns('plan', work('first'));
    await Promise.resolve();
    await Promise.all([first, takeTurns('plan', work('second')), takeTurns('plan', work('third'))]);
    assert.deepEqual(runs, ['first begins', 'first ends', 'second begins', 'second ends']);
  });

  it('does not make one plan wait for another', async () => {
    const { runs, work } = counted();
    const takeTurns = createCooldown(0);
    await Promise.all([takeTurns('a', work('a')), takeTurns('b', work('b'))]);
    assert.deepEqual(runs, ['a begins', 'b begins', 'a ends', 'b ends']);
  });

  it('goes on after a fault, which those who asked are told', async () => {
    const takeTurns = createCooldown(0);
    const fault = new Error('no plan');
    await assert.rejects(
      takeTurns('plan', () => Promise.reject(fault)),
      fault,
    );
    const { runs, work } = counted();
    await takeTurns('plan', work('next'));
    assert.deepEqual(runs, ['next begins', 'next ends']);
  });
});
