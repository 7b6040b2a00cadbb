import assert from 'node:assert/strict';
import { evaluate, valuesOf } from './evaluate.ts';
import type { Expression } from './mapping.ts';
import { person } from './small-world.ts';

const plain = (text: string): string => text;

const examples: readonly (readonly [title: string, expression: Expression, value: string | null])[] = [
  ['copies a property', { copy: 'jobTitle' }, 'Engineer'],
  ['gives null for what is not there', { copy: 'mobilePhone' }, null],
  ['gives a constant', { constant: ' Contoso B.V. ' }, 'Contoso B.V.'],
  ['gives null for a constant of spaces', { constant: '  ' }, null],
  [
    'takes the first that is there',
    { firstOf: [{ copy: 'mobilePhone' }, { copy: 'officeLocation' }, { copy: 'department' }, { copy: 'jobTitle' }] },
    'Research',
  ],
  ['gives null when none is there', { firstOf: [{ copy: 'mobilePhone' }, { copy: 'officeLocation' }] }, null],
  [
    'joins what is there, and skips the rest with its separator',
    { join: [{ copy: 'officeLocation' }, { copy: 'surname' }, { copy: 'givenName' }], with: ', ' },
    'Byron, Ada',
  ],
  ['joins nothing to null', { join: [{ copy: 'officeLocation' }, { copy: 'mobilePhone' }], with: ', ' }, null],
  ['writes small', { lower: { copy: 'displayName' } }, 'ada byron'],
  ['strips a prefix', { strip: { copy: 'department' }, prefix: 'Re' }, 'search'],
  ['strips no prefix that is not there', { strip: { copy: 'department' }, prefix: 'search' }, 'Research'],
  ['strips all to null', { strip: { copy: 'department' }, prefix: 'Research' }, null],
  ['takes a prefix for text and never for a pattern', { strip: { copy: 'department' }, prefix: '.*' }, 'Research'],
];

describe('an expression', () => {
  for (const [title, expression, value] of examples)
    it(title, () => {
      assert.equal(evaluate(expression, person('ada')), value);
    });

  it('gives the same for a composed and a decomposed letter (case 11)', () => {
    const strip: Expression = { strip: { copy: 'department' }, prefix: 'E\u0301quipe ' };
    assert.equal(evaluate(strip, person('ada', { department: '\u00c9quipe Me\u0301dia' })), 'M\u00e9dia');
    const join: Expression = { join: [{ constant: 'e' }, { constant: '\u0301' }], with: '' };
    assert.equal(evaluate(join, person('ada')), '\u00e9');
  });
});

describe('of several business phones', () => {
  const phones = ['+31 20 555 0200', ' ', '+31 20 555 0100'];

  it('the first as they sort is taken, whatever their order (case 15)', () => {
    for (const businessPhones of [phones, [...phones].reverse()])
      assert.equal(evaluate({ copy: 'businessPhones' }, person('ada', { businessPhones })), '+31 20 555 0100');
  });

  it('each is a value that may stay, and they sort by what they dial (case 15)', () => {
    const ada = person('ada', { businessPhones: ['020 1', '+31 20 2', '0031 20 1'] });
    const key = (text: string) => text.replace(/^(\+|00)31 /, '0').replaceAll(' ', '');
    assert.deepEqual(valuesOf({ copy: 'businessPhones' }, ada, key), ['0031 20 1', '020 1', '+31 20 2']);
    assert.deepEqual(valuesOf({ copy: 'jobTitle' }, person('ada'), plain), ['Engineer']);
  });

  it('none gives null', () => {
    assert.equal(evaluate({ copy: 'businessPhones' }, person('ada', { businessPhones: [' '] })), null);
  });
});
