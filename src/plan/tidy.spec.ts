import assert from 'node:assert/strict';
import { normaliseAddress } from './profile.ts';
import { foldCase, tidy } from './tidy.ts';

describe('text', () => {
  it('is compared in NFC and without surrounding space; empty is null', () => {
    assert.deepEqual([' A\u030asa ', '\u00c5sa', '  ', '', null, undefined].map(tidy), [
      '\u00c5sa',
      '\u00c5sa',
      null,
      null,
      null,
      null,
    ]);
  });
});

describe('addresses', () => {
  const same: readonly (readonly [string, string])[] = [
    ['ADA@CONTOSO.EXAMPLE', 'ada@contoso.example'],
    [' ada@contoso.example\n', 'ada@contoso.example'],
    ['JOS\u00c9@contoso.example', 'jose\u0301@contoso.example'],
    ['STRA\u1e9eE@contoso.example', 'stra\u00dfe@contoso.example'],
    ['\u039f\u0394\u03a5\u03a3@contoso.example', '\u03bf\u03b4\u03c5\u03c2@contoso.example'],
    ['\uff21\uff24\uff21@contoso.example', '\uff41\uff44\uff41@contoso.example'],
    ['\u212aelvin@contoso.example', 'kelvin@contoso.example'],
  ];
  const different: readonly (readonly [string, string])[] = [
    ['stra\u00dfe@contoso.example', 'strasse@contoso.example'],
    ['\u0131lker@contoso.example', 'ilker@contoso.example'],
    ['\u0130lker@contoso.example', 'ilker@contoso.example'],
    ['\uff41da@contoso.example', 'ada@contoso.example'],
    ['jose@contoso.example', 'jos\u00e9@contoso.example'],
  ];

  for (const [a, b] of same)
    it(`${JSON.stringify(a)} and ${b} are one (case 11)`, () => {
      assert.equal(normaliseAddress(a), normaliseAddress(b));
    });
  for (const [a, b] of different)
    it(`${a} and ${b} are two (case 11)`, () => {
      assert.notEqual(normaliseAddress(a), normaliseAddress(b));
    });

  it('fold to what folds to itself, in no language (case 11)', () => {
    for (const text of ['\u0130STANBUL', 'I\u0307', '\u1e9e', '\u03a3\u03c2', 'TITLE'])
      assert.equal(foldCase(foldCase(text)), foldCase(text));
    assert.equal(foldCase('TITLE'), 'title');
  });
});
