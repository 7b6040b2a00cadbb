import assert from 'node:assert/strict';
import { isSurelyNotSent } from './surely-not-sent.ts';

const failed = (cause: unknown) => new TypeError('fetch failed', { cause });
const withCode = (code: string) => Object.assign(new Error(code), { code });

describe('a request that failed', () => {
  it('was surely not sent when there was no connection to send it on', () => {
    for (const code of ['ECONNREFUSED', 'ENOTFOUND', 'UND_ERR_CONNECT_TIMEOUT', 'CERT_HAS_EXPIRED'])
      assert.equal(isSurelyNotSent(failed(withCode(code))), true, code);
  });

  it('was surely not sent when every address of the host refused', () => {
    assert.equal(
      isSurelyNotSent(failed(new AggregateError([withCode('ECONNREFUSED'), withCode('ENETUNREACH')]))),
      true,
    );
    assert.equal(isSurelyNotSent(failed(new AggregateError([withCode('ECONNREFUSED'), withCode('EPIPE')]))), false);
    assert.equal(isSurelyNotSent(new AggregateError([])), false);
  });

  it('may have been sent in every other case', () => {
    for (const code of ['ECONNRESET', 'EPIPE', 'UND_ERR_SOCKET', 'ETIMEDOUT'])
      assert.equal(isSurelyNotSent(failed(withCode(code))), false, code);
    for (const error of [null, 'ECONNREFUSED', new Error('No answer within 5 ms.')])
      assert.equal(isSurelyNotSent(error), false);
  });
});
