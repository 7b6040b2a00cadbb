/** One request to Graph, sent again while what went wrong passes by itself (cases 42, 44). Only for what may be sent twice. */
import { type RetryPolicy, readRetryAfter, waitBeforeRetry } from '../mobilo/retry.ts';
import { withinTime } from '../mobilo/within-time.ts';

const timeoutMs = 60_000;
const passing: ReadonlySet<number> = new Set([429, 500, 502, 503, 504]);

/** An answer that has arrived to its end: the connection can no longer break, and the JSON in it has been read. */
class WholeAnswer extends Response {
  readonly #json: unknown;

  constructor({ status, headers }: Response, body: ArrayBuffer, json: unknown) {
    super(body.byteLength === 0 ? null : body, { status, headers });
    this.#json = json;
  }

  override json(): Promise<unknown> {
    return Promise.resolve(this.#json);
  }
}

/** Throws for a connection that breaks before or during the answer, and for JSON that ends too early. */
const fetchWhole = async (url: string, options: RequestInit, signal: AbortSignal): Promise<Response> => {
  const response = await fetch(url, { ...options, signal });
  const body = await response.arrayBuffer();
  const isJson = response.headers.get('content-type')?.includes('json') ?? false;
  return new WholeAnswer(response, body, isJson ? JSON.parse(new TextDecoder().decode(body)) : undefined);
};

const pause = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));

type Outcome = { readonly response: Response } | { readonly error: unknown };

const attempt = async (url: string, options: RequestInit): Promise<Outcome> => {
  try {
    return { response: await withinTime(timeoutMs, (signal) => fetchWhole(url, options, signal)) };
  } catch (error) {
    return { error };
  }
};

const waitAfter = (outcome: Outcome, policy: RetryPolicy, tries: number): number | null => {
  const response = 'response' in outcome ? outcome.response : null;
  if (response && !passing.has(response.status)) return null;
  const retryAfter = readRetryAfter(response?.headers.get('retry-after') ?? null, Date.now());
  return waitBeforeRetry(policy, tries, retryAfter, Math.random());
};

/** The answer, or the last of the faults. A Retry-After that is longer than the policy's patience ends the trying. */
export const fetchPatiently = async (url: string, options: RequestInit, policy: RetryPolicy): Promise<Response> => {
  for (let tries = 1; ; tries += 1) {
    const outcome = await attempt(url, options);
    const wait = waitAfter(outcome, policy, tries);
    if (wait === null) {
      if ('error' in outcome) throw outcome.error;
      return outcome.response;
    }
    await pause(wait);
  }
};
