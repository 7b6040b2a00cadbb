import assert from 'node:assert/strict';
import fc from 'fast-check';
import { canonicalJson } from './canonical-json.ts';

/** The same value, its keys set in the opposite order. */
const turnKeys = (value: unknown): unknown => {
  if (Array.isArray(value)) return value.map(turnKeys);
  if (value === null || typeof value !== 'object') return value;
  return Object.fromEntries(
    Object.entries(value)
      .reverse()
      .map(([key, item]) => [key, turnKeys(item)]),
  );
};

describe('Canonical JSON', () => {
  it('is the same bytes, whatever order the keys were set in', () => {
    fc.assert(
      fc.property(fc.jsonValue(), (value) => {
        assert.equal(canonicalJson(turnKeys(value)), canonicalJson(value));
      }),
    );
  });

  it('is JSON of the same value, so that it differs for values that differ', () => {
    fc.assert(
      fc.property(fc.jsonValue(), (value) => {
        assert.deepEqual(JSON.parse(canonicalJson(value)), JSON.parse(JSON.stringify(value)));
      }),
    );
  });

  it('sorts keys by their code units, keeps the order of lists, and leaves out what is undefined', () => {
    const value = { b: [2, 1], a: { Z: null, ä: '"\\', a: undefined }, B: true };
    assert.equal(canonicalJson(value), '{"B":true,"a":{"Z":null,"ä":"\\"\\\\"},"b":[2,1]}');
  });
});
