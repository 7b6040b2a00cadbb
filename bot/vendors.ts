/** The two vendors as the settings describe them: Entra ID with Graph, and Mobilo. */

import type { Directory } from '../src/directory/directory.ts';
import { createEntraTokens } from '../src/directory/entra-tokens.ts';
import { createGraphDirectory } from '../src/directory/graph-directory.ts';
import { type Connection, createConnection } from '../src/mobilo/connection.ts';
import type { GrantStore } from '../src/mobilo/grant-store.ts';
import type { Mobilo } from '../src/mobilo/mobilo.ts';
import { createMobiloClient } from '../src/mobilo/mobilo-client.ts';
import type { Sealer } from '../src/mobilo/seal.ts';
import type { Config } from './config.ts';

const graphScope = 'https://graph.microsoft.com/.default';

export const createDirectory = ({ entra, graphBaseUrl }: Config) => {
  const { tenantId, clientId, clientSecret, authorityUrl } = entra;
  const tokens = createEntraTokens({ tenantId, clientId, credential: { secret: clientSecret }, authorityUrl });
  const accessToken = (fresh: boolean) => tokens.forApp(graphScope, fresh);
  const directory: Directory = createGraphDirectory({ tenantId, baseUrl: graphBaseUrl, accessToken });
  return { tokens, directory };
};

export interface MobiloLink {
  readonly connection: Connection;
  readonly mobilo: Mobilo;
}

/** Mobilo through the grant in `store`. */
export const createMobilo = (config: Config, store: GrantStore, sealer: Sealer): MobiloLink => {
  const { apiUrl, clientId, clientSecret } = config.mobilo;
  const connection = createConnection({
    baseUrl: apiUrl,
    clientId,
    clientSecret,
    redirectUri: `${config.publicUrl}/auth/mobilo/callback`,
    tenantId: config.entra.tenantId,
    store,
    sealer,
  });
  const mobilo = createMobiloClient({
    baseUrl: apiUrl,
    accessToken: () => connection.accessToken(),
    onUnauthorized: (rejected) => connection.renewAccessToken(rejected),
  });
  return { connection, mobilo };
};

/** For a grant that is only looked at. */
export const keepInMemory = (): GrantStore => {
  let kept: string | null = null;
  return {
    read: async () => kept,
    write: async (sealed) => {
      kept = sealed;
    },
  };
};
