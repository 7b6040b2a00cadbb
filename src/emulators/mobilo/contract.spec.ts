import assert from 'node:assert/strict';
import { checkAnswer, describedStatus } from './check-answer.testing.ts';
import { connectAs } from './connect-to-emulator.ts';
import { type Operation, type OperationId, readContract } from './contract.ts';
import { client, newAccount, photo, type Sample, samples } from './contract-samples.testing.ts';
import { decisions } from './decisions.ts';
import { smallOffice } from './small-office.ts';
import { type ConnectedMobilo, startConnectedMobilo } from './start-connected-mobilo.ts';

describe('the contract with Mobilo', () => {
  const contract = readContract();
  const seen = new Set<string>();
  const operation = (id: OperationId): Operation => contract.find((one) => one.id === id) ?? assert.fail(id);
  const describing = (status: string) => contract.filter(({ responses }) => status in responses);
  const isApi = ({ template }: Operation) => template.startsWith('/v1/');
  const isWrite = ({ parameters }: Operation) => parameters.some(({ name }) => name === 'Idempotency-Key');
  let office: ConnectedMobilo;
  let token: string;
  let keys = 0;

  beforeEach(async () => {
    office = await startConnectedMobilo({ data: smallOffice });
    token = await office.connection.accessToken();
  });
  afterEach(() => office.close());

  /** Sends a sample with changes, and holds the answer against the description of its operation. */
  const ask = async (id: OperationId, changes: Partial<Sample> = {}, as: string | null = token) => {
    const { path, headers, body, form, photo } = { ...samples[id], ...changes };
    const described = operation(id);
    const response = await fetch(`${office.emulator.url}${path}`, {
      method: described.method,
      headers: {
        ...(as !== null && isApi(described) && { Authorization: `Bearer ${as}` }),
        ...(isWrite(described) && { 'Idempotency-Key': `key-${++keys}` }),
        ...(body !== undefined && { 'Content-Type': 'application/json' }),
        ...(photo && { 'Content-Type': photo.type }),
        ...headers,
      },
      ...(body !== undefined && { body: JSON.stringify(body) }),
      ...(form && { body: new URLSearchParams(form) }),
      ...(photo && { body: new Uint8Array(photo.bytes) }),
    });
    const text = await response.text();
    const { status } = response;
    assert.deepEqual(
      checkAnswer(described, { status, headers: response.headers, text }),
      [],
      `${id} ${status} ${text}`,
    );
    seen.add(`${id} ${describedStatus(described, status)}`);
    return { status, text, code: text.startsWith('{') ? (JSON.parse(text) as { code?: string }).code : undefined };
  };

  it('is served whole, and nothing is served beside it', async () => {
    const served = [...Object.keys(decisions), 'authorize', 'exchangeToken', 'revokeToken', 'batch'];
    assert.deepEqual(served.sort(), contract.map(({ id }) => id).sort());
    const { status } = await fetch(`${office.emulator.url}/v1/people`, {
      headers: { Authorization: `Bearer ${token}` },
    });
    assert.equal(status, 404);
    const wrong = await fetch(`${office.emulator.url}/v1/orders`, { method: 'DELETE' });
    assert.deepEqual([wrong.status, wrong.headers.get('Allow')], [405, 'GET, POST']);
  });

  it('describes every success', async () => {
    const { refreshToken } = await connectAs(office.connection, 'anna@small.example');
    const form = { ...samples.exchangeToken.form, refresh_token: refreshToken };
    for (const id of Object.keys(samples) as OperationId[]) {
      const { status, text } = await ask(id, id === 'exchangeToken' ? { form } : {});
      assert.ok(status < 300, `${id}: ${text}`);
    }
  });

  it('refuses everybody without a token', async () => {
    for (const { id } of contract.filter(isApi)) {
      const { status, code } = await ask(id, {}, null);
      assert.deepEqual([id, status, code], [id, 401, 'invalid_token']);
    }
    const form = { ...samples.revokeToken.form, client_secret: 'guessed' };
    assert.equal((await ask('revokeToken', { form })).status, 401);
    assert.equal((await ask('exchangeToken', { form })).status, 401);
  });

  it('tells members nothing but who they are', async () => {
    await connectAs(office.connection, 'ben@small.example');
    const asBen = await office.connection.accessToken();
    for (const { id } of describing('403')) assert.equal((await ask(id, {}, asBen)).code, 'admin_required', id);
    assert.equal((await ask('readMe', {}, asBen)).status, 200);
  });

  it('can be throttled and can fail anywhere', async () => {
    for (const { id } of describing('429')) {
      await office.control.addFault({ kind: 'throttle', retryAfter: 7 });
      assert.equal((await ask(id)).code, 'rate_limited', id);
      await office.control.addFault({ kind: 'fail', status: 503 });
      assert.equal((await ask(id)).code, 'unavailable', id);
    }
  });

  it('refuses requests that it does not describe', async () => {
    for (const { id, method } of describing('400').filter(isApi)) {
      const wrong = method === 'GET' ? { path: `${operation(id).template.replace('{id}', 'ben')}?limit=0` } : {};
      const { code } = await ask(
        id,
        id === 'batch'
          ? { body: { requests: [] } }
          : { ...wrong, headers: { 'Idempotency-Key': '', 'If-Match': '"1"' } },
      );
      assert.equal(code, 'invalid_request', id);
    }
    assert.equal((await ask('authorize', { path: '/oauth/authorize?client_id=unknown' })).status, 400);
    assert.equal((await ask('exchangeToken', { form: { ...client, grant_type: 'password' } })).status, 400);
    assert.equal((await ask('revokeToken', { form: client })).status, 400);
  });

  it('lists what any of up to a hundred names matches, page by page, and refuses more', async () => {
    const list = async (id: OperationId, path: string) => {
      const { text } = await ask(id, { path });
      const { items = [], nextCursor } = JSON.parse(text) as { items?: { id: string }[]; nextCursor?: string | null };
      return [...items.map((item) => item.id), ...(nextCursor ? [nextCursor] : [])];
    };
    const repeat = (name: string, times: number) => Array.from({ length: times }, (_, n) => `${name}${n}`).join('&');
    const both = '/v1/accounts?externalId=tenant%2Fben&email=CLEO%40small.example&email=ben%40small.example';
    assert.deepEqual(await list('listAccounts', both), ['ben', 'cleo']);
    const [first, cursor] = await list('listAccounts', `${both}&limit=1`);
    assert.equal(first, 'ben');
    assert.deepEqual(await list('listAccounts', `${both}&limit=1&cursor=${cursor}`), ['cleo']);
    assert.deepEqual(await list('listCards', '/v1/cards?accountId=ben&accountId=anna'), ['blank', 'named']);
    assert.deepEqual(await list('listCards', '/v1/cards?accountId=anna'), []);
    for (const [id, name] of [
      ['listAccounts', '/v1/accounts?externalId=x'],
      ['listAccounts', '/v1/accounts?email=x@x.example'],
      ['listCards', '/v1/cards?accountId=x'],
    ] as const) {
      const [path = '', parameter = ''] = name.split('?');
      assert.equal((await ask(id, { path: `${path}?${repeat(parameter, 100)}` })).status, 200);
      assert.equal((await ask(id, { path: `${path}?${repeat(parameter, 101)}` })).code, 'invalid_request', name);
    }
    for (const path of ['/v1/accounts?email=nowhere', '/v1/accounts?externalId=', '/v1/cards?accountId=a/b'])
      assert.equal(
        (await ask(path.includes('cards') ? 'listCards' : 'listAccounts', { path })).code,
        'invalid_request',
      );
  });

  it('says what is not there', async () => {
    for (const { id, template } of describing('404'))
      assert.equal((await ask(id, { path: template.replace('{id}', 'nobody') })).code, 'not_found', id);
  });

  it('says what stands in the way', async () => {
    const line = { accountId: 'ben', cardSku: 'card-metal', licences: [], accessories: [] };
    const conflicts: readonly (readonly [string, OperationId, Partial<Sample>])[] = [
      ['email_taken', 'createAccount', { body: { ...newAccount, email: 'BEN@small.example' } }],
      ['external_id_taken', 'createAccount', { body: { ...newAccount, externalId: 'tenant/ben' } }],
      ['email_taken', 'updateAccount', { body: { email: 'cleo@small.example' } }],
      ['last_admin', 'updateAccount', { path: '/v1/accounts/anna', body: { role: 'member' } }],
      ['last_admin', 'deleteAccount', { path: '/v1/accounts/anna' }],
      ['last_admin', 'deactivateAccount', { path: '/v1/accounts/anna/deactivate' }],
      ['card_is_printed', 'releaseCard', { path: '/v1/cards/named/release' }],
      ['card_is_printed', 'reassignCard', { path: '/v1/cards/named/reassign' }],
      ['insufficient_credits', 'placeOrder', { body: { reference: 'r', lines: [line, line, line] } }],
      ['unknown_sku', 'placeOrder', { body: { reference: 'r', lines: [{ ...line, cardSku: 'crm' }] } }],
      ['unknown_account', 'placeOrder', { body: { reference: 'r', lines: [{ ...line, accountId: 'nobody' }] } }],
      ['unknown_account', 'reassignCard', { body: { accountId: 'nobody', sendLoginDetails: false } }],
      ['unknown_team', 'createAccount', { body: { ...newAccount, teamId: 'nowhere' } }],
      ['unknown_team', 'updateAccount', { body: { teamId: 'nowhere' } }],
      ['unknown_sku', 'orderCredits', { body: { lines: [{ sku: 'gold', quantity: 1 }] } }],
    ];
    for (const [code, id, changes] of conflicts) assert.equal((await ask(id, changes)).code, code, `${id} ${code}`);
  });

  it('takes photos up to 4 MiB, of two types, and says what is wrong with others', async () => {
    const largest = 4 * 1024 * 1024;
    const codeOf = async (changes: Partial<Sample['photo']>) =>
      (await ask('setPhoto', { photo: { ...photo, ...changes } })).code;
    assert.equal(await codeOf({ bytes: new Uint8Array(largest) }), undefined);
    assert.equal(await codeOf({ bytes: new Uint8Array(largest + 1) }), 'photo_too_large');
    assert.equal(await codeOf({ bytes: new Uint8Array() }), 'photo_is_empty');
    for (const type of ['image/jpeg', 'IMAGE/PNG; q=1']) assert.equal(await codeOf({ type }), undefined, type);
    for (const type of ['image/gif', 'application/json', ''])
      assert.equal(await codeOf({ type }), 'unsupported_media_type', type);
  });

  it('refuses changes of accounts that have moved on, and those that do not say what they change', async () => {
    for (const { id } of describing('412'))
      assert.equal((await ask(id, { headers: { 'If-Match': '"0"' } })).code, 'stale');
    assert.equal((await ask('updateAccount', { headers: {} })).code, 'precondition_required');
  });

  it('refuses a key that was used for something else', async () => {
    const headers = { 'Idempotency-Key': 'used', 'If-Match': '"1"' };
    assert.equal((await ask('createAccount', { headers })).status, 201);
    for (const { id } of contract.filter(isWrite).filter(({ id }) => id !== 'createAccount'))
      assert.equal((await ask(id, { headers })).code, 'idempotency_mismatch', id);
    const other = { ...newAccount, email: 'other@small.example' };
    assert.equal((await ask('createAccount', { headers, body: other })).code, 'idempotency_mismatch');
  });

  it('was seen answering in every way that it describes', () => {
    const described = contract.flatMap(({ id, responses }) =>
      Object.keys(responses).map((status) => `${id} ${status}`),
    );
    assert.deepEqual(
      described.filter((way) => !seen.has(way)),
      [],
    );
  });
});
