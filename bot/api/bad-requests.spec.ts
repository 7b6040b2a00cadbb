import assert from 'node:assert/strict';
import type { PlanRecord } from '../../src/approval.ts';
import { describeEachEngine } from '../../src/store/testing/each-engine.ts';
import { staff } from '../../src/vendors.testing.ts';
import { type ServerInUse, sampleSettings, useServer } from './use-server.testing.ts';
import type { Answer, Call } from './whole-server.testing.ts';

const { administrator, approver, colleague } = staff;
const nobody = '00000000-0000-4000-8000-000000000000';
const cards = { byCard: {}, others: 'deactivate' };

interface BadRequest extends Call {
  /** The plan that waits is `{plan}`. */
  readonly path: string;
  /** The approver unless given; null sends no token. */
  readonly by?: string | null;
  /** The body of an approval, changed; the fingerprint is that of the plan unless given. */
  readonly approval?: Readonly<Record<string, unknown>>;
  readonly status: number;
  readonly code: string;
  readonly says: RegExp;
}

const approve = '/api/v1/plans/{plan}/approve';
const post = { method: 'POST' } as const;
const reload = /Reload the tab to sign in again/;
const asExpected = /^The (body|query|address) of this request is not as expected \(.*\)\.$/;
const json = { 'Content-Type': 'application/json' };

const settingsWithPhone = (from: unknown) => ({
  ...sampleSettings,
  mapping: { ...sampleSettings.mapping, phone: { ...sampleSettings.mapping.phone, from } },
});

const nestedRule = (depth: number): unknown => (depth === 1 ? { copy: 'mail' } : { lower: nestedRule(depth - 1) });

