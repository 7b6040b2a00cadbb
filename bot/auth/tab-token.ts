import { createRemoteJWKSet, errors, type JWTPayload, type JWTVerifyGetKey, jwtVerify } from 'jose';
import { parseEndpoint } from '../../src/directory/parse-endpoint.ts';
import { SyncError } from '../../src/errors.ts';
import { isKeyOutage } from './is-key-outage.ts';

/** The person behind a request of the tab. */
export interface TabCaller {
  /** Entra object id; with the tenant id the only key of a person (never the address). */
  readonly id: string;
  readonly name: string;
  readonly tenantId: string;
  /** The token itself, to be exchanged On-Behalf-Of. Never log it. */
  readonly assertion: string;
}

export interface TabTokenOptions {
  readonly tenantId: string;
  readonly clientId: string;
  /** Of the app registration: `api://host/clientId`, or `api://host/botid-clientId` when the app has a bot. */
  readonly appIdUri: string;
  /** `https://login.microsoftonline.com`, that of another cloud, or an emulator on this machine. */
  readonly authorityUrl: string;
  /** Client ids of the hosts that may ask for the token; Teams on the web, desktop and mobile unless given. */
  readonly allowedClients?: readonly string[];
}

interface TabClaims extends JWTPayload {
  readonly tid: string;
  readonly oid: string;
  readonly ver: string;
  readonly scp: string;
  readonly azp?: string;
  readonly appid?: string;
  readonly idtyp?: string;
  readonly name?: string;
}

/** Microsoft's client ids (learn.microsoft.com, tab-sso-register-aad): Teams web, then Teams desktop and mobile. */
const teamsClients = ['5e3ce6c0-2b1f-4285-8d4b-75ee78787346', '1fec8e78-bce4-4aaf-ab1b-5451cc387264'];
const guid = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i;
const bearer = /^Bearer ([\w-]+\.[\w-]+\.[\w-]+)$/;
const longestToken = 16_384;
const textClaims = ['iss', 'aud', 'tid', 'oid', 'ver', 'scp'];

const reject = (reason: string): SyncError =>
  new SyncError(
    'unauthenticated',
    'Your Teams sign-in is missing or no longer valid. Reload the tab to sign in again.',
    {
      details: { reason },
    },
  );

const forbid = (reason: string): SyncError =>
  new SyncError('forbidden', 'This token does not come from the tab of this app in Teams. Open the tab in Teams.', {
    details: { reason },
  });

const readToken = (authorization: string | undefined): string => {
  // The length is judged before anything looks at the text.
  if (!authorization || authorization.length > longestToken) throw reject('header');
  const token = bearer.exec(authorization)?.[1];
  if (!token) throw reject('header');
  return token;
};

const verifySignature = async (token: string, keys: JWTVerifyGetKey, options: TabTokenOptions): Promise<TabClaims> => {
  try {
    const { payload } = await jwtVerify<TabClaims>(token, keys, {
      algorithms: ['RS256'],
      typ: 'JWT',
      audience: [options.clientId, options.appIdUri],
      clockTolerance: 60,
      requiredClaims: ['exp', 'nbf', ...textClaims],
    });
    return payload;
  } catch (error) {
    if (!isKeyOutage(error)) throw reject(error instanceof errors.JOSEError ? error.code : 'token');
    const sentence = 'Sign-ins cannot be checked because Microsoft Entra ID cannot be reached. Try again in a moment.';
    throw new SyncError('directory-unavailable', sentence, { retryAfter: 15, cause: error });
  }
};

const checkClaims = (claims: TabClaims, options: TabTokenOptions, authority: string): void => {
  const { tid, ver } = claims;
  if (textClaims.some((name) => typeof claims[name] !== 'string')) throw reject('type');
  if (!guid.test(tid) || !guid.test(claims.oid)) throw reject('guid');
  const issuers: Readonly<Record<string, string>> = {
    '1.0': `https://sts.windows.net/${tid}/`,
    '2.0': `${authority}/${tid}/v2.0`,
  };
  if (claims.iss !== issuers[ver]) throw reject('iss');
  if (ver === '2.0' && claims.aud !== options.clientId) throw reject('aud');
  if (tid !== options.tenantId) {
    throw new SyncError(
      'foreign-tenant',
      'This app serves another organization. Ask your administrator to set it up for yours.',
    );
  }
  if (claims.idtyp === 'app') throw forbid('idtyp');
  if (!claims.scp.split(' ').includes('access_as_user')) throw forbid('scp');
  const host = ver === '2.0' ? claims.azp : claims.appid;
  if (typeof host !== 'string' || !(options.allowedClients ?? teamsClients).includes(host)) throw forbid('azp');
};

/**
 * Turns an Authorization header into the person who sent it (learn.microsoft.com, claims-validation). Throws SyncError:
 * `unauthenticated` for a bad token, `forbidden` or `foreign-tenant` for a good one that is not for us,
 * `directory-unavailable` while Entra's keys cannot be read. A key that was just rotated in is found within 30 seconds.
 */
export const createTabTokenValidator = (
  options: TabTokenOptions,
): ((authorization: string | undefined) => Promise<TabCaller>) => {
  const authority = parseEndpoint('ENTRA_AUTHORITY_URL', options.authorityUrl).origin;
  const keys = createRemoteJWKSet(new URL(`${authority}/${options.tenantId}/discovery/v2.0/keys`), {
    cooldownDuration: 30_000,
    cacheMaxAge: 12 * 3_600_000,
    timeoutDuration: 5_000,
  });
  return async (authorization) => {
    const assertion = readToken(authorization);
    const claims = await verifySignature(assertion, keys, options);
    checkClaims(claims, options, authority);
    return { id: claims.oid, name: claims.name ?? '', tenantId: claims.tid, assertion };
  };
};
