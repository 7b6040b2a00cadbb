import assert from 'node:assert/strict';
import { makeDistributionGroup, makeDynamicGroup, makeGroup } from '../emulators/company/make-group.ts';
import { contoso, startEntra, startVendors, type Vendors, type World } from '../vendors.testing.ts';
import { createEntraTokens } from './entra-tokens.ts';
import { amGlobalAdministrator, createGraphDirectory } from './graph-directory.ts';

const nowhere = 'http://127.0.0.1:9';

const withGroups = (): World => {
  const { world } = contoso();
  const groups = [
    makeGroup('Sales North', 'Sells "cards" OR licences'),
    makeDynamicGroup('Everyone in sales', 'Filled by a rule', 'user.department -eq "Sales"'),
    makeDistributionGroup('Sales news', 'Mail only'),
    makeGroup('R&D #1 100%', 'Research', { description: null }),
  ];
  return { ...world, directory: { ...world.directory, groups: [...world.directory.groups, ...groups] } };
};

describe('the directory on Microsoft Graph', () => {
  let vendors: Vendors;
  before(async () => {
    vendors = await startVendors({ world: withGroups() });
  });
  after(() => vendors.close());

  const find = async (search?: string) =>
    (await vendors.directory.readGroups(search)).map(({ displayName }) => displayName);

  it('lists every security group, and says which ones a rule fills (R10)', async () => {
    const groups = await vendors.directory.readGroups();
    assert.deepEqual(
      groups.map(({ displayName, description, dynamic }) => [displayName, description, dynamic]),
      [
        ['Everybody', 'Everybody at Contoso', false],
        ['Mobilo approvers', 'May approve what the sync proposes', false],
        ['Sales North', 'Sells "cards" OR licences', false],
        ['Everyone in sales', 'Filled by a rule', true],
        ['R&D #1 100%', null, false],
      ],
    );
  });

  it('finds groups by words of their names and descriptions (R11)', async () => {
    assert.deepEqual(await find('sales'), ['Sales North', 'Everyone in sales']);
    assert.deepEqual(await find('rule'), ['Everyone in sales']);
    assert.deepEqual(await find('  '), await find());
  });

  it('takes what looks like an operator for words', async () => {
    const hostile = ['"', '\\', '" OR "displayName:a', 'sales" AND "x', '#', '&$top=1', '100%', ')', "O'Brien", '%'];
    for (const text of hostile) await find(text);
    assert.deepEqual(await find('sales" OR "displayName:everybody'), []);
    assert.deepEqual(await find('R&D #1'), ['R&D #1 100%']);
    assert.deepEqual(await find('"cards"'), ['Sales North']);
  });

  it('hands on what the token service says, not a word of its own', async () => {
    const tokens = createEntraTokens({
      tenantId: vendors.tenantId,
      clientId: '44444444-4444-4444-8444-444444444444',
      credential: { secret: 'wrong' },
      authorityUrl: vendors.entra.url,
    });
    const accessToken = () => tokens.forApp('https://graph.microsoft.com/.default');
    const directory = createGraphDirectory({ tenantId: vendors.tenantId, baseUrl: vendors.graph.url, accessToken });
    await assert.rejects(directory.readGroups(), { code: 'directory-forbidden', message: /AADSTS7000215/ });
    const ask = () => tokens.onBehalfOf('no token at all', ['https://graph.microsoft.com/User.Read']);
    await assert.rejects(amGlobalAdministrator(vendors.graph.url, ask), { code: 'directory-forbidden' });
  });

  it('says that Entra ID cannot be reached, and when to try again', async () => {
    const entra = await startEntra();
    const tokens = createEntraTokens({
      tenantId: vendors.tenantId,
      clientId: '44444444-4444-4444-8444-444444444444',
      credential: { secret: 'specs-only' },
      authorityUrl: entra.url,
    });
    await entra.close();
    const directory = createGraphDirectory({
      tenantId: vendors.tenantId,
      baseUrl: vendors.graph.url,
      accessToken: () => tokens.forApp('https://graph.microsoft.com/.default'),
    });
    await assert.rejects(directory.readGroups(), {
      code: 'directory-unavailable',
      message: 'Microsoft Entra ID cannot be reached. Try again in a moment.',
      retryAfter: 15,
    });
  });

  it('sends no token over plain http to another machine', () => {
    const options = { tenantId: vendors.tenantId, accessToken: async () => 'secret' };
    assert.throws(() => createGraphDirectory({ ...options, baseUrl: 'http://graph.example' }), {
      code: 'configuration',
    });
  });

  it('a Graph that cannot be reached at all is unavailable, and proves nothing', async () => {
    const options = { tenantId: vendors.tenantId, baseUrl: nowhere, accessToken: async () => 'token' };
    const directory = createGraphDirectory({ ...options, retry: { firstWaitMs: 1 } });
    const unavailable = { code: 'directory-unavailable', retryAfter: 30 };
    await assert.rejects(directory.readGroups(), unavailable);
    await assert.rejects(directory.readEvidence(['somebody']), unavailable);
    await assert.rejects(directory.isGlobalAdministrator('somebody'), unavailable);
    await assert.rejects(directory.isMemberOf('somebody', 'group'), unavailable);
    await assert.rejects(directory.readSnapshot(['group']), unavailable);
  });
});
