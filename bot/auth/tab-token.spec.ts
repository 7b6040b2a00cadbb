import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { type EntraEmulator, startEntraEmulator } from '../../src/emulators/entra/entra-emulator.ts';
import type { TabTokenOverrides } from '../../src/emulators/entra/mint-tokens.ts';
import { staff, tenantId } from '../../src/emulators/world.ts';
import { SyncError } from '../../src/errors.ts';
import { createForger } from './forge-tokens.testing.ts';
import { createTabTokenValidator, type TabCaller } from './tab-token.ts';

const clientId = '33333333-3333-4333-8333-333333333333';
const oldClientId = '44444444-4444-4444-8444-444444444444';
const appIdUri = `api://tab.example.com/${clientId}`;
const oldAppIdUri = `api://tab.example.com/${oldClientId}`;
const teamsDesktop = '1fec8e78-bce4-4aaf-ab1b-5451cc387264';
const person = staff.administrator;

type Validate = (authorization: string | undefined) => Promise<TabCaller>;

const judge = async (validate: Validate, authorization: string | undefined): Promise<string> => {
  try {
    return `accepted ${(await validate(authorization)).id}`;
  } catch (error) {
    assert.ok(error instanceof SyncError, String(error));
    return [error.code, error.details.reason].filter(Boolean).join(' ');
  }
};

