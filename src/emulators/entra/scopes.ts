import { EntraError } from './entra-error.ts';
import { botResource, graphResource } from './entra-state.ts';

const signInScopes: ReadonlySet<string> = new Set(['openid', 'profile', 'email', 'offline_access']);
const resources: readonly string[] = [graphResource, botResource];

/** What a scope parameter asks for: one resource, its permissions, and the scopes of sign-in. */
export interface AskedScopes {
  readonly resource: string;
  readonly permissions: readonly string[];
  readonly signIn: ReadonlySet<string>;
}

const splitScope = (scope: string): { resource: string; permission: string } => {
  const slash = scope.lastIndexOf('/');
  // A permission without a resource is Microsoft Graph's.
  return slash < 0
    ? { resource: graphResource, permission: scope }
    : { resource: scope.slice(0, slash).replace(/\/$/, ''), permission: scope.slice(slash + 1) };
};

/** Throws AADSTS70011, 28000 or 500011. */
export const parseScopes = (text: string): AskedScopes => {
  const words = text.split(' ').filter((word) => word !== '');
  const signIn = new Set(words.filter((word) => signInScopes.has(word)));
  const asked = words.filter((word) => !signInScopes.has(word)).map(splitScope);
  const [first] = asked;
  if (!first)
    throw new EntraError(400, 'invalid_scope', 70011, `The provided value for 'scope' is not valid: '${text}'.`);
  if (asked.some(({ resource }) => resource !== first.resource)) {
    const sentence = 'Provided value for the input parameter scope is not valid: it names more than one resource.';
    throw new EntraError(400, 'invalid_request', 28000, sentence);
  }
  if (!resources.includes(first.resource)) {
    const sentence = `The resource principal named ${first.resource} was not found in the tenant.`;
    throw new EntraError(400, 'invalid_resource', 500011, sentence);
  }
  return { resource: first.resource, permissions: asked.map(({ permission }) => permission), signIn };
};
