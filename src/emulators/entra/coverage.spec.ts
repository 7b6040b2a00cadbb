import assert from 'node:assert/strict';
import { absentGrants, absentRoutes, controlRoutes, servedGrants, servedRoutes } from './coverage.ts';
import { type EntraEmulator, startEntraEmulator } from './entra-emulator.ts';
import { createEntraRoutes } from './entra-routes.ts';
import type { EntraState } from './entra-state.ts';
import { createSigningKeys } from './signing-keys.ts';
import { grants } from './token-endpoint.ts';

const tenantId = '11111111-1111-4111-8111-111111111111';

const listRoutes = async (): Promise<readonly string[]> => {
  const state: EntraState = {
    url: 'http://127.0.0.1',
    tenantId,
    keys: await createSigningKeys(),
    users: new Map(),
    apps: new Map(),
    consents: new Map(),
    refreshTokens: new Map(),
    faults: [],
    log: [],
  };
  return createEntraRoutes(state).router.stack.flatMap(({ route }) =>
    route ? route.stack.map(({ method }) => `${method.toUpperCase()} ${route.path}`) : [],
  );
};

describe('The coverage table of the Entra emulator', () => {
  let entra: EntraEmulator;
  before(async () => {
    entra = await startEntraEmulator({ tenantId, users: [], apps: [] });
  });
  after(() => entra.close());

  it('lists every route that is served, and no other', async () => {
    const listed = [...servedRoutes.map(({ what }) => what), ...controlRoutes];
    assert.deepEqual([...(await listRoutes())].sort(), [...listed].sort());
  });

  it('lists every grant that is served, and no other', () => {
    assert.deepEqual(
      servedGrants.map(({ what }) => what),
      Object.keys(grants),
    );
  });

  for (const row of absentRoutes) {
    it(`is right that ${row} is absent`, async () => {
      const [method = '', path = ''] = row.split(' ');
      const response = await fetch(entra.url + path.replace(':tenant', tenantId), { method });
      assert.equal(response.status, 404);
    });
  }

  for (const grant of absentGrants) {
    it(`is right that the grant ${grant} is absent`, async () => {
      const body = new URLSearchParams({ grant_type: grant });
      const response = await fetch(`${entra.url}/${tenantId}/oauth2/v2.0/token`, { method: 'POST', body });
      const answer = (await response.json()) as { error: string; error_codes: number[] };
      assert.deepEqual([response.status, answer.error, answer.error_codes], [400, 'unsupported_grant_type', [70003]]);
    });
  }
});
