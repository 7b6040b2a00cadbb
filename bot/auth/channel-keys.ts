import { createRemoteJWKSet, type FlattenedJWSInput, type JWSHeaderParameters } from 'jose';
import { z } from 'zod';
import { isLoopback, parseEndpoint } from '../../src/directory/parse-endpoint.ts';

/** The signing keys of the Bot Connector, and the channels that each key may speak for. */
export interface ChannelKeys {
  /** For jose's jwtVerify. Throws whatever fetching throws when metadata or keys cannot be read. */
  getKey(header: JWSHeaderParameters, token: FlattenedJWSInput): Promise<CryptoKey>;
  /** Channel ids that the key is endorsed for; empty when it says nothing. Ask after `getKey` has found the key. */
  readEndorsements(keyId: string | undefined): readonly string[];
}

type KeySet = ReturnType<typeof createRemoteJWKSet>;

const metadata = z.object({ jwks_uri: z.string().url() });
const day = 24 * 3_600_000;
const timeout = 5_000;

const readKeysAddress = async (metadataUrl: URL): Promise<URL> => {
  const response = await fetch(metadataUrl, { redirect: 'error', signal: AbortSignal.timeout(timeout) });
  if (!response.ok) throw new Error(`${metadataUrl.href} answered ${response.status}.`);
  const url = parseEndpoint('The jwks_uri of BOT_OPENID_METADATA_URL', metadata.parse(await response.json()).jwks_uri);
  if (isLoopback(url) !== isLoopback(metadataUrl)) throw new Error(`${metadataUrl.href} points to ${url.href}.`);
  return url;
};

/** Reads the OpenID metadata when first needed and daily, the keys when a key is unknown (at most every 30 seconds). */
export const createChannelKeys = (metadataUrl: URL): ChannelKeys => {
  let current: { readonly keys: KeySet; readonly address: string; readonly readAt: number } | null = null;

  const refresh = async (): Promise<KeySet> => {
    const address = await readKeysAddress(metadataUrl);
    const keys =
      current?.address === address.href
        ? current.keys
        : createRemoteJWKSet(address, { cooldownDuration: 30_000, cacheMaxAge: day, timeoutDuration: timeout });
    current = { keys, address: address.href, readAt: Date.now() };
    return keys;
  };

  const readKeys = async (): Promise<KeySet> => {
    if (current && Date.now() - current.readAt < day) return current.keys;
    // Keys at hand outlive an outage of the metadata.
    return refresh().catch((error: unknown) => {
      if (current) return current.keys;
      throw error;
    });
  };

  return {
    getKey: async (header, token) => (await readKeys())(header, token),
    readEndorsements: (keyId) => {
      const key = current?.keys.jwks()?.keys.find(({ kid }) => kid === keyId);
      const endorsements: unknown = key && 'endorsements' in key ? key.endorsements : null;
      return Array.isArray(endorsements) ? endorsements.map(String) : [];
    },
  };
};
