import assert from 'node:assert/strict';
import type { PlanRecord } from '../../src/approval.ts';
import { describeEachEngine } from '../../src/store/testing/each-engine.ts';
import { sampleTenantId, staff } from '../../src/vendors.testing.ts';
import { useServer } from './use-server.testing.ts';
import type { Answer } from './whole-server.testing.ts';

const { approver, colleague } = staff;
type Person = (typeof staff)[keyof typeof staff];

interface Press {
  readonly by?: Person;
  readonly verb?: string;
  readonly data: (plan: PlanRecord) => object;
  /** Of the answer to the button, inside an answer of 200. */
  readonly status: number;
  readonly says: RegExp;
}

const whole = (plan: PlanRecord) => ({
  planId: plan.id,
  fingerprint: plan.fingerprint,
  selection: 'all',
  cards: 'deactivate',
});
const strange = /This button belongs to another version of the card/;

const presses: Readonly<Record<string, Press>> = {
  'another fingerprint': {
    data: (plan) => ({ ...whole(plan), fingerprint: '0'.repeat(64) }),
    status: 409,
    says: /not the plan that is pending now/,
  },
  'another plan': {
    data: (plan) => ({ ...whole(plan), planId: '00000000-0000-4000-8000-000000000000' }),
    status: 404,
    says: /There is no such plan/,
  },
  'a plan that is SQL': {
    data: (plan) => ({ ...whole(plan), planId: "' or 1=1 --" }),
    status: 404,
    says: /no such plan/,
  },
  'no data at all': { data: () => ({}), status: 400, says: strange },
  'a list for a plan': { data: (plan) => ({ ...whole(plan), planId: [plan.id] }), status: 400, says: strange },
  'a kind of change that is none': {
    data: (plan) => ({ ...whole(plan), selection: { kinds: ['keep'] } }),
    status: 400,
    says: strange,
  },
  'rows that are not in the plan': {
    data: (plan) => ({ ...whole(plan), selection: { rows: ['joiner:nobody'] } }),
    status: 422,
    says: /Nothing is selected/,
  },
  'a role that it claims for itself, pressed by a colleague': {
    by: colleague,
    data: (plan) => ({ ...whole(plan), role: 'administrator', by: approver.id, aadObjectId: approver.id }),
    status: 403,
    says: /Only an administrator or an approver may decide/,
  },
  'a verb that nobody knows': { verb: 'plan/drop', data: whole, status: 400, says: strange },
  'a resumption of what never ran': { verb: 'plan/resume', data: whole, status: 200, says: /./ },
  'a choice for a card that nobody has': {
    data: (plan) => ({ ...whole(plan), cards: undefined, 'card:\0': 'release' }),
    status: 200,
    says: /Choose/,
  },
};

