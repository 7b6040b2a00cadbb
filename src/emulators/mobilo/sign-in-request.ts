import type { Request } from 'express';
import { checkRequest } from './check-request.ts';
import type { Operation } from './contract.ts';
import type { OAuthClient } from './oauth-tokens.ts';
import { Refusal } from './refusal.ts';
import { scopeWords } from './sign-in-views.ts';

/** What an app asks at `/oauth/authorize`. */
export interface SignInRequest {
  readonly client_id: string;
  readonly redirect_uri: string;
  readonly scope: string;
  readonly state: string;
  readonly code_challenge: string;
}

const isSafeRedirect = (address: string): boolean => {
  const { protocol, hostname, hash } = new URL(address);
  const loopback = ['localhost', '127.0.0.1', '[::1]'].includes(hostname);
  return hash === '' && (protocol === 'https:' || (protocol === 'http:' && loopback));
};

const refuse = (detail: string): never => {
  throw new Refusal(400, 'invalid_request', { detail });
};

/** What the query asks, when it can be trusted: a known app, a safe way back, known scopes, PKCE with S256. */
export const readSignInRequest = (
  req: Request,
  authorize: Operation,
  clients: readonly OAuthClient[],
): SignInRequest => {
  const { query } = checkRequest(authorize, { path: {}, query: req.query, headers: req.headers, body: undefined });
  // Checked just now against the parameters of the operation.
  const request = query as unknown as SignInRequest;
  if (!clients.some(({ id }) => id === request.client_id)) refuse('Mobilo does not know the app that sent you here.');
  if (!isSafeRedirect(request.redirect_uri)) refuse('The app wants you sent back to an address that is not safe.');
  if (request.scope.split(' ').some((scope) => !(scope in scopeWords)))
    refuse('The app asks for something that Mobilo does not know.');
  return request;
};
