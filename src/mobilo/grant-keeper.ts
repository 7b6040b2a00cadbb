import { SyncError } from '../errors.ts';
import type { Grant } from './grant.ts';
import type { SealedGrants } from './grant-store.ts';
import { notConnected } from './token-endpoint.ts';

/** The grant that is in use. */
export interface GrantKeeper {
  /** A grant whose access token works for a while yet. Throws `mobilo-not-connected`. */
  read(): Promise<Grant>;
  /** A grant with another access token than this one. Throws `mobilo-not-connected`. */
  renew(rejected: string): Promise<Grant>;
  /** Stores another grant, or none. */
  replace(grant: Grant | null): Promise<void>;
}

/** Refreshed so long before it expires, in milliseconds: a slow call must still end in time. */
const margin = 60_000;

const isLost = (error: unknown): boolean => error instanceof SyncError && error.code === 'mobilo-not-connected';

/**
 * Keeps one grant in use. Whoever asks while it is being refreshed gets the same new one, and nobody gets it before it is
 * stored: its refresh token is the only one that works from then on.
 */
export const createGrantKeeper = (
  grants: SealedGrants,
  refresh: (refreshToken: string) => Promise<Grant>,
): GrantKeeper => {
  let current: Grant | null = null;
  let unsaved: Grant | null = null;
  let rejected: string | null = null;
  let renewing: Promise<Grant> | null = null;

  const isUsable = (grant: Grant): boolean =>
    grant.accessToken !== rejected && Date.parse(grant.expiresAt) - margin > Date.now();

  const save = async (grant: Grant): Promise<Grant> => {
    // When storing fails, the next caller stores it: to refresh with the old token again would end the sign-in.
    unsaved = grant;
    await grants.write(grant);
    unsaved = null;
    return grant;
  };

  const refreshStored = async (stored: Grant): Promise<Grant> => {
    try {
      return await save(await refresh(stored.refreshToken));
    } catch (error) {
      if (!isLost(error)) throw error;
      const now = await grants.read();
      if (now && now.refreshToken !== stored.refreshToken) return now;
      await grants.write(null);
      throw error;
    }
  };

  const obtain = (): Promise<Grant> =>
    grants.exclusively(async () => {
      const stored = unsaved ? await save(unsaved) : await grants.read();
      if (!stored) throw notConnected('Mobilo is not connected.');
      current = isUsable(stored) ? stored : await refreshStored(stored);
      return current;
    });

  const read = (): Promise<Grant> => {
    if (current && isUsable(current)) return Promise.resolve(current);
    renewing ??= obtain().finally(() => {
      renewing = null;
    });
    return renewing;
  };

  return {
    read,
    renew: (token) => {
      rejected = token;
      return read();
    },
    replace: (grant) =>
      grants.exclusively(async () => {
        await grants.write(grant);
        current = grant;
        unsaved = null;
      }),
  };
};