describeEachEngine('the door of the bot', (use, kind) => {
  describe('to Teams alone', () => {
    const inUse = useServer(use, kind);

    const activityOf = (by: Person, change: object): object => ({
      channelId: 'msteams',
      serviceUrl: `${inUse.server().chat.url}/`,
      id: 'incoming',
      locale: 'en-GB',
      from: { id: `29:${by.id}`, name: by.name, aadObjectId: by.id },
      recipient: { id: '28:bot', name: 'Mobilo Sync' },
      conversation: { id: '19:leads@thread.v2', conversationType: 'groupChat', tenantId: sampleTenantId },
      ...change,
    });
    const post = async (body: unknown, headers: Readonly<Record<string, string>>): Promise<Answer> =>
      inUse.server().call('/api/messages', { method: 'POST', headers, body });
    const deliver = async (activity: object): Promise<Answer> => {
      const token = await inUse.server().connector.sign(`${inUse.server().chat.url}/`);
      return post(activity, { Authorization: `Bearer ${token}` });
    };
    const press = (by: Person, verb: string, data: object): Promise<Answer> =>
      deliver(
        activityOf(by, {
          type: 'invoke',
          name: 'adaptiveCard/action',
          replyToId: 'message-1',
          value: { action: { type: 'Action.Execute', verb, data } },
        }),
      );

    for (const [title, given] of Object.entries(presses)) {
      it(`${given.status} for a card with ${title}, and nothing changes (case 65)`, async () => {
        const plan = await inUse.waitForPlan();
        const before = await inUse.readState();
        const answer = await press(given.by ?? approver, given.verb ?? 'plan/approve', given.data(plan));
        assert.equal(answer.status, 200, answer.text);
        assert.equal(answer.body?.statusCode, given.status, answer.text);
        assert.match(answer.text, given.says);
        assert.doesNotMatch(answer.text, /node_modules|\.ts:\d| {4}at |select /);
        assert.deepEqual(await inUse.readState(), before);
      });
    }

    it('400 for malformed JSON, and for a body that is too large', async () => {
      const before = await inUse.readState();
      const json = { 'Content-Type': 'application/json' };
      for (const body of ['{"type": ', `{"text": "${'a'.repeat(300_000)}"}`]) {
        const answer = await post(body, json);
        assert.deepEqual([answer.status, answer.body?.code], [400, 'bad-request']);
        assert.match(String(answer.body?.detail), /^The body of this request is (not JSON|too large)\./);
      }
      assert.deepEqual(await inUse.readState(), before);
    });

    it('400 for JSON that is no activity', async () => {
      for (const body of [[], {}, { type: 7 }]) {
        const { status, text } = await post(body, { Authorization: 'Bearer a.b.c' });
        assert.equal(status, 400);
        assert.match(text, /The body must be one activity as JSON/);
      }
    });

    it('401 without a token, with garbage, with one of the tab and with one for another address', async () => {
      const { entra, connector } = inUse.server();
      const before = await inUse.readState();
      const activity = activityOf(approver, { type: 'message', text: 'pending' });
      const tokens = [
        '',
        'Bearer a.b.c',
        `Bearer ${await entra.mintTabToken(approver.id)}`,
        `Bearer ${await connector.sign('http://127.0.0.1:9/')}`,
      ];
      for (const Authorization of tokens) {
        const { status, text } = await post(activity, Authorization === '' ? {} : { Authorization });
        assert.equal(status, 401);
        assert.match(text, /This request does not come from Microsoft Teams\./);
      }
      assert.deepEqual(await inUse.readState(), before);
    });

    it('401 for another tenant, wherever the activity names it (case 56)', async () => {
      const before = await inUse.readState();
      const other = '99999999-9999-4999-8999-999999999999';
      for (const change of [
        { conversation: { id: 'a:1', tenantId: other } },
        { channelData: { tenant: { id: other } } },
        { conversation: { id: 'a:1' } },
      ]) {
        const { status } = await deliver(activityOf(approver, { type: 'message', text: 'pending', ...change }));
        assert.equal(status, 401);
      }
      assert.deepEqual(await inUse.readState(), before);
    });

    it('a person whom Teams does not name decides nothing', async () => {
      const plan = await inUse.waitForPlan();
      const nameless = { from: { id: '29:somebody', name: approver.name } };
      const value = { action: { type: 'Action.Execute', verb: 'plan/approve', data: whole(plan) } };
      const answer = await deliver(
        activityOf(approver, { type: 'invoke', name: 'adaptiveCard/action', value, ...nameless }),
      );
      assert.equal(answer.body?.statusCode, 401);
      assert.equal((await inUse.waitForPlan()).state, 'proposed');
    });

    it('the app that is removed from its last conversation sleeps until it is back (case 58)', async () => {
      const happen = (change: object) => deliver(activityOf(approver, { type: 'installationUpdate', ...change }));
      const readTrail = async () => {
        const { body } = await inUse.server().call('/api/v1/audit?limit=500', {}, approver.id);
        const events = body?.events as readonly { readonly kind: string; readonly by: string }[];
        return events.filter(({ kind }) => kind.startsWith('app.')).map(({ kind, by }) => [kind, by]);
      };
      for (const id of ['19:leads@thread.v2', '19:others@thread.v2'])
        await happen({ action: 'add', conversation: { id, conversationType: 'groupChat', tenantId: sampleTenantId } });
      await happen({ action: 'remove' });
      assert.deepEqual(await readTrail(), []);
      const others = { id: '19:others@thread.v2', conversationType: 'groupChat', tenantId: sampleTenantId };
      const removed = { type: 'conversationUpdate', membersRemoved: [{ id: '28:bot' }], conversation: others };
      for (const times of [1, 2]) assert.ok((await happen(removed)).status < 300, String(times));
      assert.deepEqual(await readTrail(), [['app.removed', approver.id]]);
      await happen({ action: 'add' });
      assert.deepEqual((await readTrail()).toSorted(), [
        ['app.installed', approver.id],
        ['app.removed', approver.id],
      ]);
    });

    it('a real press of an approver decides, once', async () => {
      const plan = await inUse.waitForPlan();
      const answers = await Promise.all([
        press(approver, 'plan/approve', whole(plan)),
        press(approver, 'plan/approve', whole(plan)),
      ]);
      for (const answer of answers) assert.equal(answer.body?.statusCode, 200, answer.text);
      const { body } = await inUse.server().call(`/api/v1/audit?planId=${plan.id}&limit=500`, {}, approver.id);
      const events = body?.events as readonly { readonly kind: string }[];
      assert.equal(events.filter((event) => event.kind === 'plan.approved').length, 1);
    });
  });
});
