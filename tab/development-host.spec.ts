import assert from 'node:assert/strict';
import { findDevelopmentHosts } from './development-host.ts';

describe('the host that a development server names', () => {
  it('is trusted on a page of this machine', () => {
    assert.deepEqual(findDevelopmentHosts('http://localhost:53000', 'http://localhost:3978'), [
      'http://localhost:53000',
    ]);
    assert.deepEqual(findDevelopmentHosts('http://127.0.0.1:53000', 'http://localhost'), ['http://127.0.0.1:53000']);
  });

  it('is nobody on a page that is served to others', () => {
    assert.deepEqual(findDevelopmentHosts('http://localhost:53000', 'https://sync.contoso.example'), []);
  });

  it('is nobody but this machine', () => {
    const marks = [
      '',
      '__TEAMS_HOST_ORIGIN__',
      'https://evil.example',
      'http://localhost.evil.example',
      'http://localhost:53000/path',
      'http://localhost:53000@evil.example',
      '*',
    ];
    for (const mark of marks) assert.deepEqual(findDevelopmentHosts(mark, 'http://localhost:3978'), [], mark);
  });
});
