import { GraphFault } from './graph-fault.ts';

/** Who holds the token: an app on its own, or an app on behalf of a user. */
export interface Caller {
  readonly kind: 'application' | 'delegated';
  readonly permissions: ReadonlySet<string>;
  /** The object id of the user; null for an app. */
  readonly userId: string | null;
}

/** Gives the claims of a token, or throws when it is not a good one. */
export type VerifyToken = (token: string) => Promise<Readonly<Record<string, unknown>>>;

const audiences: readonly unknown[] = ['https://graph.microsoft.com', '00000003-0000-0000-c000-000000000000'];

const invalidToken = (message: string): GraphFault =>
  new GraphFault(401, 'InvalidAuthenticationToken', message, {
    'www-authenticate':
      'Bearer realm="", authorization_uri="https://login.microsoftonline.com/common/oauth2/authorize"',
  });

const verify = async (verifyToken: VerifyToken, token: string): Promise<Readonly<Record<string, unknown>>> => {
  try {
    return await verifyToken(token);
  } catch {
    throw invalidToken('Access token validation failure. Invalid signature, issuer or lifetime.');
  }
};

/** @throws GraphFault 401 `InvalidAuthenticationToken` without a good token for Microsoft Graph */
export const readCaller = async (verifyToken: VerifyToken, authorization: string | undefined): Promise<Caller> => {
  const [, token] = /^Bearer (\S+)$/i.exec(authorization ?? '') ?? [];
  if (!token) throw invalidToken('Access token is empty.');
  const { aud, idtyp, roles, scp, oid } = await verify(verifyToken, token);
  if (!audiences.includes(aud)) throw invalidToken('Access token validation failure. Invalid audience.');
  const application = idtyp === 'app' || typeof scp !== 'string';
  const granted: readonly unknown[] = application ? (Array.isArray(roles) ? roles : []) : scp.split(' ');
  return {
    kind: application ? 'application' : 'delegated',
    permissions: new Set(granted.map(String)),
    userId: !application && typeof oid === 'string' ? oid : null,
  };
};

export const holdsAny = (caller: Caller, permissions: readonly string[]): boolean =>
  permissions.some((permission) => caller.permissions.has(permission));
