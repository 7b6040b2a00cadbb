/** The settings of the sample tenant: made-up secrets for emulators on this machine, and nothing else. */
import { randomBytes } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { tenantId } from '../../src/emulators/world.ts';

/** One registration serves bot and tab, as Teams recommends. */
export const sampleApp = {
  clientId: '44444444-4444-4444-8444-444444444444',
  secret: 'sample-app-secret',
} as const;

const sampleTeamsAppId = '55555555-5555-4555-8555-555555555555';

/** The key that seals grants; kept in the data folder, so that they can be opened after a restart. */
const readKey = (dataDir: string): string => {
  const file = join(dataDir, 'sample-encryption-key');
  if (!existsSync(file)) {
    mkdirSync(dataDir, { recursive: true });
    writeFileSync(file, randomBytes(32).toString('base64'), { mode: 0o600 });
  }
  return readFileSync(file, 'utf8').trim();
};

export interface SampleAddresses {
  readonly port: number;
  readonly publicUrl: string;
  readonly entra: string;
  readonly graph: string;
  readonly mobilo: string;
  readonly botMetadata: string;
}

/** The environment with which the real server meets the emulators. */
export const sampleSettings = (
  dataDir: string,
  addresses: SampleAddresses,
  mobiloClient: { readonly id: string; readonly secret: string },
): Readonly<Record<string, string>> => ({
  PORT: String(addresses.port),
  PUBLIC_URL: addresses.publicUrl,
  TEAMS_APP_ID: sampleTeamsAppId,
  DATA_DIR: dataDir,
  BOT_ID: sampleApp.clientId,
  BOT_TYPE: 'SingleTenant',
  BOT_TENANT_ID: tenantId,
  SECRET_BOT_PASSWORD: sampleApp.secret,
  BOT_OPENID_METADATA_URL: addresses.botMetadata,
  AAD_APP_CLIENT_ID: sampleApp.clientId,
  AAD_APP_TENANT_ID: tenantId,
  SECRET_AAD_APP_CLIENT_SECRET: sampleApp.secret,
  ENTRA_AUTHORITY_URL: addresses.entra,
  GRAPH_BASE_URL: addresses.graph,
  MOBILO_API_URL: addresses.mobilo,
  MOBILO_CLIENT_ID: mobiloClient.id,
  SECRET_MOBILO_CLIENT_SECRET: mobiloClient.secret,
  SECRET_ENCRYPTION_KEY: readKey(dataDir),
});
