/** How a call to Mobilo is tried again. */
export interface RetryPolicy {
  /** How often a call is made in all, at most. */
  readonly attempts: number;
  /** The wait before the second attempt, in milliseconds; it doubles from there. */
  readonly firstWaitMs: number;
  /** No wait is longer. A longer Retry-After ends the trying: the caller's caller has more patience than this. */
  readonly longestWaitMs: number;
}

export const defaultRetryPolicy: RetryPolicy = { attempts: 4, firstWaitMs: 250, longestWaitMs: 30_000 };

/** Seconds in a Retry-After header, given as a number or as a date; undefined when it says nothing. */
export const readRetryAfter = (header: string | null, now: number): number | undefined => {
  if (header === null || header.trim() === '') return undefined;
  const seconds = Number(header);
  if (Number.isFinite(seconds)) return Math.max(0, seconds);
  const date = Date.parse(header);
  return Number.isNaN(date) ? undefined : Math.max(0, Math.ceil((date - now) / 1000));
};

/** Milliseconds to wait after this attempt (the first is 1), or null to give up. Callers spread by up to a half. */
export const waitBeforeRetry = (
  policy: RetryPolicy,
  attempt: number,
  retryAfter: number | undefined,
  random: number,
): number | null => {
  if (attempt >= policy.attempts) return null;
  if (retryAfter === undefined)
    return Math.min(policy.longestWaitMs, policy.firstWaitMs * 2 ** (attempt - 1)) * (0.5 + random / 2);
  const wait = retryAfter * 1000;
  return wait > policy.longestWaitMs ? null : wait;
};
