import assert from 'node:assert/strict';
import { patiently } from './teams-patience.ts';

const refusing = (statusCode: number, times: number) => {
  const tries: number[] = [];
  const work = async (): Promise<void> => {
    tries.push(tries.length + 1);
    if (tries.length <= times) throw Object.assign(new Error('refused'), { statusCode });
  };
  return { tries, work };
};

describe('Patience with Teams', () => {
  it('tries again when it was too much at once', async () => {
    const { tries, work } = refusing(429, 2);
    await patiently(work, [0, 0]);
    assert.deepEqual(tries, [1, 2, 3]);
  });

  it('ends after three tries', async () => {
    const { tries, work } = refusing(412, 9);
    await assert.rejects(patiently(work, [0, 0]), /refused/);
    assert.deepEqual(tries, [1, 2, 3]);
  });

  it('is not shown to any other fault', async () => {
    const { tries, work } = refusing(403, 9);
    await assert.rejects(patiently(work, [0, 0]), /refused/);
    assert.deepEqual(tries, [1]);
  });
});
