import { createHash, randomBytes } from 'node:crypto';
import { SyncError } from '../errors.ts';
import type { Grant } from './grant.ts';
import { createGrantKeeper } from './grant-keeper.ts';
import { type GrantStore, sealGrants } from './grant-store.ts';
import { requireSafeBaseUrl } from './safe-base-url.ts';
import type { Sealer } from './seal.ts';
import { requestGrant, revokeGrant } from './token-endpoint.ts';

export interface ConnectionOptions {
  /** Mobilo's address: https, or http to loopback. */
  readonly baseUrl: string;
  readonly clientId: string;
  readonly clientSecret: string;
  /** Where Mobilo sends the person back to. */
  readonly redirectUri: string;
  /** Whose connection this is; what is stored opens for nobody else. */
  readonly tenantId: string;
  readonly store: GrantStore;
  readonly sealer: Sealer;
  readonly fetch?: typeof globalThis.fetch;
  /** 30 seconds unless told otherwise. */
  readonly timeoutMs?: number;
}

/** Where to send the person, and what to remember until they are back. */
export interface ConnectionStart {
  readonly url: string;
  /** Must come back unchanged; compare before finishing. */
  readonly state: string;
  /** Secret; proves that who finishes is who started. */
  readonly verifier: string;
}

/** One tenant's sign-in at Mobilo (R2). OAuth 2.0 authorization code with PKCE; no Mobilo password ever comes here. */
export interface Connection {
  startConnection(): ConnectionStart;
  /** Throws `mobilo-not-connected` when the code is too old or used, or when the PKCE verifier is another one. */
  finishConnection(code: string, verifier: string): Promise<Grant>;
  /** Uses a grant that was obtained elsewhere from now on. */
  adopt(grant: Grant): Promise<void>;
  /** A token that works now, refreshed when it is about to expire. Throws `mobilo-not-connected`. */
  accessToken(): Promise<string>;
  /** Mobilo did not accept this token: the next `accessToken` is another one. Throws `mobilo-not-connected`. */
  renewAccessToken(rejected: string): Promise<void>;
  isConnected(): Promise<boolean>;
  /** Ends the sign-in at Mobilo and forgets it here; forgotten even when Mobilo cannot be told. */
  disconnect(): Promise<void>;
}

const scope = 'accounts cards orders credits';

const randomText = (bytes: number): string => randomBytes(bytes).toString('base64url');

/** The connection of one tenant. Callers in this process share one refresh. */
export const createConnection = (options: ConnectionOptions): Connection => {
  const { clientId, clientSecret, redirectUri, fetch = globalThis.fetch, timeoutMs = 30_000 } = options;
  const baseUrl = requireSafeBaseUrl(options.baseUrl);
  const endpoint = { baseUrl, clientId, clientSecret, fetch, timeoutMs };
  const grants = sealGrants(options.store, options.sealer, options.tenantId);
  const keeper = createGrantKeeper(grants, (refresh_token) =>
    requestGrant(endpoint, { grant_type: 'refresh_token', refresh_token }),
  );
  return {
    startConnection: () => {
      const [state, verifier] = [randomText(16), randomText(32)];
      const query = new URLSearchParams({
        response_type: 'code',
        client_id: clientId,
        redirect_uri: redirectUri,
        scope,
        state,
        code_challenge: createHash('sha256').update(verifier).digest('base64url'),
        code_challenge_method: 'S256',
      });
      return { url: `${baseUrl}/oauth/authorize?${query}`, state, verifier };
    },
    finishConnection: async (code, verifier) => {
      const request = {
        grant_type: 'authorization_code',
        code,
        redirect_uri: redirectUri,
        code_verifier: verifier,
      } as const;
      const grant = await requestGrant(endpoint, request);
      await keeper.replace(grant);
      return grant;
    },
    adopt: (grant) => keeper.replace(grant),
    accessToken: async () => (await keeper.read()).accessToken,
    renewAccessToken: async (rejected) => {
      await keeper.renew(rejected);
    },
    isConnected: async () => (await grants.read()) !== null,
    disconnect: async () => {
      const grant = await grants.read();
      await keeper.replace(null);
      if (!grant) return;
      await revokeGrant(endpoint, grant).catch((error: unknown) => {
        if (!(error instanceof SyncError)) throw error;
      });
    },
  };
};
