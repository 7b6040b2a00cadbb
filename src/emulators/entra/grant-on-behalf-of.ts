import { errors, type JWTPayload } from 'jose';
import { EntraError } from './entra-error.ts';
import { type EntraApp, type EntraState, type EntraUser, issuerOf } from './entra-state.ts';
import type { AuthenticatedClient } from './grant-app-token.ts';
import { grantUserTokens } from './grant-user-tokens.ts';
import { parseScopes } from './scopes.ts';

const verifyAssertion = async (state: EntraState, assertion: string): Promise<JWTPayload> => {
  try {
    const issuer = [issuerOf(state, state.tenantId, 2), issuerOf(state, state.tenantId, 1)];
    return await state.keys.verify(assertion, { issuer, clockTolerance: 300 });
  } catch (error) {
    if (error instanceof errors.JWTExpired) {
      throw new EntraError(400, 'invalid_grant', 500133, 'Assertion is not within its valid time range.');
    }
    const why = error instanceof Error ? error.message : '';
    throw new EntraError(400, 'invalid_grant', 50013, `Assertion failed signature validation. ${why}`);
  }
};

const checkAssertion = (app: EntraApp, claims: JWTPayload): void => {
  if (claims.aud !== app.clientId && claims.aud !== app.appIdUri) {
    const sentence = `Assertion audience does not match the Client app presenting the assertion. The audience in the assertion was '${claims.aud}' and the expected audience is '${app.appIdUri ?? app.clientId}'.`;
    throw new EntraError(400, 'invalid_grant', 500131, sentence);
  }
  if (claims.idtyp === 'app' || typeof claims.scp !== 'string') {
    const sentence = `Application '${app.clientId}' is not allowed to make application on-behalf-of calls.`;
    throw new EntraError(400, 'invalid_request', 7000114, sentence);
  }
};

const findUser = (state: EntraState, claims: JWTPayload): EntraUser => {
  const user = state.users.get(String(claims.oid));
  if (user) return user;
  const sentence = 'The user account does not exist in the directory. To sign into this application, it must be added.';
  throw new EntraError(400, 'invalid_grant', 50034, sentence, { extra: { suberror: 'bad_token' } });
};

/** grant_type=jwt-bearer with requested_token_use=on_behalf_of (identity-platform/v2-oauth2-on-behalf-of-flow). */
export const grantOnBehalfOf = async (
  state: EntraState,
  { app }: AuthenticatedClient,
  form: Readonly<Record<string, string>>,
): Promise<object> => {
  if (form.requested_token_use !== 'on_behalf_of') {
    const sentence = "The request body must contain the following parameter: 'requested_token_use'.";
    throw new EntraError(400, 'invalid_request', 900144, sentence);
  }
  const claims = await verifyAssertion(state, form.assertion ?? '');
  checkAssertion(app, claims);
  const user = findUser(state, claims);
  return grantUserTokens(state, app, user, parseScopes(form.scope ?? ''));
};