const badRequests: Readonly<Record<string, BadRequest>> = {
  'no token': { path: '/api/v1/me', by: null, status: 401, code: 'unauthenticated', says: reload },
  'a garbage token': {
    path: '/api/v1/me',
    by: null,
    headers: { Authorization: 'Bearer a.b.c' },
    status: 401,
    code: 'unauthenticated',
    says: reload,
  },
  'a token of another kind': {
    path: '/api/v1/me',
    by: null,
    headers: { Authorization: 'Basic YTpi' },
    status: 401,
    code: 'unauthenticated',
    says: reload,
  },
  'no token for a path below the API': {
    path: approve,
    ...post,
    by: null,
    status: 401,
    code: 'unauthenticated',
    says: reload,
  },
  'malformed JSON': {
    path: approve,
    ...post,
    headers: json,
    body: '{"fingerprint": ',
    status: 400,
    code: 'bad-request',
    says: /^The body of this request is not JSON\.$/,
  },
  'JSON that is no object': {
    path: approve,
    ...post,
    headers: json,
    body: '[]',
    status: 400,
    code: 'bad-request',
    says: asExpected,
  },
  'a scalar body': {
    path: approve,
    ...post,
    headers: json,
    body: '"hello"',
    status: 400,
    code: 'bad-request',
    says: /JSON/,
  },
  'a body that is too large': {
    path: approve,
    ...post,
    headers: json,
    body: JSON.stringify({ fingerprint: 'a'.repeat(9_000_000) }),
    status: 400,
    code: 'bad-request',
    says: /too large/,
  },
  'a body of another content type': {
    path: approve,
    ...post,
    headers: { 'Content-Type': 'text/plain' },
    body: 'hello',
    status: 400,
    code: 'bad-request',
    says: /Send it as application\/json/,
  },
  'a form': {
    path: approve,
    ...post,
    headers: { 'Content-Type': 'application/x-www-form-urlencoded' },
    body: 'fingerprint=1',
    status: 400,
    code: 'bad-request',
    says: /Send it as application\/json/,
  },
  'no body': { path: approve, ...post, status: 400, code: 'bad-request', says: asExpected },
  'an unknown route': { path: '/api/v1/plan', status: 404, code: 'not-found', says: /nothing at this address/ },
  'an unknown method': {
    path: '/api/v1/me',
    method: 'DELETE',
    status: 404,
    code: 'not-found',
    says: /nothing at this address/,
  },
  'an address that cannot be decoded': {
    path: '/api/v1/plans/%E0%A4%A',
    status: 400,
    code: 'bad-request',
    says: /cannot be read/,
  },
  'an unknown plan': { path: `/api/v1/plans/${nobody}`, status: 404, code: 'plan-not-found', says: /no such plan/ },
  'the rows of an unknown plan': {
    path: `/api/v1/plans/${nobody}/rows`,
    status: 404,
    code: 'plan-not-found',
    says: /no such plan/,
  },
  'a plan that is no GUID': { path: '/api/v1/plans/42', status: 400, code: 'bad-request', says: asExpected },
  'a plan that is SQL': {
    path: `/api/v1/plans/${encodeURIComponent("' or 1=1 --")}`,
    status: 400,
    code: 'bad-request',
    says: asExpected,
  },
  'the receipt of a plan that waits': {
    path: '/api/v1/plans/{plan}/receipt',
    status: 404,
    code: 'not-found',
    says: /was not approved/,
  },
  'a resumption of a plan that waits': {
    path: '/api/v1/plans/{plan}/resume',
    ...post,
    status: 409,
    code: 'plan-decided',
    says: /has not stopped/,
  },
  'a wrong fingerprint': {
    path: approve,
    approval: { fingerprint: '0'.repeat(64) },
    status: 409,
    code: 'fingerprint-mismatch',
    says: /look at it again/,
  },
  'a fingerprint that is none': {
    path: approve,
    approval: { fingerprint: 'x' },
    status: 400,
    code: 'bad-request',
    says: asExpected,
  },
  'unknown fields': {
    path: approve,
    approval: { role: 'administrator' },
    status: 400,
    code: 'bad-request',
    says: /role/,
  },
  'unknown fields inside': {
    path: approve,
    approval: { cards: { ...cards, all: true } },
    status: 400,
    code: 'bad-request',
    says: asExpected,
  },
  'an unknown selection': {
    path: approve,
    approval: { selection: 'some' },
    status: 400,
    code: 'bad-request',
    says: asExpected,
  },
  'an empty selection': {
    path: approve,
    approval: { selection: { rows: [] } },
    status: 400,
    code: 'bad-request',
    says: asExpected,
  },
  'an unknown kind': {
    path: approve,
    approval: { selection: { kinds: ['keep'] } },
    status: 400,
    code: 'bad-request',
    says: asExpected,
  },
  'rows that are not there': {
    path: approve,
    approval: { selection: { rows: ['joiner:nobody'] } },
    status: 422,
    code: 'selection-empty',
    says: /Nothing is selected/,
  },
  'an unknown choice': {
    path: approve,
    approval: { cards: { byCard: { card_1: 'sell' }, others: null } },
    status: 400,
    code: 'bad-request',
    says: asExpected,
  },
  'a card without a choice': {
    path: approve,
    approval: { cards: { byCard: {}, others: null } },
    status: 422,
    code: 'card-choice-missing',
    says: /Choose what happens/,
  },
  'a prototype in disguise': {
    path: approve,
    ...post,
    headers: json,
    body: `{"__proto__": {"role": "administrator"}, "fingerprint": "${'0'.repeat(64)}"}`,
    status: 400,
    code: 'bad-request',
    says: asExpected,
  },
  'a decision of a colleague': {
    path: approve,
    by: colleague.id,
    approval: {},
    status: 403,
    code: 'forbidden',
    says: /Ask one of them/,
  },
  'a rejection of a colleague': {
    path: '/api/v1/plans/{plan}/reject',
    ...post,
    by: colleague.id,
    body: { fingerprint: '0'.repeat(64), reason: null },
    status: 403,
    code: 'forbidden',
    says: /Ask one of them/,
  },
  'the credits for a colleague': {
    path: '/api/v1/credits',
    by: colleague.id,
    status: 403,
    code: 'forbidden',
    says: /Ask one of them/,
  },
  'the groups for an approver': {
    path: '/api/v1/groups',
    status: 403,
    code: 'forbidden',
    says: /both a Global Administrator/,
  },
  'a body that is nested without end': {
    path: approve,
    ...post,
    headers: json,
    body: `{"fingerprint": ${'{"a":'.repeat(500_000)}1${'}'.repeat(500_000)}}`,
    status: 400,
    code: 'bad-request',
    says: /nested more than 40 deep/,
  },
  'settings with a rule that is nested without end': {
    path: '/api/v1/settings',
    method: 'PUT',
    by: administrator.id,
    body: settingsWithPhone(nestedRule(30)),
    status: 400,
    code: 'bad-request',
    says: /phone\.from: This rule is nested more than 10 deep/,
  },
  'settings with a rule of thousands of parts': {
    path: '/api/v1/settings',
    method: 'PUT',
    by: administrator.id,
    body: settingsWithPhone({ firstOf: Array.from({ length: 100_000 }, () => ({ copied: 'mail' })) }),
    status: 400,
    code: 'bad-request',
    says: /phone\.from: This rule has more than 50 parts/,
  },
  'settings with a rule that is code': {
    path: '/api/v1/settings',
    method: 'PUT',
    by: administrator.id,
    body: settingsWithPhone({ match: '(a+)+$', in: { copy: 'mail' } }),
    status: 400,
    code: 'bad-request',
    says: asExpected,
  },
  'settings that never fill the name': {
    path: '/api/v1/settings',
    method: 'PUT',
    by: administrator.id,
    body: {
      ...sampleSettings,
      mapping: { ...sampleSettings.mapping, displayName: { ...sampleSettings.mapping.displayName, policy: 'never' } },
    },
    status: 400,
    code: 'bad-request',
    says: /^The rule for displayName never fills it/,
  },
  'a preview for an approver': {
    path: '/api/v1/mapping/preview',
    ...post,
    by: approver.id,
    body: { mapping: sampleSettings.mapping },
    status: 403,
    code: 'forbidden',
    says: /^Only somebody who is both/,
  },
  'a preview on somebody who does not exist': {
    path: '/api/v1/mapping/preview',
    ...post,
    by: administrator.id,
    body: { mapping: sampleSettings.mapping, who: 'nobody@contoso.example' },
    status: 404,
    code: 'not-found',
    says: /^Nobody in Entra ID has this/,
  },
  'settings of an approver': {
    path: '/api/v1/settings',
    method: 'PUT',
    body: sampleSettings,
    status: 403,
    code: 'forbidden',
    says: /both a Global Administrator/,
  },
  'a plan asked for by a colleague': {
    path: '/api/v1/plans',
    ...post,
    by: colleague.id,
    status: 403,
    code: 'forbidden',
    says: /Ask one/,
  },
  'connecting Mobilo by an approver': {
    path: '/api/v1/mobilo/connect',
    ...post,
    status: 403,
    code: 'forbidden',
    says: /Only a Global Administrator/,
  },
  'settings with an article that Mobilo does not sell': {
    path: '/api/v1/settings',
    method: 'PUT',
    by: administrator.id,
    body: { ...sampleSettings, order: { ...sampleSettings.order, cardSku: 'card-gold' } },
    status: 400,
    code: 'bad-request',
    says: /does not sell card-gold/,
  },
  'settings without groups': {
    path: '/api/v1/settings',
    method: 'PUT',
    by: administrator.id,
    body: { ...sampleSettings, groups: [] },
    status: 400,
    code: 'bad-request',
    says: asExpected,
  },
  'settings with a field too many': {
    path: '/api/v1/settings',
    method: 'PUT',
    by: administrator.id,
    body: { ...sampleSettings, autoApprove: true },
    status: 400,
    code: 'bad-request',
    says: /autoApprove/,
  },
  'a page of rows before the first': {
    path: '/api/v1/plans/{plan}/rows?offset=-1',
    status: 400,
    code: 'bad-request',
    says: asExpected,
  },
  'a page of rows without end': {
    path: '/api/v1/plans/{plan}/rows?limit=100000',
    status: 400,
    code: 'bad-request',
    says: asExpected,
  },
  'rows of an unknown kind': {
    path: '/api/v1/plans/{plan}/rows?kind=all',
    status: 400,
    code: 'bad-request',
    says: asExpected,
  },
  'why of a colleague about somebody else': {
    path: '/api/v1/people/why?who=ada.lovelace@contoso.example',
    by: colleague.id,
    status: 403,
    code: 'forbidden',
    says: /about yourself only/,
  },
  'why of a colleague about nobody': {
    path: '/api/v1/people/why?who=nobody@contoso.example',
    by: colleague.id,
    status: 403,
    code: 'forbidden',
    says: /about yourself only/,
  },
  'why about nobody': {
    path: '/api/v1/people/why?who=nobody@contoso.example',
    status: 404,
    code: 'not-found',
    says: /Type an e-mail address/,
  },
  'why about no one in particular': { path: '/api/v1/people/why', status: 400, code: 'bad-request', says: asExpected },
  'why about a filter of Graph': {
    path: `/api/v1/people/why?who=${encodeURIComponent("x' or mail ne 'y")}`,
    status: 404,
    code: 'not-found',
    says: /Type an e-mail address/,
  },
  'a person checked by a colleague': {
    path: `/api/v1/people/${colleague.id}/check`,
    ...post,
    by: colleague.id,
    status: 403,
    code: 'forbidden',
    says: /Ask one/,
  },
  'a person checked who is no GUID': {
    path: '/api/v1/people/ada/check',
    ...post,
    status: 400,
    code: 'bad-request',
    says: asExpected,
  },
  'a search given twice': {
    path: '/api/v1/plans/{plan}/rows?search=a&search=b',
    status: 400,
    code: 'bad-request',
    says: asExpected,
  },
  'an offset beyond every number': {
    path: '/api/v1/plans/{plan}/rows?offset=99999999999999999999',
    status: 400,
    code: 'bad-request',
    says: asExpected,
  },
  'a trail of no plan': { path: '/api/v1/audit?planId=1', status: 400, code: 'bad-request', says: asExpected },
  'a trail before an endless number': {
    path: '/api/v1/audit?before=1e300',
    status: 400,
    code: 'bad-request',
    says: asExpected,
  },
  'a page of another origin': {
    path: approve,
    approval: {},
    headers: { Origin: 'https://evil.example' },
    status: 403,
    code: 'forbidden',
    says: /another site/,
  },
  'a page of another site': {
    path: approve,
    approval: {},
    headers: { 'Sec-Fetch-Site': 'cross-site' },
    status: 403,
    code: 'forbidden',
    says: /another site/,
  },
  'a page of the same site': {
    path: approve,
    approval: {},
    headers: { 'Sec-Fetch-Site': 'same-site' },
    status: 403,
    code: 'forbidden',
    says: /another site/,
  },
  'a text with a zero in it': {
    path: '/api/v1/plans/{plan}/rows?search=%00',
    status: 400,
    code: 'bad-request',
    says: asExpected,
  },
};

