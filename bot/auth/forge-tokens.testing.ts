import { createHmac } from 'node:crypto';
import { decodeJwt, decodeProtectedHeader, generateKeyPair, SignJWT, UnsecuredJWT } from 'jose';

/** What a forger makes who has seen a genuine token but not the private key. Each is a whole Authorization header. */
export interface Forger {
  /** Signed with a key of the forger, under the genuine key's id, an invented one, or none. */
  signWithOwnKey(keyId: 'genuine' | 'invented' | 'none'): Promise<string>;
  /** HS256 with the public key as the password. */
  signWithPublicKey(): Promise<string>;
  /** Algorithm `none` without a signature, or with a meaningless one. */
  leaveUnsigned(signature: '' | 'c2lnbmVk'): Promise<string>;
}

const encode = (value: object): string => Buffer.from(JSON.stringify(value)).toString('base64url');

/** `mint` gives a genuine token; `readKeys` the text that its issuer publishes. */
export const createForger = (mint: () => Promise<string>, readKeys: () => Promise<string>): Forger => ({
  signWithOwnKey: async (keyId) => {
    const genuine = await mint();
    const { privateKey } = await generateKeyPair('RS256');
    const kids = { genuine: decodeProtectedHeader(genuine).kid ?? '', invented: 'invented' };
    const header = { alg: 'RS256', typ: 'JWT', ...(keyId !== 'none' && { kid: kids[keyId] }) };
    return `Bearer ${await new SignJWT(decodeJwt(genuine)).setProtectedHeader(header).sign(privateKey)}`;
  },
  signWithPublicKey: async () => {
    const genuine = await mint();
    const { kid } = decodeProtectedHeader(genuine);
    const input = `${encode({ alg: 'HS256', typ: 'JWT', kid })}.${genuine.split('.')[1]}`;
    const mac = createHmac('sha256', await readKeys()).update(input);
    return `Bearer ${input}.${mac.digest('base64url')}`;
  },
  leaveUnsigned: async (signature) => {
    const unsigned = new UnsecuredJWT(decodeJwt(await mint())).encode();
    return `Bearer ${unsigned}${signature}`;
  },
});
