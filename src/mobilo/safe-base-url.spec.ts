import assert from 'node:assert/strict';
import { SyncError } from '../errors.ts';
import { requireSafeBaseUrl } from './safe-base-url.ts';

describe("Mobilo's address", () => {
  it('is https, or http to this machine, and loses the slash at its end', () => {
    assert.equal(requireSafeBaseUrl('https://api.mobilo.example/'), 'https://api.mobilo.example');
    assert.equal(requireSafeBaseUrl('https://example.com/mobilo/'), 'https://example.com/mobilo');
    assert.equal(requireSafeBaseUrl('http://127.0.0.1:4000'), 'http://127.0.0.1:4000');
    assert.equal(requireSafeBaseUrl('http://localhost:4000'), 'http://localhost:4000');
    assert.equal(requireSafeBaseUrl('http://[::1]:4000'), 'http://[::1]:4000');
  });

  it('is refused when a token could be read on the way to it', () => {
    const unsafe = [
      'http://api.mobilo.example',
      'http://127.0.0.1.example.com',
      'http://localhost.example.com',
      'ftp://localhost',
      'https://user:password@api.mobilo.example',
      'https://api.mobilo.example/?key=1',
      'api.mobilo.example',
      '',
    ];
    for (const address of unsafe)
      assert.throws(
        () => requireSafeBaseUrl(address),
        (error) => error instanceof SyncError && error.code === 'configuration' && !error.message.includes('password'),
        address,
      );
  });
});
