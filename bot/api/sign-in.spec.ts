import assert from 'node:assert/strict';
import { describeEachEngine } from '../../src/store/testing/each-engine.ts';
import { contoso, signInAtEmulator, staff } from '../../src/vendors.testing.ts';
import { type Answer, startWholeServer, type WholeServer } from './whole-server.testing.ts';

const { administrator, approver } = staff;

describeEachEngine('connecting Mobilo', (use) => {
  describe('in the pop-up', () => {
    let server: WholeServer;
    before(async () => {
      server = await startWholeServer({ world: contoso().world, database: use().options });
    });
    after(() => server.close());

    const begin = async (): Promise<URL> => {
      const { body } = await server.call('/api/v1/mobilo/connect', { method: 'POST' }, administrator.id);
      return new URL(String(body?.url));
    };
    const open = (url: URL): Promise<Answer> => server.call(`${url.pathname}${url.search}`);
    const authorize = async (): Promise<URL> => new URL((await open(await begin())).headers.get('location') ?? '');
    const isConnected = async (): Promise<boolean> => {
      const { body } = await server.call('/api/v1/me', {}, administrator.id);
      const health = (body?.health ?? {}) as { readonly mobilo?: { readonly ok: boolean } };
      return health.mobilo?.ok === true;
    };
    const connections = async (): Promise<number> => {
      await server.call('/api/v1/settings', {}, administrator.id);
      const { body } = await server.call('/api/v1/audit?limit=500', {}, administrator.id);
      const events = (body?.events ?? []) as readonly { readonly kind: string }[];
      return events.filter(({ kind }) => kind === 'mobilo.connected').length;
    };

    it('sends the person to Mobilo with a challenge and a sealed state, which nobody can read', async () => {
      const target = await authorize();
      assert.equal(target.origin, server.mobilo.url);
      assert.deepEqual(
        [target.searchParams.get('response_type'), target.searchParams.get('code_challenge_method')],
        ['code', 'S256'],
      );
      assert.equal(target.searchParams.get('redirect_uri'), `${server.url}/auth/mobilo/callback`);
      assert.doesNotMatch(target.href, new RegExp(administrator.id));
    });

    it('begins for nobody of another organization, administrator there or not (case 56)', async () => {
      const foreigner = { tenantId: '99999999-9999-4999-8999-999999999999' };
      const token = await server.entra.mintTabToken(administrator.id, foreigner);
      const headers = { Authorization: `Bearer ${token}` };
      const { status, body } = await server.call('/api/v1/mobilo/connect', { method: 'POST', headers });
      assert.deepEqual([status, body?.code, body?.url], [403, 'foreign-tenant', undefined]);
    });

    it('does not replace what works, or anything, with the grant of somebody who is no admin', async () => {
      assert.equal(await server.connectMobilo(approver.email), '/tab/?sign-in=mobilo-forbidden');
      assert.equal(await isConnected(), false);
    });

    it('ends with what the person pressed when they cancel, and with the fault when a code is no good', async () => {
      const state = (await authorize()).searchParams.get('state') ?? '';
      const back = (query: Readonly<Record<string, string>>) =>
        server.call(`/auth/mobilo/callback?${new URLSearchParams({ state, ...query })}`);
      const cancelled = await back({ error: 'access_denied' });
      assert.equal(cancelled.headers.get('location'), '/tab/?sign-in=CancelledByUser');
      const wrong = await back({ code: 'not-a-code' });
      assert.match(wrong.headers.get('location') ?? '', /^\/tab\/\?sign-in=mobilo-(not-connected|refused|forbidden)$/);
      assert.equal(await isConnected(), false);
    });

    it('takes no state that it did not seal, and no ticket of somebody else’s making', async () => {
      const state = (await authorize()).searchParams.get('state') ?? '';
      const bent = [undefined, '', 'abc', `${state.slice(0, -4)}AAAA`, `${state}${state}`];
      for (const text of bent) {
        const query = new URLSearchParams({ code: 'code', ...(text !== undefined && { state: text }) });
        const answer = await server.call(`/auth/mobilo/callback?${query}`);
        assert.deepEqual([answer.status, answer.body?.code], [400, 'bad-request'], text);
        assert.match(String(answer.body?.detail), /Close the window and connect again/);
        const start = await server.call(
          `/auth/mobilo/start?${new URLSearchParams(text === undefined ? {} : { ticket: text })}`,
        );
        assert.equal(start.status, 400);
      }
      const twice = await server.call(`/auth/mobilo/callback?code=a&code=b&state=${encodeURIComponent(state)}`);
      assert.equal(twice.headers.get('location'), '/tab/?sign-in=CancelledByUser');
    });

    it('connects an admin, who may do it again; each time is told to the trail', async () => {
      assert.equal(await server.connectMobilo(), '/tab/?sign-in=done');
      assert.equal(await isConnected(), true);
      assert.equal(await connections(), 1);
      assert.equal(await server.connectMobilo(approver.email), '/tab/?sign-in=mobilo-forbidden');
      assert.equal(await isConnected(), true);
      assert.equal(await server.connectMobilo(), '/tab/?sign-in=done');
      assert.equal(await connections(), 2);
    });

    it('keeps no token where somebody could read it', async () => {
      const trail = await server.call('/api/v1/audit?limit=500', {}, administrator.id);
      assert.equal(trail.status, 200);
      assert.doesNotMatch(trail.text, /at_|rt_|access_token/);
    });

    it('takes a code once', async () => {
      const back = await signInAtEmulator((await authorize()).href, administrator.email);
      const first = await open(back);
      const second = await open(back);
      assert.equal(first.headers.get('location'), '/tab/?sign-in=done');
      assert.notEqual(second.headers.get('location'), '/tab/?sign-in=done');
    });
  });
});
