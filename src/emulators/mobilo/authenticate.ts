import type { Account } from '../../mobilo/mobilo.ts';
import type { Operation } from './contract.ts';
import type { MobiloState } from './mobilo-state.ts';
import { Refusal } from './refusal.ts';

const refuseToken = (detail: string): never => {
  throw new Refusal(401, 'invalid_token', { detail }, { 'WWW-Authenticate': 'Bearer error="invalid_token"' });
};

/**
 * The person for whom a call is made. Refuses with 401 when the token is no good (any more), with 403 when it does not
 * cover the operation or its person is no administrator (any more).
 */
export const authenticate = (state: MobiloState, operation: Operation, authorization: string | undefined): Account => {
  const id = /^Bearer (\S+)$/.exec(authorization ?? '')?.[1] ?? refuseToken('The Authorization header is missing.');
  const token = state.tokens.get(id);
  if (token?.kind !== 'access') return refuseToken('This access token is unknown or revoked.');
  if (token.expiresAt <= Date.now()) return refuseToken('This access token has expired.');
  const account = state.accounts.get(token.accountId);
  if (account?.state !== 'active') return refuseToken('The account of this access token is not active any more.');
  const held = token.scope.split(' ');
  const missing = (operation.scopes ?? []).filter((scope) => !held.includes(scope));
  if (missing.length > 0)
    throw new Refusal(403, 'insufficient_scope', { detail: `This needs the scope ${missing.join(' ')}.` });
  if (operation.id !== 'readMe' && account.role !== 'admin')
    throw new Refusal(403, 'admin_required', { detail: `${account.email} is not an administrator.` });
  return account;
};