describe('The token of the tab', () => {
  let entra: EntraEmulator;
  let validate: Validate;

  before(async () => {
    const users = [...Object.values(staff), { id: randomUUID(), name: 'Nobody', email: 'nobody@contoso.example' }];
    const apps = [
      { clientId, appIdUri },
      { clientId: oldClientId, appIdUri: oldAppIdUri, tokenVersion: 1 as const },
    ];
    entra = await startEntraEmulator({ tenantId, users, apps });
    validate = createTabTokenValidator({ tenantId, clientId, appIdUri, authorityUrl: entra.url });
  });
  after(() => entra.close());

  const mint = (overrides: TabTokenOverrides = {}) => entra.mintTabToken(person.id, overrides);
  const readKeys = async () => (await fetch(`${entra.url}/${tenantId}/discovery/v2.0/keys`)).text();
  const forger = createForger(mint, readKeys);
  const bend = async (overrides: TabTokenOverrides) => `Bearer ${await mint(overrides)}`;

  it('names the person, whatever Teams client it comes from', async () => {
    const assertion = await mint({ host: teamsDesktop });
    assert.deepEqual(await validate(`Bearer ${assertion}`), { id: person.id, name: person.name, tenantId, assertion });
  });

  it('is accepted in version 1 too, in which the App ID URI is the audience', async () => {
    const old = { tenantId, clientId: oldClientId, appIdUri: oldAppIdUri, authorityUrl: entra.url };
    const token = await mint({ clientId: oldClientId });
    assert.equal(await judge(createTabTokenValidator(old), `Bearer ${token}`), `accepted ${person.id}`);
  });

  it('is accepted up to a minute after its end, because clocks differ', async () => {
    assert.equal(await judge(validate, await bend({ lifetime: -20 })), `accepted ${person.id}`);
  });

  const foreignTenant = '99999999-9999-4999-8999-999999999999';
  const future = () => Math.floor(Date.now() / 1000) + 3600;
  const hostile: Readonly<Record<string, readonly [expected: string, make: () => Promise<string | undefined>]>> = {
    'no header': ['unauthenticated header', async () => undefined],
    'an empty header': ['unauthenticated header', async () => ''],
    'an empty token': ['unauthenticated header', async () => 'Bearer '],
    'another scheme': ['unauthenticated header', async () => `Basic ${await mint()}`],
    'two tokens': ['unauthenticated header', async () => `Bearer ${await mint()} ${await mint()}`],
    'words instead of a token': ['unauthenticated header', async () => 'Bearer let me in'],
    'dots instead of a token': ['unauthenticated ERR_JWS_INVALID', async () => 'Bearer abc.def.ghi'],
    'a token longer than 16 kB': ['unauthenticated header', () => bend({ claims: { padding: 'x'.repeat(16_000) } })],
    'another audience': [
      'unauthenticated ERR_JWT_CLAIM_VALIDATION_FAILED',
      () => bend({ claims: { aud: oldClientId } }),
    ],
    'many audiences': ['unauthenticated type', () => bend({ claims: { aud: [clientId, oldClientId] } })],
    'the App ID URI as audience of version 2': ['unauthenticated aud', () => bend({ claims: { aud: appIdUri } })],
    'a foreign tenant': ['foreign-tenant', () => bend({ tenantId: foreignTenant })],
    'a tenant that its issuer does not own': ['unauthenticated iss', () => bend({ claims: { tid: foreignTenant } })],
    'a tenant that is no GUID': ['unauthenticated guid', () => bend({ tenantId: '../common' })],
    'another issuer': ['unauthenticated iss', () => bend({ claims: { iss: 'https://evil.example' } })],
    'the issuer of version 1 in version 2': [
      'unauthenticated iss',
      () => bend({ claims: { iss: `https://sts.windows.net/${tenantId}/` } }),
    ],
    'a version that does not exist': ['unauthenticated iss', () => bend({ claims: { ver: 'toString' } })],
    'another client': ['forbidden azp', () => bend({ host: oldClientId })],
    'no client': ['forbidden azp', () => bend({ claims: { azp: undefined } })],
    'another scope': ['forbidden scp', () => bend({ scope: 'User.Read' })],
    'a scope that only begins like ours': ['forbidden scp', () => bend({ scope: 'access_as_user.evil' })],
    'no scope': ['unauthenticated ERR_JWT_CLAIM_VALIDATION_FAILED', () => bend({ claims: { scp: undefined } })],
    'a scope that is no text': ['unauthenticated type', () => bend({ claims: { scp: ['access_as_user'] } })],
    'the token of an app': ['forbidden idtyp', () => bend({ claims: { idtyp: 'app' } })],
    'no person': ['unauthenticated ERR_JWT_CLAIM_VALIDATION_FAILED', () => bend({ claims: { oid: undefined } })],
    'a person that is no GUID': ['unauthenticated guid', () => bend({ claims: { oid: 'anna' } })],
    'an end two minutes ago': ['unauthenticated ERR_JWT_EXPIRED', () => bend({ lifetime: -120 })],
    'no end': ['unauthenticated ERR_JWT_CLAIM_VALIDATION_FAILED', () => bend({ claims: { exp: undefined } })],
    'a start in an hour': [
      'unauthenticated ERR_JWT_CLAIM_VALIDATION_FAILED',
      () => bend({ claims: { nbf: future() } }),
    ],
    'no signature': ['unauthenticated header', () => forger.leaveUnsigned('')],
    'algorithm none with a signature': [
      'unauthenticated ERR_JOSE_ALG_NOT_ALLOWED',
      () => forger.leaveUnsigned('c2lnbmVk'),
    ],
    'the public key as password of HS256': [
      'unauthenticated ERR_JOSE_ALG_NOT_ALLOWED',
      () => forger.signWithPublicKey(),
    ],
    'a known key id with another key': [
      'unauthenticated ERR_JWS_SIGNATURE_VERIFICATION_FAILED',
      () => forger.signWithOwnKey('genuine'),
    ],
    'an unknown key id': ['unauthenticated ERR_JWKS_NO_MATCHING_KEY', () => forger.signWithOwnKey('invented')],
    'no key id': ['unauthenticated ERR_JWS_SIGNATURE_VERIFICATION_FAILED', () => forger.signWithOwnKey('none')],
  };

  for (const [title, [expected, make]] of Object.entries(hostile)) {
    it(`is refused with ${title}`, async () => {
      assert.equal(await judge(validate, await make()), expected);
    });
  }

  it('is still checked with the keys at hand while Entra is away', async () => {
    const short = await startEntraEmulator({ tenantId, users: Object.values(staff), apps: [{ clientId, appIdUri }] });
    const check = createTabTokenValidator({ tenantId, clientId, appIdUri, authorityUrl: short.url });
    const [first, second] = [await short.mintTabToken(person.id), await short.mintTabToken(staff.colleague.id)];
    await check(`Bearer ${first}`);
    await short.close();
    assert.equal(await judge(check, `Bearer ${second}`), `accepted ${staff.colleague.id}`);
  });

  it('is not called bad when the keys cannot be read', async () => {
    const server: Server = createServer((_request, response) => response.writeHead(500).end('<h1>Oops</h1>'));
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const addresses = [`http://127.0.0.1:${(server.address() as AddressInfo).port}`, 'http://127.0.0.1:9'];
    const judged = addresses.map(async (authorityUrl) =>
      judge(createTabTokenValidator({ tenantId, clientId, appIdUri, authorityUrl }), await bend({})),
    );
    const answers = await Promise.all(judged);
    await new Promise((resolve) => server.close(resolve));
    assert.deepEqual(answers, ['directory-unavailable', 'directory-unavailable']);
  });

  it('is never checked against keys that came over plain http from elsewhere', () => {
    const authorityUrl = 'http://login.example.com';
    assert.throws(() => createTabTokenValidator({ tenantId, clientId, appIdUri, authorityUrl }), {
      code: 'configuration',
    });
  });
});
