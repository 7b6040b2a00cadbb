import { createHash, randomBytes, timingSafeEqual } from 'node:crypto';
import type { components } from '../../mobilo/wire-types.ts';
import type { MobiloState } from './mobilo-state.ts';
import { OAuthRefusal } from './oauth-refusal.ts';
import { type AuthorizationCode, type Change, put, type Token } from './rows.ts';

type Tokens = components['schemas']['Tokens'];
type Grant = Pick<Token, 'family' | 'clientId' | 'accountId' | 'scope'>;
type Form = Readonly<Record<string, string>>;

const refreshMilliseconds = 90 * 24 * 60 * 60 * 1000;

/** An app that people may connect to Mobilo. */
export interface OAuthClient {
  readonly id: string;
  readonly secret: string;
}

/** Decides upon the token endpoint, as RFC 6749 §4.1.3 and §6 and RFC 7636 §4.6 say. */
export interface TokenDesk {
  readonly exchange: (form: Form) => Tokens;
  readonly revoke: (form: Form) => void;
}

const isSame = (a: string, b: string): boolean => {
  const [left, right] = [a, b].map((text) => createHash('sha256').update(text).digest());
  return left !== undefined && right !== undefined && timingSafeEqual(left, right);
};

const forgetFamily = (state: MobiloState, family: string): readonly Change[] =>
  state.tokens.findIds('family', family).map((id) => put('tokens', id, null));

const issue = (from: Grant, accessSeconds: number): { tokens: Tokens; changes: readonly Change[] } => {
  const { family, clientId, accountId, scope } = from;
  const grant = { family, clientId, accountId, scope };
  const [access, refresh] = [
    `at_${randomBytes(32).toString('base64url')}`,
    `rt_${randomBytes(32).toString('base64url')}`,
  ];
  const now = Date.now();
  return {
    tokens: {
      access_token: access,
      token_type: 'Bearer',
      expires_in: accessSeconds,
      refresh_token: refresh,
      scope,
    },
    changes: [
      put('tokens', access, { ...grant, kind: 'access', expiresAt: now + accessSeconds * 1000, used: false }),
      put('tokens', refresh, { ...grant, kind: 'refresh', expiresAt: now + refreshMilliseconds, used: false }),
    ],
  };
};

const requireClient = (clients: readonly OAuthClient[], form: Form): OAuthClient => {
  const client = clients.find(({ id }) => id === form.client_id);
  if (!client || !isSame(client.secret, form.client_secret ?? ''))
    throw new OAuthRefusal(401, 'invalid_client', 'The client id or the client secret is wrong.');
  return client;
};

const challengeOf = (verifier: string): string => createHash('sha256').update(verifier).digest('base64url');

const refuse = (sentence: string): never => {
  throw new OAuthRefusal(400, 'invalid_grant', sentence);
};

const requireCode = (state: MobiloState, client: OAuthClient, form: Form): AuthorizationCode => {
  const code = state.codes.get(form.code ?? '');
  if (code?.clientId !== client.id) return refuse('The code is not known.');
  if (code.family !== null) {
    state.commit(forgetFamily(state, code.family));
    return refuse('The code was used before; what came of it is revoked.');
  }
  if (code.expiresAt <= Date.now()) return refuse('The code has expired.');
  if (code.redirectUri !== form.redirect_uri) return refuse('The redirect_uri is not the one of the sign-in.');
  if (!isSame(code.challenge, challengeOf(form.code_verifier ?? '')))
    return refuse('The code_verifier does not fit the code_challenge.');
  return code;
};

const requireRefreshToken = (state: MobiloState, client: OAuthClient, form: Form): Token => {
  const token = state.tokens.get(form.refresh_token ?? '');
  if (token?.kind !== 'refresh' || token.clientId !== client.id || token.expiresAt <= Date.now())
    return refuse('The refresh token is unknown, expired or revoked.');
  if (token.used) {
    state.commit(forgetFamily(state, token.family));
    return refuse('The refresh token was used before; the sign-in is revoked.');
  }
  if (state.accounts.get(token.accountId)?.state !== 'active') return refuse('The account is not active any more.');
  return token;
};

/** The token endpoint of this state, for these apps. */
export const createTokenDesk = (
  state: MobiloState,
  clients: readonly OAuthClient[],
  accessSeconds: number,
): TokenDesk => ({
  exchange: (form) => {
    const client = requireClient(clients, form);
    if (form.grant_type === 'authorization_code') {
      const code = requireCode(state, client, form);
      const family = randomBytes(12).toString('base64url');
      const { tokens, changes } = issue({ ...code, family }, accessSeconds);
      state.commit([put('codes', form.code ?? '', { ...code, family }), ...changes]);
      return tokens;
    }
    if (form.grant_type === 'refresh_token') {
      const token = requireRefreshToken(state, client, form);
      const { tokens, changes } = issue(token, accessSeconds);
      state.commit([put('tokens', form.refresh_token ?? '', { ...token, used: true }), ...changes]);
      return tokens;
    }
    throw new OAuthRefusal(400, 'unsupported_grant_type', 'Only authorization_code and refresh_token are known.');
  },
  revoke: (form) => {
    const client = requireClient(clients, form);
    if (!form.token) throw new OAuthRefusal(400, 'invalid_request', 'The token is missing.');
    const token = state.tokens.get(form.token);
    if (token?.clientId === client.id) state.commit(forgetFamily(state, token.family));
  },
});
