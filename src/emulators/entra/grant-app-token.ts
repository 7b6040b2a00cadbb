import type { authenticateClient } from './authenticate-client.ts';
import { EntraError } from './entra-error.ts';
import type { EntraState } from './entra-state.ts';
import { mintAppToken } from './mint-tokens.ts';
import { parseScopes } from './scopes.ts';

export type AuthenticatedClient = Awaited<ReturnType<typeof authenticateClient>>;

/** grant_type=client_credentials: an app on its own, for one resource's `/.default`. */
export const grantAppToken = async (
  state: EntraState,
  client: AuthenticatedClient,
  form: Readonly<Record<string, string>>,
): Promise<object> => {
  const { resource, permissions } = parseScopes(form.scope ?? '');
  if (permissions.length !== 1 || permissions[0] !== '.default') {
    const sentence = `The provided value for scope ${form.scope} is not valid. Client credential flows must have a scope value with /.default suffixed to the resource identifier (application ID URI).`;
    throw new EntraError(400, 'invalid_scope', 1002012, sentence);
  }
  const { token, expiresIn } = await mintAppToken(state, client.app, resource, client.proof);
  return { token_type: 'Bearer', expires_in: expiresIn, ext_expires_in: expiresIn, access_token: token };
};