const checkProblem = (answer: Answer, expected: Pick<BadRequest, 'status' | 'code' | 'says'>): void => {
  const { status, headers, body, text } = answer;
  assert.deepEqual([status, body?.status, body?.code], [expected.status, expected.status, expected.code], text);
  assert.match(String(body?.detail), expected.says);
  assert.match(String(body?.detail), /^[A-Z0-9].*\.$/);
  assert.match(headers.get('content-type') ?? '', /^application\/problem\+json/);
  assert.equal(headers.get('x-request-id'), body?.requestId);
  assert.match(String(body?.requestId), /^[0-9a-f-]{36}$/);
  assert.doesNotMatch(text, /node_modules|\.ts:\d| {4}at |SELECT|select \*|stack/);
  assert.equal(headers.get('www-authenticate') !== null, status === 401);
};

const fillIn = (plan: PlanRecord, { path, body, approval, method }: BadRequest): Call & { readonly path: string } => ({
  path: path.replace('{plan}', plan.id),
  ...(approval
    ? { method: 'POST', body: { fingerprint: plan.fingerprint, selection: 'all', cards, ...approval } }
    : { ...(method && { method }), ...(body !== undefined && { body }) }),
});

describeEachEngine('the API, asked wrongly,', (use, kind) => {
  describe('changes nothing and says why', () => {
    const inUse: ServerInUse = useServer(use, kind);

    for (const [title, bad] of Object.entries(badRequests)) {
      it(`${bad.status} ${bad.code} for ${title}`, async () => {
        const plan = await inUse.waitForPlan();
        const before = await inUse.readState();
        const { path, ...call } = fillIn(plan, bad);
        const by = bad.by === undefined ? approver.id : (bad.by ?? undefined);
        const answer = await inUse.server().call(path, { ...call, headers: { ...bad.headers } }, by);
        checkProblem(answer, bad);
        assert.deepEqual(await inUse.readState(), before);
      });
    }

    it('403 foreign-tenant for a token of another organization (case 56), and 401 for an expired one', async () => {
      const { entra, call } = inUse.server();
      const foreign = await entra.mintTabToken(approver.id, { tenantId: '99999999-9999-4999-8999-999999999999' });
      const expired = await entra.mintTabToken(approver.id, { lifetime: -3600 });
      const other = { status: 403, code: 'foreign-tenant', says: /serves another organization/ };
      checkProblem(await call('/api/v1/me', { headers: { Authorization: `Bearer ${foreign}` } }), other);
      const old = { status: 401, code: 'unauthenticated', says: reload };
      checkProblem(await call('/api/v1/me', { headers: { Authorization: `Bearer ${expired}` } }), old);
    });

    it('403 forbidden for a token that was not made for the tab', async () => {
      const { entra, call } = inUse.server();
      for (const bend of [
        { scope: 'User.Read' },
        { host: '99999999-9999-4999-8999-999999999999' },
        { claims: { idtyp: 'app' } },
      ]) {
        const token = await entra.mintTabToken(approver.id, bend);
        const says = /Open the tab in Teams/;
        checkProblem(await call('/api/v1/me', { headers: { Authorization: `Bearer ${token}` } }), {
          status: 403,
          code: 'forbidden',
          says,
        });
      }
    });

    if (kind === 'postgres')
      it('410 plan-expired for a plan whose time is over', async () => {
        const plan = await inUse.waitForPlan();
        const store = await use().open();
        await store.executeSql(`update plans set expires_at = now() - interval '1 second' where id = $1`, [plan.id]);
        const body = { fingerprint: plan.fingerprint, selection: 'all', cards };
        const answer = await inUse
          .server()
          .call(`/api/v1/plans/${plan.id}/approve`, { method: 'POST', body }, approver.id);
        await store.executeSql('update plans set expires_at = $2 where id = $1', [plan.id, plan.expiresAt]);
        checkProblem(answer, { status: 410, code: 'plan-expired', says: /Ask for a new one with "sync"/ });
      });
  });
});
