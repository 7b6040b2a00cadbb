import assert from 'node:assert/strict';
import { decodeJwt, type JWTPayload } from 'jose';
import { staff, tenantId } from '../world.ts';
import { type EntraEmulator, startEntraEmulator } from './entra-emulator.ts';

const clientId = '33333333-3333-4333-8333-333333333333';
const returnTo = 'https://tab.example.com/tab/consent.html';
const onBehalfOf = 'urn:ietf:params:oauth:grant-type:jwt-bearer';

interface Answer {
  readonly error?: string;
  readonly error_codes?: readonly number[];
  readonly suberror?: string;
  readonly claims?: string;
  readonly access_token?: string;
  readonly refresh_token?: string;
  readonly scope?: string;
}

describe('The Entra emulator', () => {
  let entra: EntraEmulator;

  beforeEach(async () => {
    entra = await startEntraEmulator({
      tenantId,
      users: Object.values(staff),
      apps: [
        {
          clientId,
          appIdUri: `api://tab.example.com/${clientId}`,
          secrets: ['first secret', 'second secret'],
          delegated: ['User.Read'],
          application: ['GroupMember.Read.All', 'User.Read.All'],
          redirectUris: [returnTo],
        },
        { clientId: '44444444-4444-4444-8444-444444444444', secrets: ['bot secret'] },
      ],
    });
  });
  afterEach(() => entra.close());

  const ask = async (form: Record<string, string>, tenant = tenantId): Promise<{ status: number; answer: Answer }> => {
    const body = new URLSearchParams({ client_id: clientId, client_secret: 'second secret', ...form });
    const response = await fetch(`${entra.url}/${tenant}/oauth2/v2.0/token`, { method: 'POST', body });
    return { status: response.status, answer: (await response.json()) as Answer };
  };
  const askForApp = (form: Record<string, string> = {}, tenant?: string) =>
    ask({ grant_type: 'client_credentials', scope: 'https://graph.microsoft.com/.default', ...form }, tenant);
  const exchange = (assertion: string, form: Record<string, string> = {}) =>
    ask({
      grant_type: onBehalfOf,
      requested_token_use: 'on_behalf_of',
      scope: 'https://graph.microsoft.com/User.Read offline_access',
      assertion,
      ...form,
    });
  const control = (method: string, path: string, body?: object) =>
    fetch(`${entra.url}/_control/${path}`, {
      method,
      ...(body && { body: JSON.stringify(body), headers: { 'content-type': 'application/json' } }),
    });
  const pick = (claims: JWTPayload, ...names: readonly string[]) =>
    Object.fromEntries(names.map((name) => [name, claims[name]]));

  it('gives an app its consented application permissions for Microsoft Graph', async () => {
    const { answer } = await askForApp();
    const claims = await entra.verifyGraphToken(answer.access_token ?? '');
    assert.deepEqual(pick(claims, 'aud', 'iss', 'tid', 'appid', 'idtyp', 'roles', 'scp'), {
      aud: 'https://graph.microsoft.com',
      iss: `https://sts.windows.net/${tenantId}/`,
      tid: tenantId,
      appid: clientId,
      idtyp: 'app',
      roles: ['GroupMember.Read.All', 'User.Read.All'],
      scp: undefined,
    });
  });

  it('gives a token for the Bot Connector that Microsoft Graph refuses', async () => {
    const { answer } = await askForApp({ scope: 'https://api.botframework.com/.default' });
    const token = answer.access_token ?? '';
    assert.deepEqual(pick(decodeJwt(token), 'aud', 'roles'), { aud: 'https://api.botframework.com', roles: undefined });
    await assert.rejects(entra.verifyGraphToken(token), { code: 'ERR_JWT_CLAIM_VALIDATION_FAILED' });
  });

  it("exchanges the tab's token for one that acts for the user, and that one's refresh token for the next", async () => {
    const { answer } = await exchange(await entra.mintTabToken(staff.administrator.id));
    const claims = await entra.verifyGraphToken(answer.access_token ?? '');
    const expected = { oid: staff.administrator.id, upn: staff.administrator.email, idtyp: 'user', scp: 'User.Read' };
    assert.deepEqual(pick(claims, 'oid', 'upn', 'idtyp', 'scp'), expected);

    const next = await ask({ grant_type: 'refresh_token', refresh_token: answer.refresh_token ?? '' });
    const nextClaims = await entra.verifyGraphToken(next.answer.access_token ?? '');
    assert.deepEqual(pick(nextClaims, 'oid', 'upn', 'idtyp', 'scp'), expected);
  });

  it('refuses what Entra refuses, with its status, error and AADSTS number', async () => {
    const { mintTabToken } = entra;
    const user = staff.administrator.id;
    const audience = { claims: { aud: 'api://other/app' } };
    const stranger = await startEntraEmulator({
      tenantId,
      users: Object.values(staff),
      apps: [{ clientId, appIdUri: '-' }],
    });
    const other = { client_id: '44444444-4444-4444-8444-444444444444', client_secret: 'bot secret' };
    const { answer } = await exchange(await mintTabToken(user));
    const refresh = { grant_type: 'refresh_token', refresh_token: answer.refresh_token ?? '' };
    const refused = {
      'unknown app': await askForApp({ client_id: 'nobody' }),
      'wrong secret': await askForApp({ client_secret: 'third secret' }),
      'no secret': await askForApp({ client_secret: '' }),
      'assertion instead of a secret, unsigned': await askForApp({
        client_assertion_type: 'urn:ietf:params:oauth:client-assertion-type:jwt-bearer',
        client_assertion: 'a.b.c',
      }),
      'foreign tenant': await askForApp({}, '99999999-9999-4999-8999-999999999999'),
      'single permission for an app': await askForApp({ scope: 'https://graph.microsoft.com/User.Read.All' }),
      'unregistered resource': await askForApp({ scope: 'https://vault.azure.net/.default' }),
      'two resources': await askForApp({ scope: 'User.Read https://api.botframework.com/.default' }),
      'no scope': await askForApp({ scope: '' }),
      'no requested_token_use': await exchange(await mintTabToken(user), { requested_token_use: '' }),
      'expired assertion': await exchange(await mintTabToken(user, { lifetime: -1000 })),
      'assertion of another issuer': await exchange(await stranger.mintTabToken(user)),
      'assertion for another app': await exchange(await mintTabToken(user, audience)),
      'assertion of an app': await exchange(await mintTabToken(user, { claims: { idtyp: 'app' } })),
      'assertion for a deleted user': await exchange(await mintTabToken(user, { claims: { oid: 'gone' } })),
      'permission without consent': await exchange(await mintTabToken(user), { scope: 'Directory.Read.All' }),
      'refresh token of another app': await ask({ ...refresh, ...other }),
    };
    await stranger.close();
    const summary = Object.entries(refused).map(
      ([
        name,
        {
          status,
          answer: { error, error_codes },
        },
      ]) => [name, [status, error, error_codes?.[0]].join(' ')],
    );
    assert.deepEqual(Object.fromEntries(summary), {
      'unknown app': '400 unauthorized_client 700016',
      'wrong secret': '401 invalid_client 7000215',
      'no secret': '401 invalid_client 7000216',
      'assertion instead of a secret, unsigned': '401 invalid_client 700027',
      'foreign tenant': '400 invalid_request 90002',
      'single permission for an app': '400 invalid_scope 1002012',
      'unregistered resource': '400 invalid_resource 500011',
      'two resources': '400 invalid_request 28000',
      'no scope': '400 invalid_scope 70011',
      'no requested_token_use': '400 invalid_request 900144',
      'expired assertion': '400 invalid_grant 500133',
      'assertion of another issuer': '400 invalid_grant 50013',
      'assertion for another app': '400 invalid_grant 500131',
      'assertion of an app': '400 invalid_request 7000114',
      'assertion for a deleted user': '400 invalid_grant 50034',
      'permission without consent': '400 invalid_grant 65001',
      'refresh token of another app': '400 invalid_grant 70000',
    });
  });

  it('publishes the last two keys, so that tokens live through one rotation and not through two', async () => {
    const { answer } = await askForApp();
    const token = answer.access_token ?? '';
    await control('POST', 'rotate-keys');
    assert.equal((await entra.verifyGraphToken(token)).appid, clientId);
    await entra.rotateKeys();
    await assert.rejects(entra.verifyGraphToken(token), { code: 'ERR_JWKS_NO_MATCHING_KEY' });
  });

  it('refuses on order, as often as ordered, for the ordered grant only', async () => {
    const fault = { grant: 'client_credentials', times: 2, status: 429, error: 'temporarily_unavailable', code: 90055 };
    await control('POST', 'faults', { ...fault, headers: { 'Retry-After': '7' } });
    await control('POST', 'faults', {
      grant: 'on_behalf_of',
      error: 'interaction_required',
      code: 50076,
      claims: '{}',
    });
    const statuses = [(await askForApp()).status, (await askForApp()).status, (await askForApp()).status];
    assert.deepEqual(statuses, [429, 429, 200]);
    const { answer } = await exchange(await entra.mintTabToken(staff.approver.id));
    assert.deepEqual([answer.error, answer.error_codes, answer.claims], ['interaction_required', [50076], '{}']);
    await control('DELETE', 'faults');
    assert.equal((await exchange(await entra.mintTabToken(staff.approver.id))).status, 200);
    assert.deepEqual(
      entra.log.map(({ grant, outcome }) => `${grant} ${outcome}`),
      [
        'client_credentials AADSTS90055',
        'client_credentials AADSTS90055',
        'client_credentials issued',
        'on_behalf_of AADSTS50076',
        'on_behalf_of issued',
      ],
    );
  });

  it('takes consent away on order, and gives it back when an administrator accepts on the consent page', async () => {
    await control('PUT', `consent/${clientId}`, { delegated: [], application: [] });
    const withdrawn = await exchange(await entra.mintTabToken(staff.administrator.id));
    assert.deepEqual([withdrawn.answer.error_codes, withdrawn.answer.suberror], [[65001], 'consent_required']);

    const query = {
      client_id: clientId,
      scope: 'https://graph.microsoft.com/.default',
      redirect_uri: returnTo,
      state: '5"',
    };
    const address = `${entra.url}/${tenantId}/v2.0/adminconsent`;
    const page = await (await fetch(`${address}?${new URLSearchParams(query)}`)).text();
    assert.match(page, /<li>GroupMember\.Read\.All<\/li>/);
    assert.match(page, /name="state" value="5&#34;"/);

    const body = new URLSearchParams({ ...query, decision: 'accept' });
    const accepted = await fetch(address, { method: 'POST', body, redirect: 'manual' });
    const target = new URL(accepted.headers.get('location') ?? '');
    assert.deepEqual(
      [target.origin + target.pathname, target.searchParams.get('admin_consent'), target.searchParams.get('state')],
      [returnTo, 'True', '5"'],
    );
    assert.equal((await exchange(await entra.mintTabToken(staff.administrator.id))).status, 200);
  });

  it('sends nobody to an address that the app did not register', async () => {
    const query = new URLSearchParams({ client_id: clientId, redirect_uri: 'https://evil.example/' });
    const response = await fetch(`${entra.url}/${tenantId}/v2.0/adminconsent?${query}`);
    assert.deepEqual([response.status, (await response.text()).slice(0, 11)], [400, 'AADSTS50011']);
  });

  it("gives the host page the tab's token of a user it knows", async () => {
    const known = (await (await control('GET', `tab-token?user=${staff.colleague.id}`)).json()) as { token: string };
    assert.deepEqual(pick(decodeJwt(known.token), 'ver', 'aud', 'iss', 'tid', 'oid', 'name', 'scp', 'azp'), {
      ver: '2.0',
      aud: clientId,
      iss: `${entra.url}/${tenantId}/v2.0`,
      tid: tenantId,
      oid: staff.colleague.id,
      name: staff.colleague.name,
      scp: 'access_as_user',
      azp: '5e3ce6c0-2b1f-4285-8d4b-75ee78787346',
    });
    assert.equal((await control('GET', 'tab-token?user=nobody')).status, 404);
  });
});
