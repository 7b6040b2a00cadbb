import assert from 'node:assert/strict';
import { phoneKey } from './phones.ts';

describe('a phone number', () => {
  const ways = [
    '+31 20 555 0100',
    '+31205550100',
    '0031 20 5550100',
    '020-555 0100',
    '(020) 555.01.00',
    '+31 (0)20 555 0100',
    'tel:+31-20-555-0100',
    '\uff0b31 20 555 0100',
  ];
  for (const way of ways)
    it(`written as ${way} dials the same (case 15)`, () => {
      assert.equal(phoneKey(way, 'NL'), '+31205550100');
    });

  it('means another one in another country', () => {
    assert.deepEqual(
      ['NL', 'DE'].map((region) => phoneKey('030 123456 0', region)),
      ['+31301234560', '+49301234560'],
    );
  });

  it('keeps its extension', () => {
    assert.equal(phoneKey('+31 20 555 0100 ext. 12', 'NL'), '+31205550100;ext=12');
  });

  it('of no country is its digits, a leading plus kept', () => {
    assert.deepEqual(
      ['12-34', '+999 12 34', '020 555 0100'].map((text) => phoneKey(text, 'XX')),
      ['1234', '+9991234', '0205550100'],
    );
  });

  it('that is none stays what it says, so that two sentences are not one number', () => {
    assert.deepEqual(
      [' ask the desk ', 'n/a', '1-800-FLOWERS'].map((text) => phoneKey(text, 'US')),
      ['ask the desk', 'n/a', '1-800-FLOWERS'],
    );
  });
});
