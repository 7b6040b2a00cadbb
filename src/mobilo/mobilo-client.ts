import createClient from 'openapi-fetch';
import { accountCalls } from './account-calls.ts';
import { cardCalls } from './card-calls.ts';
import type { Mobilo } from './mobilo.ts';
import { orderCalls } from './order-calls.ts';
import { organizationCalls } from './organization-calls.ts';
import { defaultRetryPolicy, type RetryPolicy } from './retry.ts';
import { requireSafeBaseUrl } from './safe-base-url.ts';
import { createSend, type SenderOptions } from './sender.ts';
import type { paths } from './wire-types.ts';

export interface MobiloClientOptions extends Pick<SenderOptions, 'accessToken' | 'onUnauthorized' | 'log'> {
  /** Https, or http to loopback. */
  readonly baseUrl: string;
  readonly fetch?: (request: Request) => Promise<Response>;
  /** How long one attempt may take, in milliseconds; 30 seconds unless told otherwise. */
  readonly timeoutMs?: number;
  readonly retry?: RetryPolicy;
}

/**
 * The port to Mobilo over HTTP, as `openapi.yaml` describes it. Reads are repeated on 429, 5xx and lost connections; a
 * write is repeated after 429 only, and one that may have reached Mobilo without an answer is `mobilo-outcome-unknown`.
 */
export const createMobiloClient = (options: MobiloClientOptions): Mobilo => {
  const { baseUrl, fetch, timeoutMs = 30_000, retry = defaultRetryPolicy, ...others } = options;
  const api = createClient<paths>({
    baseUrl: requireSafeBaseUrl(baseUrl),
    // A token goes where it was meant to go, or nowhere.
    redirect: 'manual',
    ...(fetch && { fetch }),
  });
  const wire = { api, send: createSend({ ...others, timeoutMs, retry }) };
  return { ...organizationCalls(wire), ...accountCalls(wire), ...cardCalls(wire), ...orderCalls(wire) };
};
