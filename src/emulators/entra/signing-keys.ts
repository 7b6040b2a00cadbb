import {
  calculateJwkThumbprint,
  createLocalJWKSet,
  exportJWK,
  generateKeyPair,
  type JSONWebKeySet,
  type JWK,
  type JWTPayload,
  type JWTVerifyOptions,
  jwtVerify,
  SignJWT,
} from 'jose';

interface Key {
  readonly id: string;
  readonly sign: CryptoKey;
  readonly publish: JWK;
}

/** A token service's RS256 keys: the newest signs, the last two are published, as Entra does around a rotation. */
export interface SigningKeys {
  rotate(): Promise<void>;
  published(): JSONWebKeySet;
  /** Signs with iat, nbf and exp added; `lifetime` in seconds, negative for a token that is expired already. */
  sign(claims: JWTPayload, lifetime: number): Promise<string>;
  /** Throws jose's errors. */
  verify(token: string, options: JWTVerifyOptions): Promise<JWTPayload>;
}

const makeKey = async (extra: object): Promise<Key> => {
  const { privateKey, publicKey } = await generateKeyPair('RS256', { modulusLength: 2048 });
  const jwk = await exportJWK(publicKey);
  const id = (await calculateJwkThumbprint(jwk)).slice(0, 27);
  return { id, sign: privateKey, publish: { ...jwk, kid: id, x5t: id, use: 'sig', ...extra } };
};

/** `extra` is published with every key, e.g. the endorsements of the Bot Connector. */
export const createSigningKeys = async (extra: object = {}): Promise<SigningKeys> => {
  let newest = await makeKey(extra);
  let keys: readonly Key[] = [newest];
  const published = (): JSONWebKeySet => ({ keys: keys.map((key) => key.publish) });
  return {
    published,
    rotate: async () => {
      newest = await makeKey(extra);
      keys = [newest, ...keys].slice(0, 2);
    },
    sign: async (claims, lifetime) => {
      const now = Math.floor(Date.now() / 1000);
      const issued = lifetime < 0 ? now + 2 * lifetime : now;
      return new SignJWT({ iat: issued, nbf: issued, exp: now + lifetime, ...claims })
        .setProtectedHeader({ typ: 'JWT', alg: 'RS256', kid: newest.id })
        .sign(newest.sign);
    },
    verify: async (token, options) => {
      const { payload } = await jwtVerify(token, createLocalJWKSet(published()), { algorithms: ['RS256'], ...options });
      return payload;
    },
  };
};
