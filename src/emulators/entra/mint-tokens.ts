import { createHash, randomUUID } from 'node:crypto';
import { type EntraApp, type EntraState, type EntraUser, graphResource, issuerOf, readConsent } from './entra-state.ts';

/** The client id with which Teams on the web asks for a tab's token. */
export const teamsWebClientId = '5e3ce6c0-2b1f-4285-8d4b-75ee78787346';

/** What a test may bend in a tab's token. `claims` wins over everything. */
export interface TabTokenOverrides {
  /** The app that the token is for; otherwise the first app that has an App ID URI. */
  readonly clientId?: string;
  readonly tenantId?: string;
  readonly scope?: string;
  /** Client id of the host that asked. */
  readonly host?: string;
  /** Seconds; negative for an expired token. */
  readonly lifetime?: number;
  readonly claims?: Readonly<Record<string, unknown>>;
}

/** Entra's token lifetimes vary from 60 to 90 minutes; seconds. */
const userTokenLifetime = 4000;
const appTokenLifetime = 3599;

/** A name-based id, so that the same app or user has the same service principal or subject after a restart. */
const deriveId = (...parts: readonly string[]): string =>
  createHash('sha256')
    .update(parts.join('|'))
    .digest('hex')
    .replace(/^(.{8})(.{4}).(.{3}).(.{3})(.{12}).*$/, '$1-$2-4$3-8$4-$5');

const findTabApp = (state: EntraState, clientId: string | undefined): EntraApp => {
  const app = clientId ? state.apps.get(clientId) : [...state.apps.values()].find(({ appIdUri }) => appIdUri);
  if (!app) throw new Error('No app with an App ID URI is registered, so no tab token can be made.');
  return app;
};

/** What `authentication.getAuthToken()` of teams-js gives to the tab. Throws when the user is not known. */
export const mintTabToken = (state: EntraState, userId: string, overrides: TabTokenOverrides = {}): Promise<string> => {
  const user = state.users.get(userId);
  if (!user) throw new Error(`There is no user ${userId} in this tenant.`);
  const app = findTabApp(state, overrides.clientId);
  const version = app.tokenVersion ?? 2;
  const tenantId = overrides.tenantId ?? state.tenantId;
  const host = overrides.host ?? teamsWebClientId;
  const byVersion =
    version === 2
      ? { ver: '2.0', aud: app.clientId, azp: host, azpacr: '0', preferred_username: user.email }
      : { ver: '1.0', aud: app.appIdUri ?? app.clientId, appid: host, appidacr: '0', upn: user.email };
  const claims = {
    ...byVersion,
    iss: issuerOf(state, tenantId, version),
    tid: tenantId,
    oid: user.id,
    sub: deriveId(user.id, app.clientId),
    name: user.name,
    scp: overrides.scope ?? 'access_as_user',
    uti: randomUUID(),
    ...overrides.claims,
  };
  return state.keys.sign(claims, overrides.lifetime ?? userTokenLifetime);
};

/** A token of an app on its own. Only Microsoft Graph's carries application permissions. */
export const mintAppToken = async (
  state: EntraState,
  app: EntraApp,
  resource: string,
  proof: 'secret' | 'certificate',
): Promise<{ token: string; expiresIn: number }> => {
  const principal = deriveId('service-principal', app.clientId);
  const claims = {
    ver: '1.0',
    aud: resource,
    iss: issuerOf(state, state.tenantId, 1),
    tid: state.tenantId,
    appid: app.clientId,
    appidacr: proof === 'certificate' ? '2' : '1',
    idtyp: 'app',
    oid: principal,
    sub: principal,
    uti: randomUUID(),
    ...(resource === graphResource && { roles: readConsent(state, app.clientId).application }),
  };
  return { token: await state.keys.sign(claims, appTokenLifetime), expiresIn: appTokenLifetime };
};

/** A token with which the app acts for the user at Microsoft Graph. */
export const mintUserToken = async (
  state: EntraState,
  app: EntraApp,
  user: EntraUser,
  permissions: readonly string[],
): Promise<{ token: string; expiresIn: number }> => {
  const claims = {
    ver: '1.0',
    aud: graphResource,
    iss: issuerOf(state, state.tenantId, 1),
    tid: state.tenantId,
    appid: app.clientId,
    appidacr: '1',
    idtyp: 'user',
    oid: user.id,
    sub: deriveId(user.id, 'graph'),
    upn: user.email,
    name: user.name,
    scp: permissions.join(' '),
    uti: randomUUID(),
  };
  return { token: await state.keys.sign(claims, userTokenLifetime), expiresIn: userTokenLifetime };
};

/** The id token that comes along when `openid` was asked for. */
export const mintIdToken = (state: EntraState, app: EntraApp, user: EntraUser): Promise<string> =>
  state.keys.sign(
    {
      ver: '2.0',
      aud: app.clientId,
      iss: issuerOf(state, state.tenantId, 2),
      tid: state.tenantId,
      oid: user.id,
      sub: deriveId(user.id, app.clientId),
      name: user.name,
      preferred_username: user.email,
    },
    userTokenLifetime,
  );
