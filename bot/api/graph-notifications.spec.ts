import assert from 'node:assert/strict';
import { setTimeout as wait } from 'node:timers/promises';
import type { PlanRecord } from '../../src/approval.ts';
import { describeEachEngine } from '../../src/store/testing/each-engine.ts';
import { personId, staff } from '../../src/vendors.testing.ts';
import { notificationUrlFor } from '../graph-notifications.ts';
import { useServer } from './use-server.testing.ts';
import type { Answer, Call } from './whole-server.testing.ts';

const door = '/api/notifications/graph';

describeEachEngine('the door for Microsoft Graph', (use, kind) => {
  describe('has no token, and', () => {
    const inUse = useServer(use, kind);
    const post = (call: Call, query = ''): Promise<Answer> =>
      inUse.server().call(`${door}${query}`, { method: 'POST', ...call });
    const atGraph = () => inUse.server().graph.subscriptions.list();
    const deliveries = () => inUse.server().graph.notifier.deliveries;
    const settled = async (count: number): Promise<void> => {
      for (let tries = 0; tries < 600 && deliveries().length < count; tries += 1) await wait(50);
    };

    it('sends the decoded token of the check back as plain text, and runs nothing in it', async () => {
      const token = 'Validation: a+b/c=é <script>alert(1)</script> & Request-Id: 7';
      const { status, text, headers } = await post({}, `?validationToken=${encodeURIComponent(token)}`);
      assert.deepEqual([status, text], [200, token]);
      assert.match(headers.get('content-type') ?? '', /^text\/plain/);
      assert.equal(headers.get('x-content-type-options'), 'nosniff');
    });

    const strange: Readonly<Record<string, readonly [Call, string?]>> = {
      'malformed JSON': [{ body: '{"value": [', headers: { 'Content-Type': 'application/json' } }],
      'no body': [{}],
      'another type': [{ body: '{"value":[]}', headers: { 'Content-Type': 'text/plain' } }],
      'an empty list': [{ body: { value: [] } }],
      'something else than notifications': [{ body: { value: [7] } }],
      'a subscription that is no text': [{ body: { value: [{ subscriptionId: {}, clientState: 'a' }] } }],
      'a client state that is no text': [{ body: { value: [{ subscriptionId: 'a', clientState: ['a'] }] } }],
      'too large a body': [{ body: { value: [{ subscriptionId: 'a'.repeat(200_000) }] } }],
      'two tokens to send back': [{}, '?validationToken=a&validationToken=b'],
      'an empty token': [{}, '?validationToken='],
      'a token without end': [{}, `?validationToken=${'a'.repeat(5000)}`],
    };
    for (const [what, [call, query]] of Object.entries(strange))
      it(`answers 400 with a problem to ${what}, and nothing changes`, async () => {
        const before = await inUse.readState();
        const { status, body, headers, text } = await post(call, query);
        assert.deepEqual([status, body?.code], [400, 'bad-request']);
        assert.match(headers.get('content-type') ?? '', /^application\/problem\+json/);
        assert.doesNotMatch(text, /zod|node_modules|\.ts:\d/i);
        assert.deepEqual(await inUse.readState(), before);
      });

    it('answers 404 to whoever only looks', async () => {
      assert.equal((await inUse.server().call(door)).status, 404);
    });

    it('lets Graph promise to tell of people and groups, as soon as the server listens (case 55)', async () => {
      const { url } = inUse.server();
      assert.deepEqual(
        atGraph().map(({ resource, notificationUrl }) => [resource, notificationUrl]),
        ['/users', '/groups'].map((resource) => [resource, `${url.replace('localhost', '127.0.0.1')}${door}`]),
      );
    });

    it('answers 202 to what is forged or unknown, and nothing changes (case 55)', async () => {
      const before = await inUse.readState();
      const [subscription] = atGraph();
      const forged = [
        { subscriptionId: subscription?.id, clientState: 'guess' },
        { subscriptionId: subscription?.id },
        { subscriptionId: 'unknown', clientState: subscription?.clientState },
      ];
      const answers = await Promise.all(forged.map((one) => post({ body: { value: [one] } })));
      assert.deepEqual(
        answers.map(({ status, text }) => [status, text]),
        forged.map(() => [202, '']),
      );
      assert.deepEqual(await inUse.readState(), before);
    });

    if (kind === 'postgres')
      it('has a change of the directory read by itself, once however often it is told (case 55)', async () => {
        const { graph, call } = inUse.server();
        const store = await use().open();
        const waiting = async () =>
          (await store.executeSql(`select count(*)::int as n from pgboss.job where name = 'plan' and state < 'active'`))
            .rows[0]?.n;
        const first = await inUse.waitForPlan();
        const told = deliveries().length;
        graph.notifier.storm(250);
        await settled(told + 500);
        assert.deepEqual(
          [
            ...new Set(
              deliveries()
                .slice(told)
                .map(({ status }) => status),
            ),
          ],
          [202],
        );
        assert.equal(await waiting(), 1);
        await store.executeSql(`delete from pgboss.job where name = 'plan'`);
        await fetch(`${graph.url}/_control/people/${personId('Bob Marley')}/change`, {
          method: 'POST',
          headers: { 'Content-Type': 'application/json' },
          body: JSON.stringify({ jobTitle: 'Singer' }),
        });
        const readPending = async () =>
          (await call('/api/v1/plans/pending', {}, staff.administrator.id)).body?.plan as PlanRecord | null;
        let plan = await readPending();
        for (let tries = 0; tries < 200 && (!plan || plan.id === first.id); tries += 1) {
          await wait(50);
          plan = await readPending();
        }
        assert.ok(plan && plan.id !== first.id);
        assert.match(JSON.stringify(plan.summary.top.movers), /Singer/);
      });
  });
});

describe('The address at which Microsoft Graph reaches the server', () => {
  const urlOf = (publicUrl: string, graphBaseUrl = 'https://graph.microsoft.com', production = false) =>
    notificationUrlFor({ publicUrl, graphBaseUrl, production }, 3978);

  it('is its public one over https, its own port for a Graph on this machine, and none otherwise (case 55)', () => {
    const graph = 'http://127.0.0.1:5000';
    assert.deepEqual(
      [
        urlOf('https://sync.example.com'),
        urlOf('https://sync.example.com', 'https://graph.microsoft.com', true),
        urlOf('https://localhost:3978'),
        urlOf('http://localhost:3978'),
        urlOf('http://localhost:3978', graph),
        urlOf('https://tab.example.com', graph),
      ],
      [
        `https://sync.example.com${door}`,
        `https://sync.example.com${door}`,
        null,
        null,
        `http://127.0.0.1:3978${door}`,
        `http://127.0.0.1:3978${door}`,
      ],
    );
  });
});
