import { setTimeout as wait } from 'node:timers/promises';
import type { z } from 'zod/v4';
import { attemptOnce, type Fetch, type Outcome } from './attempt.ts';
import { explainAnswer, explainLoss, explainNonsense, type Purpose } from './explain-answer.ts';
import { type RetryPolicy, readRetryAfter, waitBeforeRetry } from './retry.ts';

/** One line a request, for the log. Never a body, never a token. */
export interface SentCall {
  readonly what: string;
  readonly attempt: number;
  /** Null: no answer came. */
  readonly status: number | null;
  readonly requestId: string;
  readonly milliseconds: number;
}

export interface SenderOptions {
  readonly accessToken: () => Promise<string>;
  /** Told of a token that Mobilo did not accept; the next `accessToken` should be another one. */
  readonly onUnauthorized?: (rejected: string) => Promise<void>;
  readonly timeoutMs: number;
  readonly retry: RetryPolicy;
  readonly log?: (call: SentCall) => void;
}

/** Sends a request until there is an answer to give, and gives it in the shape of `schema`. Throws SyncErrors only. */
export type Send = <T>(purpose: Purpose, schema: z.ZodType<T>, fetch: Fetch) => Promise<T>;

const attemptLogged = async (
  options: SenderOptions,
  purpose: Purpose,
  attempt: number,
  token: string,
  fetch: Fetch,
): Promise<Outcome> => {
  const started = performance.now();
  const outcome = await attemptOnce(token, options.timeoutMs, fetch);
  const { status, requestId } = outcome;
  const milliseconds = Math.round(performance.now() - started);
  options.log?.({ what: purpose.what, attempt, status, requestId, milliseconds });
  return outcome;
};

/** One attempt; with a new token a second time after 401, which says that nothing was done. */
const attemptSignedIn = async (
  options: SenderOptions,
  purpose: Purpose,
  attempt: number,
  fetch: Fetch,
): Promise<Outcome> => {
  const token = await options.accessToken();
  const outcome = await attemptLogged(options, purpose, attempt, token, fetch);
  if (outcome.status !== 401 || !options.onUnauthorized) return outcome;
  await options.onUnauthorized(token);
  return attemptLogged(options, purpose, attempt, await options.accessToken(), fetch);
};

/** A read may always be repeated; a write only after 429, which says that nothing was done. */
const mayRepeat = ({ kind }: Purpose, { status }: Outcome): boolean =>
  status === 429 || (kind === 'read' && (status === null || status === 408 || status >= 500));

const pauseAfter = (policy: RetryPolicy, purpose: Purpose, attempt: number, outcome: Outcome): number | null => {
  if (!mayRepeat(purpose, outcome)) return null;
  const retryAfter = outcome.kind === 'bad' ? readRetryAfter(outcome.retryAfter, Date.now()) : undefined;
  return waitBeforeRetry(policy, attempt, retryAfter, Math.random());
};

/** Time-outs, retries, one refresh of the token, and errors for people, in one place for all calls. */
export const createSend =
  (options: SenderOptions): Send =>
  async (purpose, schema, fetch) => {
    let attempt = 1;
    let outcome = await attemptSignedIn(options, purpose, attempt, fetch);
    for (;;) {
      const pause = pauseAfter(options.retry, purpose, attempt, outcome);
      if (pause === null) break;
      await wait(pause);
      attempt += 1;
      outcome = await attemptSignedIn(options, purpose, attempt, fetch);
    }
    if (outcome.kind === 'bad') throw explainAnswer(purpose, outcome);
    if (outcome.kind === 'lost') throw explainLoss(purpose, outcome.cause, outcome.requestId);
    const parsed = schema.safeParse(outcome.data);
    if (!parsed.success) throw explainNonsense(purpose, parsed.error, outcome.requestId);
    return parsed.data;
  };
