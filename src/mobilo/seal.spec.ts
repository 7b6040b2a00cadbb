import assert from 'node:assert/strict';
import { randomBytes } from 'node:crypto';
import fc from 'fast-check';
import { SyncError } from '../errors.ts';
import { createSealer } from './seal.ts';

const newKey = () => randomBytes(32).toString('base64');
const refused = (error: unknown) => error instanceof SyncError && error.code === 'configuration';

describe('a sealed text', () => {
  it('opens to what it was, whatever it was and whoever it is for', () => {
    const sealer = createSealer([newKey()]);
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), fc.string(), (text, context) => {
        assert.equal(sealer.open(sealer.seal(text, context), context), text);
      }),
    );
  });

  it('shows nothing of what it holds, and never looks the same twice', () => {
    const sealer = createSealer([newKey()]);
    const [one, two] = [sealer.seal('refresh-token'), sealer.seal('refresh-token')];
    assert.notEqual(one, two);
    assert.ok(!one.includes('refresh-token') && !one.includes(Buffer.from('refresh-token').toString('base64url')));
  });

  it('opens with an old key after a new one was put in front, and is sealed with the new one then', () => {
    const [old, young] = [newKey(), newKey()];
    const sealed = createSealer([old]).seal('text');
    const both = createSealer([young, old]);
    assert.equal(both.open(sealed), 'text');
    assert.equal(createSealer([young]).open(both.seal('text')), 'text');
    assert.throws(() => createSealer([young]).open(sealed), refused);
  });

  it('does not open when a single character was changed', () => {
    const sealer = createSealer([newKey()]);
    const sealed = sealer.seal('text', 'tenant');
    fc.assert(
      fc.property(fc.nat({ max: sealed.length - 1 }), (position) => {
        const changed = `${sealed.slice(0, position)}${sealed[position] === 'A' ? 'B' : 'A'}${sealed.slice(position + 1)}`;
        assert.throws(() => sealer.open(changed, 'tenant'), refused);
      }),
    );
  });

  it('does not open for somebody else', () => {
    const sealer = createSealer([newKey()]);
    assert.throws(() => sealer.open(sealer.seal('text', 'tenant a'), 'tenant b'), refused);
  });

  it('does not open when it was cut, or was never sealed', () => {
    const sealer = createSealer([newKey()]);
    const sealed = sealer.seal('text');
    for (const broken of ['', 'text', 's1', sealed.slice(0, -5), sealed.split('.').slice(0, 3).join('.'), `${sealed}.`])
      assert.throws(() => sealer.open(broken), refused, broken);
  });
});

describe('an encryption key', () => {
  it('is 32 bytes, in base64 or in hex', () => {
    const bytes = randomBytes(32);
    const sealed = createSealer([bytes.toString('hex')]).seal('text');
    assert.equal(createSealer([bytes.toString('base64')]).open(sealed), 'text');
    for (const wrong of ['', 'secret', randomBytes(16).toString('base64'), randomBytes(33).toString('hex')])
      assert.throws(() => createSealer([wrong]), refused, wrong);
  });

  it('must be there', () => {
    assert.throws(() => createSealer([]), refused);
  });
});
