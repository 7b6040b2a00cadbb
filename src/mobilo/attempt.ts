import { randomUUID } from 'node:crypto';
import type { BadAnswer } from './explain-answer.ts';
import { withinTime } from './within-time.ts';

/** What a request must carry. */
export type Carried = {
  readonly headers: { readonly Authorization: string; readonly 'X-Request-Id': string };
  readonly signal: AbortSignal;
};

/** Makes one request, as openapi-fetch does. */
export type Fetch = (carried: Carried) => Promise<{
  readonly data?: unknown;
  readonly error?: unknown;
  readonly response: Response;
}>;

/** What came of one request. `requestId` is the one that Mobilo logged, else the one that we sent. */
export type Outcome =
  | { readonly kind: 'success'; readonly status: number; readonly data: unknown; readonly requestId: string }
  | ({ readonly kind: 'bad' } & BadAnswer)
  | { readonly kind: 'lost'; readonly status: null; readonly cause: unknown; readonly requestId: string };

/** Makes one request with this token and waits `timeoutMs` for all of its answer. Never throws. */
export const attemptOnce = async (token: string, timeoutMs: number, fetch: Fetch): Promise<Outcome> => {
  const sentId = randomUUID();
  const headers = { Authorization: `Bearer ${token}`, 'X-Request-Id': sentId };
  try {
    const { data, error, response } = await withinTime(timeoutMs, (signal) => fetch({ headers, signal }));
    const { status } = response;
    const requestId = response.headers.get('X-Request-Id') ?? sentId;
    if (response.ok) return { kind: 'success', status, data, requestId };
    return { kind: 'bad', status, body: error, requestId, retryAfter: response.headers.get('Retry-After') };
  } catch (cause) {
    return { kind: 'lost', status: null, cause, requestId: sentId };
  }
};
