import { z } from 'zod/v4';
import { SyncError } from '../errors.ts';
import { type Grant, makeGrant, tokensAnswer } from './grant.ts';
import { readRetryAfter } from './retry.ts';
import { withinTime } from './within-time.ts';

export interface TokenEndpointOptions {
  /** Already found safe. */
  readonly baseUrl: string;
  readonly clientId: string;
  readonly clientSecret: string;
  readonly fetch: typeof globalThis.fetch;
  readonly timeoutMs: number;
}

/** What can be asked at `/oauth/token`. */
export type TokenRequest =
  | {
      readonly grant_type: 'authorization_code';
      readonly code: string;
      readonly redirect_uri: string;
      readonly code_verifier: string;
    }
  | { readonly grant_type: 'refresh_token'; readonly refresh_token: string };

interface Posted {
  readonly response: Response;
  /** Null: no JSON. */
  readonly body: unknown;
}

const oauthError = z.object({ error: z.string() });

const unavailable = (cause: unknown, retryAfter?: number): SyncError =>
  new SyncError('mobilo-unavailable', 'Mobilo cannot renew our sign-in at the moment. Try again in a few minutes.', {
    cause,
    ...(retryAfter !== undefined && { retryAfter }),
  });

/** The error for a connection that has ended, or was never made. */
export const notConnected = (why: string): SyncError =>
  new SyncError(
    'mobilo-not-connected',
    `${why} A Mobilo administrator has to connect Mobilo, in the tab under Settings.`,
  );

const explainRefusal = ({ response, body }: Posted, ended: string): SyncError => {
  const parsed = oauthError.safeParse(body);
  const error = parsed.success ? parsed.data.error : null;
  if (error === 'invalid_grant') return notConnected(ended);
  if (error === 'invalid_client' || error === 'unauthorized_client')
    return new SyncError(
      'configuration',
      'Mobilo does not know this app. Check MOBILO_CLIENT_ID and SECRET_MOBILO_CLIENT_SECRET.',
      { details: { error } },
    );
  const retryAfter = readRetryAfter(response.headers.get('Retry-After'), Date.now());
  return unavailable(new Error(`The token endpoint answered ${response.status}.`), retryAfter);
};

const parseJson = (text: string): unknown => {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
};

const post = async (
  options: TokenEndpointOptions,
  path: string,
  fields: Readonly<Record<string, string>>,
): Promise<Posted> => {
  const { baseUrl, clientId: client_id, clientSecret: client_secret, timeoutMs } = options;
  const body = new URLSearchParams({ ...fields, client_id, client_secret });
  try {
    return await withinTime(timeoutMs, async (signal) => {
      const response = await options.fetch(`${baseUrl}${path}`, { method: 'POST', body, signal, redirect: 'manual' });
      return { response, body: parseJson(await response.text()) };
    });
  } catch (cause) {
    throw unavailable(cause);
  }
};

const endings: Readonly<Record<TokenRequest['grant_type'], string>> = {
  authorization_code: 'The sign-in at Mobilo took too long or was used before.',
  refresh_token: 'Mobilo has ended our sign-in.',
};

/**
 * Asks for tokens, once: a second try could present a refresh token twice, which ends the sign-in. Throws
 * `mobilo-not-connected` (the sign-in has ended), `configuration` (our client id or secret), `mobilo-unavailable`.
 */
export const requestGrant = async (options: TokenEndpointOptions, request: TokenRequest): Promise<Grant> => {
  const asked = Date.now();
  const posted = await post(options, '/oauth/token', request);
  if (!posted.response.ok) throw explainRefusal(posted, endings[request.grant_type]);
  const tokens = tokensAnswer.safeParse(posted.body);
  if (!tokens.success) throw unavailable(tokens.error);
  return makeGrant(tokens.data, asked);
};

/** Ends the sign-in that the refresh token belongs to. Throws `mobilo-unavailable` when Mobilo did not hear it. */
export const revokeGrant = async (options: TokenEndpointOptions, { refreshToken }: Grant): Promise<void> => {
  const posted = await post(options, '/oauth/revoke', { token: refreshToken, token_type_hint: 'refresh_token' });
  if (!posted.response.ok) throw explainRefusal(posted, endings.refresh_token);
};
