import type { ErrorCode } from '../src/errors.ts';

/** The HTTP status of each error (RFC 9110): what a caller can do about it decides, not where it came from. */
const statuses: Readonly<Record<ErrorCode, number>> = {
  'bad-request': 400,
  unauthenticated: 401,
  forbidden: 403,
  'foreign-tenant': 403,
  'consent-required': 403,
  'not-found': 404,
  'plan-not-found': 404,
  'plan-expired': 410,
  'plan-superseded': 409,
  'plan-decided': 409,
  'fingerprint-mismatch': 409,
  'selection-empty': 422,
  'removals-held': 422,
  'second-person-needed': 409,
  'protected-account': 422,
  'card-choice-missing': 422,
  'credits-short': 422,
  'directory-unavailable': 503,
  'directory-forbidden': 502,
  'mobilo-not-connected': 409,
  'mobilo-unavailable': 503,
  'mobilo-forbidden': 502,
  'mobilo-refused': 502,
  'mobilo-stale': 409,
  'mobilo-outcome-unknown': 503,
  busy: 503,
  'too-many-requests': 429,
  'storage-in-use': 503,
  configuration: 500,
  internal: 500,
};

export const statusOf = (code: ErrorCode): number => statuses[code];
