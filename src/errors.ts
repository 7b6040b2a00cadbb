/** Every fault this product reports to a person. The code is stable; bot and tab translate by it. */
export type ErrorCode =
  | 'bad-request'
  | 'unauthenticated'
  | 'forbidden'
  | 'foreign-tenant'
  | 'consent-required'
  | 'not-found'
  | 'plan-not-found'
  | 'plan-expired'
  | 'plan-superseded'
  | 'plan-decided'
  | 'fingerprint-mismatch'
  | 'selection-empty'
  | 'removals-held'
  | 'second-person-needed'
  | 'protected-account'
  | 'card-choice-missing'
  | 'credits-short'
  | 'directory-unavailable'
  | 'directory-forbidden'
  | 'mobilo-not-connected'
  | 'mobilo-unavailable'
  | 'mobilo-forbidden'
  | 'mobilo-refused'
  | 'mobilo-stale'
  | 'mobilo-outcome-unknown'
  | 'busy'
  | 'too-many-requests'
  | 'storage-in-use'
  | 'configuration'
  | 'internal';

/** Facts that a sentence about the error may use: names, numbers, pools. Never secrets. */
export type ErrorDetails = Readonly<Record<string, unknown>>;

/** The one error type. `message` is a complete English sentence that says what happened and what to do next. */
export class SyncError extends Error {
  readonly code: ErrorCode;
  readonly details: ErrorDetails;
  /** Seconds after which trying again makes sense; absent when trying again does not help. */
  readonly retryAfter: number | undefined;

  constructor(
    code: ErrorCode,
    message: string,
    options: { cause?: unknown; details?: ErrorDetails; retryAfter?: number } = {},
  ) {
    super(message, { cause: options.cause });
    this.name = 'SyncError';
    this.code = code;
    this.details = options.details ?? {};
    this.retryAfter = options.retryAfter;
  }
}
