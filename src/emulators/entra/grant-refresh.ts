import { EntraError } from './entra-error.ts';
import { type EntraState, graphResource } from './entra-state.ts';
import type { AuthenticatedClient } from './grant-app-token.ts';
import { grantUserTokens } from './grant-user-tokens.ts';
import { parseScopes } from './scopes.ts';

/** grant_type=refresh_token: a refresh token serves only the app that it was given to. */
export const grantRefresh = async (
  state: EntraState,
  { app }: AuthenticatedClient,
  form: Readonly<Record<string, string>>,
): Promise<object> => {
  const owner = state.refreshTokens.get(form.refresh_token ?? '');
  const user = owner && state.users.get(owner.userId);
  if (!user || owner.clientId !== app.clientId) {
    const sentence = 'The provided value for the input parameter refresh_token is not valid.';
    throw new EntraError(400, 'invalid_grant', 70000, sentence, { extra: { suberror: 'bad_token' } });
  }
  return grantUserTokens(state, app, user, parseScopes(form.scope ?? `${graphResource}/.default`));
};
