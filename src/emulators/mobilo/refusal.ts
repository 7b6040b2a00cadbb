import type { components } from '../../mobilo/wire-types.ts';

export type Problem = components['schemas']['Problem'];
export type ProblemCode = components['schemas']['ProblemCode'];

const titles: Readonly<Record<ProblemCode, string>> = {
  invalid_request: 'The request is not valid',
  invalid_token: 'The access token is missing, expired or revoked',
  admin_required: 'Only an administrator may do this',
  insufficient_scope: 'The access token does not cover this',
  not_found: 'There is no such thing',
  method_not_allowed: 'This address does not take this method',
  email_taken: 'Another account has this address',
  external_id_taken: 'Another account has this external id',
  last_admin: 'This is the last administrator',
  account_deactivated: 'The account is deactivated',
  card_is_printed: 'The card has a name printed on it',
  card_deactivated: 'The card is deactivated',
  reference_taken: 'There is an order with this reference already',
  insufficient_credits: 'There are not enough credits',
  stale: 'The account has changed in the meantime',
  precondition_required: 'If-Match is required',
  idempotency_mismatch: 'This idempotency key was used for another request',
  unknown_account: 'There is no such account',
  unknown_sku: 'The catalog has no such item',
  unknown_team: 'There is no such team',
  photo_too_large: 'The photo is too large',
  photo_is_empty: 'The photo is empty',
  unsupported_media_type: 'This address does not take bodies of this type',
  rate_limited: 'Too many requests',
  internal_error: 'Something went wrong here',
  unavailable: 'The service is unavailable',
};

/** What a refusal says beyond its code. */
export type RefusalFacts = Pick<Problem, 'detail' | 'pools' | 'errors'>;

/** A request that is answered with a problem (RFC 9457). Thrown before anything is changed. */
export class Refusal extends Error {
  readonly status: number;
  readonly code: ProblemCode;
  readonly facts: RefusalFacts;
  /** Headers that must go with it. */
  readonly headers: Readonly<Record<string, string>>;

  constructor(
    status: number,
    code: ProblemCode,
    facts: RefusalFacts = {},
    headers: Readonly<Record<string, string>> = {},
  ) {
    super(facts.detail ?? titles[code]);
    this.status = status;
    this.code = code;
    this.facts = facts;
    this.headers = headers;
  }
}

/** The body of an answer that refuses. */
export const problemOf = ({ status, code, facts }: Pick<Refusal, 'status' | 'code' | 'facts'>): Problem => ({
  type: `urn:mobilo:problem:${code}`,
  title: titles[code],
  status,
  code,
  ...facts,
});
