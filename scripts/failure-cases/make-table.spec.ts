import assert from 'node:assert/strict';
import { failureCases } from './cases.ts';
import { makeFailureTable } from './make-table.ts';
import type { TestTitle } from './read-titles.ts';

const every: readonly TestTitle[] = Object.keys(failureCases).map((number) => ({
  file: 'src/plan/some.spec.ts',
  suites: ['a plan'],
  title: `keeps its head (case ${number})`,
}));

describe('the table of failure cases', () => {
  it('has a line for each of the 82, in the words of its tests', () => {
    const lines = makeFailureTable(every).split('\n');
    assert.equal(lines.length, 2 + 82);
    assert.equal(
      lines[2],
      '| 1 | The sign-in name changes: marriage, another domain | a plan: keeps its head ([some.spec.ts](plan/some.spec.ts)) |',
    );
  });

  it('is refused while a case has no test', () => {
    assert.throws(() => makeFailureTable(every.slice(1)), /No test names the cases 1\./);
  });

  it('is refused when a test names a case that does not exist', () => {
    const stray = { file: 'bot/stray.spec.ts', suites: [], title: 'does something (case 83)' };
    assert.throws(() => makeFailureTable([...every, stray]), /bot\/stray.spec.ts names case 83/);
  });
});
