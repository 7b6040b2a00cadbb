import assert from 'node:assert/strict';
import fc from 'fast-check';
import { matcherOf } from './wildcard.ts';

const matches = (pattern: string, name: string): boolean => matcherOf([pattern])(name);

/** The same question by recursion, plain to see and slow. */
const model = (pattern: string, name: string): boolean => {
  if (pattern === '') return name === '';
  if (pattern[0] !== '*') return name[0] === pattern[0] && model(pattern.slice(1), name.slice(1));
  return model(pattern.slice(1), name) || (name !== '' && model(pattern, name.slice(1)));
};

describe('a pattern of sign-in names', () => {
  it('matches the whole name, upper and lower case being one (case 16)', () => {
    assert.equal(matches('svc-*', 'SVC-Backup@contoso.example'), true);
    assert.equal(matches('svc-*', 'my-svc-backup@contoso.example'), false);
    assert.equal(matches('*@rooms.contoso.example', 'blue@rooms.contoso.example'), true);
    assert.equal(matches('ada@contoso.example', 'ada@contoso.example.evil'), false);
    assert.equal(matches('a*a', 'a'), false);
    assert.equal(matches('*', ''), true);
  });

  it('takes every other character for itself', () => {
    assert.equal(matches('a.c', 'abc'), false);
    assert.equal(matches('[a-z]+', '[a-z]+'), true);
    assert.equal(matches('(a+)+$', 'aaaa'), false);
  });

  it('matches nothing where there is none', () => {
    assert.equal(matcherOf([])('ada'), false);
  });

  it('answers as plain recursion does', () => {
    const text = fc.string({ unit: fc.constantFrom('a', 'b', '*'), maxLength: 8 });
    fc.assert(
      fc.property(text, fc.string({ unit: fc.constantFrom('a', 'b'), maxLength: 10 }), (pattern, name) => {
        assert.equal(matches(pattern, name), model(pattern, name));
      }),
      { numRuns: 1000 },
    );
  });

  it('is answered before anybody loses patience, however it is meant to take long', () => {
    assert.equal(matches(`${'*a'.repeat(50)}b`, 'a'.repeat(100_000)), false);
  });
});
