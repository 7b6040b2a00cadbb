import assert from 'node:assert/strict';
import fc from 'fast-check';
import { type MarkedText, markChange } from './mark-change.ts';

const whole = ({ start, changed, end }: MarkedText): string => start + changed + end;

describe('marking what changed', () => {
  it('marks the words that came, and nothing where none went', () => {
    assert.deepEqual(markChange('Sales Manager Benelux', 'Senior Sales Manager Benelux'), {
      from: { start: '', changed: '', end: 'Sales Manager Benelux' },
      to: { start: '', changed: 'Senior', end: ' Sales Manager Benelux' },
    });
  });

  it('marks a word in the middle', () => {
    assert.deepEqual(markChange('Head of Sales EMEA', 'Head of Marketing EMEA'), {
      from: { start: 'Head of ', changed: 'Sales', end: ' EMEA' },
      to: { start: 'Head of ', changed: 'Marketing', end: ' EMEA' },
    });
  });

  it('marks whole words only', () => {
    assert.deepEqual(markChange('Jansen', 'Jansen-de Vries').to, { start: '', changed: 'Jansen-de Vries', end: '' });
  });

  it('never loses or adds a sign', () => {
    fc.assert(
      fc.property(fc.string(), fc.string(), (from, to) => {
        const marked = markChange(from, to);
        assert.deepEqual([whole(marked.from), whole(marked.to)], [from, to]);
      }),
    );
  });
});
