/** One request to Graph, sent again while what went wrong passes by itself (cases 42, 44). Only for what may be sent twice. */
import { type RetryPolicy, readRetryAfter, waitBeforeRetry } from '../mobilo/retry.ts';
import { withinTime } from '../mobilo/within-time.ts';
import { onNewConnection } from './new-connection.ts';

const timeoutMs = 60_000;
/** 424 is how Graph once said that items of a batch were throttled. */
const passing: ReadonlySet<number> = new Set([424, 429, 500, 502, 503, 504]);
/** After these the same connection would lead to the same server again (Graph: best practices). */
const badServer: ReadonlySet<number> = new Set([503, 504]);

/** An answer that has arrived to its end: the connection can no longer break, and the JSON in it has been read. */
class WholeAnswer extends Response {
  readonly #json: unknown;

  constructor({ status, headers }: ResponseInit, body: ArrayBuffer, json: unknown) {
    super(body.byteLength === 0 ? null : body, { ...(status && { status }), ...(headers && { headers }) });
    this.#json = json;
  }

  override json(): Promise<unknown> {
    return Promise.resolve(this.#json);
  }
}

/** A batch whose items were answered one by one is a good answer, also when it is 424 as a whole. */
const statusOf = (status: number, json: unknown): number =>
  status === 424 && Array.isArray((json as { responses?: unknown } | undefined)?.responses) ? 200 : status;

/** Throws for a connection that breaks before or during the answer, and for JSON that ends too early. */
const fetchWhole = async (url: string, options: RequestInit, signal: AbortSignal): Promise<Response> => {
  // A redirection would lead to an address that nobody configured.
  const response = await fetch(url, { ...options, redirect: 'manual', signal });
  const { status, headers } = response;
  const body = await response.arrayBuffer();
  const isJson = headers.get('content-type')?.includes('json') ?? false;
  const json: unknown = isJson ? JSON.parse(new TextDecoder().decode(body)) : undefined;
  return new WholeAnswer({ status: statusOf(status, json), headers }, body, json);
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

const isConnectionBad = (outcome: Outcome): boolean => 'error' in outcome || badServer.has(outcome.response.status);

/**
 * The answer, or the last of the faults. A Retry-After is waited exactly; one that is longer than the policy's patience
 * ends the trying. `hear` is told of every answer.
 */
export const fetchPatiently = async (
  url: string,
  options: RequestInit,
  policy: RetryPolicy,
  hear: (answer: Response) => void,
): Promise<Response> => {
  let renew = false;
  for (let tries = 1; ; tries += 1) {
    const send = (more: object) => attempt(url, { ...options, ...more });
    const outcome = await (renew ? onNewConnection(send) : send({}));
    if ('response' in outcome) hear(outcome.response);
    const wait = waitAfter(outcome, policy, tries);
    if (wait === null) {
      if ('error' in outcome) throw outcome.error;
      return outcome.response;
    }
    renew = isConnectionBad(outcome);
    await pause(wait);
  }
};
