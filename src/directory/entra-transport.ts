import { SyncError } from '../errors.ts';
import { isLoopback } from './parse-endpoint.ts';

/** The address that MSAL knows by heart; an emulator on this machine is reached through it. */
export const publicAuthority = 'https://login.microsoftonline.com';

export interface TokenRequest {
  readonly url: string;
  readonly method: 'GET' | 'POST';
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string | null;
}

export interface TokenResponse {
  readonly status: number;
  readonly headers: Record<string, string>;
  readonly body: unknown;
}

/** Seconds to wait when the token service is out of order and does not say how long. */
const defaultWait = 15;
const timeout = 20_000;

const makeOutage = (sentence: string, retryAfter: number, cause?: unknown): SyncError =>
  new SyncError('directory-unavailable', sentence, { retryAfter, cause });

const readRetryAfter = (response: Response): number | null => {
  const seconds = Number(response.headers.get('retry-after') ?? Number.NaN);
  return Number.isFinite(seconds) && seconds > 0 ? Math.ceil(seconds) : null;
};

const send = async (request: TokenRequest, url: string): Promise<Response> => {
  try {
    const { method, headers, body } = request;
    // A redirect would carry the secret to an address that nobody configured.
    return await fetch(url, { method, headers, body, redirect: 'error', signal: AbortSignal.timeout(timeout) });
  } catch (cause) {
    throw makeOutage('Microsoft Entra ID cannot be reached. Try again in a moment.', defaultWait, cause);
  }
};

const readJson = async (response: Response): Promise<unknown> => {
  try {
    return await response.json();
  } catch (cause) {
    const sentence = 'Microsoft Entra ID gave an answer that is not JSON. Try again in a moment.';
    throw makeOutage(sentence, defaultWait, cause);
  }
};

/**
 * Carries MSAL's requests. Outages (no connection, 429, 5xx) are thrown as SyncError `directory-unavailable` before MSAL
 * sees them: it would refuse everybody for a minute after one person's 500. A Retry-After is obeyed per scope.
 * With an authority on this machine, requests for the public authority go there over plain http.
 */
export const createTokenTransport = (authority: URL): ((request: TokenRequest) => Promise<TokenResponse>) => {
  const quietUntil = new Map<string, number>();
  const locate = (url: string) => (isLoopback(authority) ? url.replace(publicAuthority, authority.origin) : url);

  return async (request) => {
    const scope = new URLSearchParams(request.body ?? '').get('scope') ?? request.url;
    const wait = Math.ceil(((quietUntil.get(scope) ?? 0) - Date.now()) / 1000);
    if (wait > 0) throw makeOutage('Microsoft Entra ID asked this app to slow down. Try again in a moment.', wait);

    const response = await send(request, locate(request.url));
    const retryAfter = readRetryAfter(response);
    if (response.status === 429 || response.status >= 500) {
      if (retryAfter) quietUntil.set(scope, Date.now() + retryAfter * 1000);
      const sentence = `Microsoft Entra ID is busy or out of order (status ${response.status}). Try again in a moment.`;
      throw makeOutage(sentence, retryAfter ?? defaultWait);
    }
    return {
      status: response.status,
      headers: Object.fromEntries(response.headers),
      body: await readJson(response),
    };
  };
};
