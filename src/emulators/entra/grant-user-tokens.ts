import { randomUUID } from 'node:crypto';
import { EntraError } from './entra-error.ts';
import { type EntraApp, type EntraState, type EntraUser, graphResource, readConsent } from './entra-state.ts';
import { mintIdToken, mintUserToken } from './mint-tokens.ts';
import type { AskedScopes } from './scopes.ts';

const consentMissing = (app: EntraApp): EntraError => {
  const sentence = `The user or administrator has not consented to use the application with ID '${app.clientId}'. Send an interactive authorization request for this user and resource.`;
  return new EntraError(400, 'invalid_grant', 65001, sentence, { extra: { suberror: 'consent_required' } });
};

/** The answer that both On-Behalf-Of and refresh give: as far as consent reaches, else AADSTS65001. */
export const grantUserTokens = async (
  state: EntraState,
  app: EntraApp,
  user: EntraUser,
  asked: AskedScopes,
): Promise<object> => {
  const granted = readConsent(state, app.clientId).delegated;
  const missing = asked.permissions.filter((name) => name !== '.default' && !granted.includes(name));
  if (asked.resource !== graphResource || granted.length === 0 || missing.length > 0) throw consentMissing(app);

  const { token, expiresIn } = await mintUserToken(state, app, user, granted);
  const refreshToken = `1.${randomUUID()}`;
  if (asked.signIn.has('offline_access')) {
    state.refreshTokens.set(refreshToken, { userId: user.id, clientId: app.clientId });
  }
  const clientInfo = JSON.stringify({ uid: user.id, utid: state.tenantId });
  return {
    token_type: 'Bearer',
    scope: granted.map((name) => `${graphResource}/${name}`).join(' '),
    expires_in: expiresIn,
    ext_expires_in: expiresIn,
    access_token: token,
    client_info: Buffer.from(clientInfo).toString('base64url'),
    ...(asked.signIn.has('offline_access') && { refresh_token: refreshToken }),
    ...(asked.signIn.has('openid') && { id_token: await mintIdToken(state, app, user) }),
  };
};
