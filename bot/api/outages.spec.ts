import assert from 'node:assert/strict';
import { describeEachEngine } from '../../src/store/testing/each-engine.ts';
import { app, contoso, staff } from '../../src/vendors.testing.ts';
import { type ServerInUse, useServer } from './use-server.testing.ts';
import { type Answer, startWholeServer, type WholeServer } from './whole-server.testing.ts';

const { administrator, approver, colleague } = staff;

const changeConsent = (url: string, delegated: readonly string[]): Promise<Response> =>
  fetch(`${url}/_control/consent/${app.clientId}`, {
    method: 'PUT',
    headers: { 'Content-Type': 'application/json' },
    body: JSON.stringify({ delegated }),
  });

const tell = ({ status, body, headers }: Answer) => [status, body?.code, headers.get('retry-after')];

describeEachEngine('the API, while something is down,', (use, kind) => {
  describe('says what, and changes nothing', () => {
    const inUse: ServerInUse = useServer(use, kind);
    afterEach(async () => {
      inUse.server().graph.faults.clear();
      await inUse.server().control.clearFaults();
    });
    const get = (path: string, by: string = administrator.id) => inUse.server().call(`/api/v1${path}`, {}, by);

    it('403 consent-required while people’s consent is missing, which the first page of the tab can mend', async () => {
      const { entra } = inUse.server();
      const before = await inUse.readState();
      await changeConsent(entra.url, []);
      const answer = await get('/me');
      await changeConsent(entra.url, ['User.Read']);
      assert.deepEqual(tell(answer), [403, 'consent-required', null]);
      assert.match(String(answer.body?.detail), /An administrator must grant it on the first page of the tab\.$/);
      assert.equal((await get('/me')).status, 200);
      assert.deepEqual(await inUse.readState(), before);
    });

    it('503 with the pause that Graph wants, at once', async () => {
      inUse.server().graph.faults.add({ match: '/groups\\?', status: 503, retryAfter: 45 });
      assert.deepEqual(tell(await get('/groups')), [503, 'directory-unavailable', '45']);
    });

    it('503 with a pause of our own when Graph breaks every connection', async () => {
      inUse.server().graph.faults.add({ match: '/groups\\?', status: 200, instead: 'reset' });
      assert.deepEqual(tell(await get('/groups')), [503, 'directory-unavailable', '30']);
    });

    it('503 for a decision while nobody’s role can be told', async () => {
      const plan = await inUse.waitForPlan();
      inUse.server().graph.faults.add({ match: '/', status: 503, retryAfter: 45 });
      const body = { fingerprint: plan.fingerprint, reason: null };
      const call = { method: 'POST', body };
      const answer = await inUse.server().call(`/api/v1/plans/${plan.id}/reject`, call, approver.id);
      inUse.server().graph.faults.clear();
      assert.deepEqual([answer.status, answer.body?.code], [503, 'directory-unavailable']);
      assert.ok(Number(answer.headers.get('retry-after')) > 0);
      assert.equal((await inUse.waitForPlan()).id, plan.id);
    });

    it('502 when Graph refuses, with what an administrator must grant', async () => {
      inUse.server().graph.faults.add({ match: '/groups\\?', status: 403 });
      const answer = await get('/groups');
      assert.deepEqual([answer.status, answer.body?.code], [502, 'directory-forbidden']);
      assert.match(String(answer.body?.detail), /GroupMember\.Read\.All and User\.Read\.All/);
    });

    it('503 while Mobilo is down, and 502 when it no longer lets us in', async () => {
      const { control } = inUse.server();
      await control.addFault({ kind: 'fail', path: '/v1/credits', times: 50 });
      const down = await get('/credits', approver.id);
      assert.deepEqual([down.status, down.body?.code], [503, 'mobilo-unavailable']);
    });

    it('tells everybody who they are and how it stands while both vendors are down', async () => {
      const { graph, control } = inUse.server();
      graph.faults.add({ match: '/users/', status: 503, retryAfter: 60 });
      await control.addFault({ kind: 'fail', times: 100 });
      const { status, body } = await get('/me', colleague.id);
      assert.equal(status, 200);
      const health = body?.health as Readonly<Record<string, { readonly ok: boolean; readonly sentence: string }>>;
      assert.deepEqual([health.directory?.ok, health.mobilo?.ok], [false, false]);
      assert.match(health.mobilo?.sentence ?? '', /try again/i);
    });

    it('401 while Entra has other keys than the token, 503 for nobody: the keys are cached', async () => {
      const { entra, call } = inUse.server();
      const token = await entra.mintTabToken(approver.id);
      const tampered = `${token.slice(0, -6)}AAAAAA`;
      const answer = await call('/api/v1/me', { headers: { Authorization: `Bearer ${tampered}` } });
      assert.deepEqual(tell(answer), [401, 'unauthenticated', null]);
    });
  });
});

describeEachEngine('the API, before Mobilo is connected,', (use) => {
  describe('serves what it can', () => {
    let server: WholeServer | undefined;
    before(async () => {
      server = await startWholeServer({ world: contoso().world, database: use().options });
    });
    after(() => server?.close());

    const get = async (path: string, by: string): Promise<Answer> =>
      (await server?.call(`/api/v1${path}`, {}, by)) ?? assert.fail();

    it('who somebody is, with what to do next', async () => {
      const { status, body } = await get('/me', administrator.id);
      assert.equal(status, 200);
      assert.match(JSON.stringify(body?.health), /[Cc]onnect/);
    });

    it('plans to everybody: there is none', async () => {
      assert.deepEqual((await get('/plans/pending', colleague.id)).body, { plan: null });
      assert.deepEqual((await get('/plans/latest', colleague.id)).body, { plan: null });
    });

    it('and nobody is told to ask for a role that hangs on Mobilo', async () => {
      const { status, body } = await get('/groups', administrator.id);
      assert.deepEqual([status, body?.code], [409, 'mobilo-not-connected']);
      assert.doesNotMatch(String(body?.detail), /Ask one of them/);
    });

    it('a way to connect it, for a Global Administrator', async () => {
      assert.equal(await server?.connectMobilo(), '/tab/?sign-in=done');
      assert.equal((await get('/groups', administrator.id)).status, 200);
    });
  });
});
