import assert from 'node:assert/strict';
import { describeEachEngine } from '../../src/store/testing/each-engine.ts';
import { useServer } from './use-server.testing.ts';

const directives = (policy: string): Readonly<Record<string, string>> =>
  Object.fromEntries(policy.split(';').map((part) => [part.split(' ')[0], part.split(' ').slice(1).join(' ')]));

describeEachEngine('what goes with every answer', (use, kind) => {
  describe('of the server', () => {
    const { server } = useServer(use, kind);

    it('lets the operator see that it lives, works and how it fares, without a token and without a name', async () => {
      const [health, ready, metrics] = await Promise.all(
        ['/healthz', '/readyz', '/metrics'].map((path) => server().call(path)),
      );
      assert.deepEqual([health?.status, health?.text], [200, 'ok']);
      assert.deepEqual([ready?.status, ready?.text], [200, 'ready']);
      assert.match(metrics?.text ?? '', /process_cpu_user_seconds_total/);
      assert.doesNotMatch(metrics?.text ?? '', /contoso|lovelace/i);
    });

    it('lets the tab be framed by Teams only, and load nothing from elsewhere', async () => {
      const { status, headers, text } = await server().call('/tab/');
      const policy = directives(headers.get('content-security-policy') ?? '');
      const nonce = /'nonce-([^']+)'/.exec(policy['style-src'] ?? '')?.[1];
      assert.equal(status, 200);
      assert.ok(nonce && nonce.length >= 22 && text.includes(nonce));
      assert.equal(
        policy['frame-ancestors'],
        'https://teams.microsoft.com https://*.teams.microsoft.com https://*.cloud.microsoft',
      );
      assert.deepEqual(
        [policy['default-src'], policy['script-src'], policy['object-src'], policy['base-uri'], policy['frame-src']],
        ["'none'", "'self'", "'none'", "'none'", "'none'"],
      );
      assert.doesNotMatch(
        headers.get('content-security-policy') ?? '',
        /unsafe|http:|\*(?!\.(teams\.microsoft\.com|cloud\.microsoft))/,
      );
      assert.deepEqual(
        [headers.get('x-frame-options'), headers.get('cache-control'), headers.get('referrer-policy')],
        [null, 'no-store', 'no-referrer'],
      );
      assert.equal(headers.get('x-content-type-options'), 'nosniff');
      assert.equal(headers.get('x-powered-by'), null);
    });

    it('gives each page a nonce of its own', async () => {
      const pages = await Promise.all([server().call('/tab/'), server().call('/tab/')]);
      const policies = pages.map(({ headers }) => headers.get('content-security-policy'));
      assert.notEqual(policies[0], policies[1]);
    });

    it('keeps answers of the API out of caches, and gives each a request id', async () => {
      const answers = await Promise.all([
        server().call('/api/v1/me'),
        server().call('/api/v1/nothing'),
        server().call('/nothing'),
      ]);
      const ids = answers.map(({ headers }) => headers.get('x-request-id'));
      assert.equal(new Set(ids).size, 3);
      assert.equal(answers[0]?.headers.get('cache-control'), 'no-store');
    });

    it('serves no file from outside the tab', async () => {
      for (const path of [
        '/tab/../package.json',
        '/tab/%2e%2e/package.json',
        '/tab/..%2fpackage.json',
        '/tab/.env',
        '/package.json',
      ]) {
        const { status, text } = await server().call(path);
        assert.equal(status === 404 || status === 400 || status === 403, true, `${path} ${status}`);
        assert.doesNotMatch(text, /dependencies|"name"/);
      }
    });
  });
});
