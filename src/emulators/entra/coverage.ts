/** What of Microsoft Entra ID is here, what is not, and what differs. `coverage.spec.ts` keeps it true. */

interface Row {
  readonly what: string;
  /** How it differs from the real service; null when no difference is known. */
  readonly differs: string | null;
}

export const servedRoutes: readonly Row[] = [
  { what: 'GET /:tenant/v2.0/.well-known/openid-configuration', differs: 'no userinfo and device code addresses' },
  { what: 'GET /:tenant/.well-known/openid-configuration', differs: 'points at the version 2 token address' },
  { what: 'GET /:tenant/discovery/v2.0/keys', differs: 'no x5c; a new key signs as soon as it is published' },
  { what: 'GET /:tenant/discovery/keys', differs: 'same keys as version 2' },
  { what: 'GET /:tenant/discovery/instance', differs: 'knows one cloud: itself' },
  { what: 'POST /:tenant/oauth2/v2.0/token', differs: 'one tenant; Microsoft Graph and the Bot Connector only' },
  { what: 'GET /:tenant/v2.0/adminconsent', differs: 'no sign-in before the page' },
  { what: 'POST /:tenant/v2.0/adminconsent', differs: 'always consents to all that the app is registered for' },
];

export const servedGrants: readonly Row[] = [
  { what: 'client_credentials', differs: null },
  { what: 'urn:ietf:params:oauth:grant-type:jwt-bearer', differs: 'On-Behalf-Of only; conditional access on order' },
  { what: 'refresh_token', differs: 'refresh tokens do not age' },
];

export const controlRoutes: readonly string[] = [
  'POST /_control/faults',
  'DELETE /_control/faults',
  'PUT /_control/consent/:clientId',
  'GET /_control/tab-token',
  'POST /_control/rotate-keys',
  'GET /_control/log',
];

export const absentRoutes: readonly string[] = [
  'GET /:tenant/oauth2/v2.0/authorize',
  'GET /:tenant/oauth2/v2.0/logout',
  'POST /:tenant/oauth2/v2.0/devicecode',
  'POST /:tenant/oauth2/token',
];

export const absentGrants: readonly string[] = [
  'authorization_code',
  'password',
  'urn:ietf:params:oauth:grant-type:device_code',
];
