import assert from 'node:assert/strict';
import { defaultMapping, type Expression, type Mapping } from './mapping.ts';
import { mappingFault } from './mapping-fault.ts';

const withPhone = (from: Expression): Mapping => ({ ...defaultMapping, phone: { ...defaultMapping.phone, from } });
const withName = (change: Partial<Mapping['displayName']>): Mapping => ({
  ...defaultMapping,
  displayName: { ...defaultMapping.displayName, ...change },
});
const nested = (depth: number): Expression => {
  let expression: Expression = { copy: 'mail' };
  for (let level = 1; level < depth; level += 1) expression = { lower: expression };
  return expression;
};
const wide = (parts: number): Expression => ({
  firstOf: Array.from({ length: parts - 1 }, (): Expression => ({ copy: 'mail' })),
});

describe('a mapping', () => {
  it('that a new tenant has is fine, and so is one as deep and large as can be', () => {
    assert.deepEqual([defaultMapping, withPhone(nested(10)), withPhone(wide(50))].map(mappingFault), [
      null,
      null,
      null,
    ]);
  });

  it('is refused when a rule is too deep or too large, however deep it is', () => {
    const deep = 'The rule for phone is nested more than 10 deep. Write it with fewer steps.';
    assert.deepEqual(
      [nested(11), nested(1_000_000)].map((from) => mappingFault(withPhone(from))),
      [deep, deep],
    );
    assert.equal(mappingFault(withPhone(wide(51))), 'The rule for phone has more than 50 parts. Write it with fewer.');
  });

  it('is refused when it leaves people without a name (case 12)', () => {
    assert.equal(
      mappingFault(withName({ policy: 'never' })),
      'The rule for displayName never fills it, but Mobilo makes no account without a name. Choose "always" or "first-time".',
    );
    assert.equal(
      mappingFault(withName({ whenCleared: 'blank' })),
      'The rule for displayName may not be blanked, because Mobilo shows no account without a name. Choose "keep".',
    );
    assert.equal(
      mappingFault(withName({ from: { lower: { constant: 'Employee' } } })),
      'The rule for displayName reads nothing from the directory, so that everybody had the same name. Copy a property.',
    );
  });
});
