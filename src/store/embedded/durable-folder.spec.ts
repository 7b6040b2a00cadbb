import assert from 'node:assert/strict';
import { describeEachEngine } from '../testing/each-engine.ts';
import { startProcess } from '../testing/start-process.ts';

describeEachEngine('a commit', (use, kind) => {
  if (kind === 'embedded')
    it('is synced to the disk before it is acknowledged', async () => {
      const { lines, kill } = startProcess(new URL('../testing/count-syncs.ts', import.meta.url), use());
      const syncs: string[] = [];
      for (let line = await lines.next(); !line.done; line = await lines.next()) syncs.push(line.value);
      await kill();
      assert.equal(syncs.length, 5);
      assert.deepEqual(
        syncs.filter((count) => Number(count) < 1),
        [],
      );
    });
});
