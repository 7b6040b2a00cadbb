import assert from 'node:assert/strict';
import { inspect } from 'node:util';
import { type EntraEmulator, startEntraEmulator } from '../emulators/entra/entra-emulator.ts';
import { staff, tenantId } from '../emulators/world.ts';
import { SyncError } from '../errors.ts';
import { createEntraTokens, type EntraTokensOptions } from './entra-tokens.ts';
import { makeCertificate } from './make-certificate.testing.ts';

const clientId = '33333333-3333-4333-8333-333333333333';
const secret = 'a~secret.that-nobody-may-see';
const graphScope = 'https://graph.microsoft.com/.default';
const userScopes = ['https://graph.microsoft.com/User.Read'];

const fails = async (promise: Promise<unknown>): Promise<SyncError> => {
  const error: unknown = await promise.then(
    () => assert.fail('A token was given.'),
    (reason) => reason,
  );
  assert.ok(error instanceof SyncError, inspect(error));
  return error;
};

describe('Entra tokens', () => {
  const certificate = makeCertificate();
  let entra: EntraEmulator;
  let options: EntraTokensOptions;

  beforeEach(async () => {
    entra = await startEntraEmulator({
      tenantId,
      users: Object.values(staff),
      apps: [
        {
          clientId,
          appIdUri: `api://tab.example.com/${clientId}`,
          secrets: [secret],
          certificates: certificate ? [certificate] : [],
          delegated: ['User.Read'],
          application: ['User.Read.All'],
        },
      ],
    });
    options = { tenantId, clientId, credential: { secret }, authorityUrl: entra.url };
  });
  afterEach(() => entra.close());

  const order = (fault: object) =>
    fetch(`${entra.url}/_control/faults`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(fault),
    });

  it('gives the app a token of its own, once for many who ask', async () => {
    const tokens = createEntraTokens(options);
    const together = await Promise.all([1, 2, 3].map(() => tokens.forApp(graphScope)));
    const later = await tokens.forApp(graphScope);
    assert.equal(new Set([...together, later]).size, 1);
    assert.deepEqual((await entra.verifyGraphToken(later)).roles, ['User.Read.All']);
    assert.equal(entra.log.length, 1);
  });

  it('gets another token when Graph does not take the one in memory, and keeps that one (case 45)', async () => {
    const tokens = createEntraTokens(options);
    await tokens.forApp(graphScope);
    const [fresh, shared] = await Promise.all([tokens.forApp(graphScope, true), tokens.forApp(graphScope, true)]);
    assert.deepEqual([fresh === shared, entra.log.length], [true, 2]);
    assert.equal(await tokens.forApp(graphScope), fresh);
  });

  it('gives a token for the Bot Connector beside the one for Microsoft Graph', async () => {
    const tokens = createEntraTokens(options);
    assert.notEqual(await tokens.forApp('https://api.botframework.com/.default'), await tokens.forApp(graphScope));
  });

  it(`proves the app by its certificate${certificate ? '' : ' (needs openssl: apt-get install openssl)'}`, async function () {
    if (!certificate) this.skip();
    const tokens = createEntraTokens({ ...options, credential: { certificate } });
    assert.equal((await entra.verifyGraphToken(await tokens.forApp(graphScope))).appidacr, '2');
  });

  it('exchanges the token of the tab once, however many requests bring it', async () => {
    const tokens = createEntraTokens(options);
    const assertion = await entra.mintTabToken(staff.approver.id);
    const given = await Promise.all(Array.from({ length: 20 }, () => tokens.onBehalfOf(assertion, userScopes)));
    assert.equal(new Set(given).size, 1);
    const { oid, scp } = await entra.verifyGraphToken(await tokens.onBehalfOf(assertion, userScopes));
    assert.deepEqual({ oid, scp }, { oid: staff.approver.id, scp: 'User.Read' });
    assert.equal(entra.log.length, 1);
  });

  it('never gives one person the token of another', async () => {
    const tokens = createEntraTokens(options);
    const people = [staff.approver.id, staff.colleague.id, staff.administrator.id];
    const assertions = await Promise.all(people.map((id) => entra.mintTabToken(id)));
    const given = await Promise.all(assertions.map((assertion) => tokens.onBehalfOf(assertion, userScopes)));
    const claims = await Promise.all(given.map((token) => entra.verifyGraphToken(token)));
    assert.deepEqual(
      claims.map(({ oid }) => oid),
      people,
    );
  });

  it('says that consent is missing', async () => {
    const assertion = await entra.mintTabToken(staff.administrator.id);
    const scopes = ['https://graph.microsoft.com/Directory.Read.All'];
    const { code, message, details } = await fails(createEntraTokens(options).onBehalfOf(assertion, scopes));
    assert.deepEqual(
      [code, message, details.aadsts],
      [
        'consent-required',
        'This app lacks consent in your organization. An administrator must grant it on the first page of the tab.',
        65001,
      ],
    );
  });

  for (const [error, suberror] of [
    ['interaction_required', undefined] as const,
    ['invalid_grant', 'basic_action'] as const,
  ]) {
    it(`hands on what Conditional Access asks for when Entra says ${error}`, async () => {
      const claims = '{"access_token":{"capolids":{"essential":true,"values":["c-1"]}}}';
      await order({ error, suberror, code: 50076, claims });
      const assertion = await entra.mintTabToken(staff.administrator.id);
      const { code, details } = await fails(createEntraTokens(options).onBehalfOf(assertion, userScopes));
      assert.deepEqual([code, details.claims, details.aadsts], ['consent-required', claims, 50076]);
    });
  }

  for (const [title, overrides] of Object.entries({
    'has expired': { lifetime: -1000 },
    'is for another app': { claims: { aud: 'api://other/app' } },
    'belongs to nobody': { claims: { oid: 'gone' } },
    'belongs to an app': { claims: { idtyp: 'app' } },
  })) {
    it(`asks to sign in again when the token of the tab ${title}`, async () => {
      const assertion = await entra.mintTabToken(staff.colleague.id, overrides);
      const { code } = await fails(createEntraTokens(options).onBehalfOf(assertion, userScopes));
      assert.equal(code, 'unauthenticated');
    });
  }

  it('tells the operator which setting is wrong', async () => {
    const wrong: Readonly<Record<string, Partial<EntraTokensOptions>>> = {
      secret: { credential: { secret: 'wrong' } },
      client: { clientId: '55555555-5555-4555-8555-555555555555' },
      tenant: { tenantId: '99999999-9999-4999-8999-999999999999' },
    };
    const sentences = await Promise.all(
      Object.entries(wrong).map(async ([name, change]) => {
        const { code, message } = await fails(createEntraTokens({ ...options, ...change }).forApp(graphScope));
        return [name, `${code}: ${message}`];
      }),
    );
    assert.deepEqual(Object.fromEntries(sentences), {
      secret:
        'directory-forbidden: Microsoft Entra ID refuses this app (AADSTS7000215): the client secret is wrong; put the value of the secret, not its id, into the settings.',
      client:
        'directory-forbidden: Microsoft Entra ID refuses this app (AADSTS700016): the app is not registered in this tenant; check the client id and the tenant id in the settings.',
      tenant:
        'directory-forbidden: Microsoft Entra ID refuses this app (AADSTS90002): the tenant does not exist; check the tenant id in the settings.',
    });
  });

  it('obeys Retry-After without asking again, for that scope only', async () => {
    await order({
      status: 429,
      error: 'temporarily_unavailable',
      code: 90055,
      times: 1,
      headers: { 'Retry-After': '7' },
    });
    const tokens = createEntraTokens(options);
    const first = await fails(tokens.forApp(graphScope));
    const second = await fails(tokens.forApp(graphScope));
    assert.deepEqual([first.code, first.retryAfter], ['directory-unavailable', 7]);
    assert.deepEqual(
      [second.code, second.message],
      ['directory-unavailable', 'Microsoft Entra ID asked this app to slow down. Try again in a moment.'],
    );
    assert.equal(entra.log.length, 1);
    await tokens.forApp('https://api.botframework.com/.default');
  });

  it("lets one person's server error stop nobody else", async () => {
    await order({ status: 503, error: 'server_error', code: 90020, times: 1 });
    const tokens = createEntraTokens(options);
    const assertion = await entra.mintTabToken(staff.approver.id);
    const { code, retryAfter } = await fails(tokens.onBehalfOf(assertion, userScopes));
    assert.deepEqual([code, retryAfter], ['directory-unavailable', 15]);
    await tokens.onBehalfOf(await entra.mintTabToken(staff.colleague.id), userScopes);
  });

  it('says that Entra cannot be reached', async () => {
    const tokens = createEntraTokens({ ...options, authorityUrl: 'http://127.0.0.1:9' });
    const { code, message } = await fails(tokens.forApp(graphScope));
    assert.deepEqual(
      [code, message],
      ['directory-unavailable', 'Microsoft Entra ID cannot be reached. Try again in a moment.'],
    );
  });

  it('embeds neither secret nor token in an error', async () => {
    const tokens = createEntraTokens({ ...options, authorityUrl: 'http://127.0.0.1:9' });
    const assertion = await entra.mintTabToken(staff.colleague.id, { lifetime: -1000 });
    const errors = [
      await fails(tokens.onBehalfOf(assertion, userScopes)),
      await fails(createEntraTokens(options).onBehalfOf(assertion, userScopes)),
      await fails(createEntraTokens({ ...options, tenantId: 'gone' }).forApp(graphScope)),
    ];
    const text = inspect(errors, { depth: 10, showHidden: true });
    assert.deepEqual([text.includes(secret), text.includes(assertion.slice(-40))], [false, false]);
  });

  for (const authorityUrl of [
    'http://login.example.com',
    'ftp://127.0.0.1',
    'https://me:pw@login.example.com',
    'nonsense',
  ]) {
    it(`refuses to send secrets to ${authorityUrl}`, () => {
      assert.throws(() => createEntraTokens({ ...options, authorityUrl }), { code: 'configuration' });
    });
  }

  it('refuses a certificate without its key', () => {
    assert.throws(() => createEntraTokens({ ...options, credential: { certificate: 'no PEM' } }), {
      code: 'configuration',
      message: 'The client certificate must be one PEM text with the certificate and its private key.',
    });
  });
});
