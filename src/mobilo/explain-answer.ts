import { type ErrorCode, SyncError } from '../errors.ts';
import { problemAnswer } from './answers.ts';
import { readRetryAfter } from './retry.ts';
import { isSurelyNotSent } from './surely-not-sent.ts';

/** A call of ours: what it is for, as in "Mobilo refused to ...", and whether it changes anything. */
export interface Purpose {
  readonly kind: 'read' | 'write';
  readonly what: string;
}

/** An answer that is not a success, as it came. */
export interface BadAnswer {
  readonly status: number;
  readonly body: unknown;
  readonly requestId: string;
  readonly retryAfter: string | null;
}

type Problem = ReturnType<typeof problemAnswer.parse>;

const lookFirst = 'It may have been done; look in Mobilo before you try again.';

const refusals: Readonly<Record<string, string>> = {
  not_found: 'it is no longer there. Ask for a new plan.',
  email_taken: 'another account has this address already. Look for it in Mobilo, or correct the address in Entra.',
  external_id_taken: 'another account is linked to this person already. Ask for a new plan.',
  last_admin: 'this is the last administrator in Mobilo. Make somebody else an administrator first.',
  account_deactivated: 'the account is deactivated. Reactivate it first, or ask for a new plan.',
  card_is_printed: 'the card has a name printed on it, so it can go to nobody else. Choose to deactivate it.',
  card_deactivated: 'the card is deactivated for good. Choose another card, or order one.',
  reference_taken: 'an order with this reference was placed already. Look at the receipt before ordering again.',
  unknown_account: 'an account in it no longer exists. Ask for a new plan.',
  unknown_sku: 'the catalog no longer has an item in it. Choose again from the catalog.',
  unknown_team: 'the team no longer exists in Mobilo. Choose another team, or none.',
  photo_too_large: 'the photo is larger than 4 MB. Choose a smaller one in Entra.',
  photo_is_empty: 'the photo is empty. Choose another one in Entra.',
  unsupported_media_type: 'the photo is neither a JPEG nor a PNG. Choose another one in Entra.',
  idempotency_mismatch: 'this step was sent before with other content. Ask for a new plan.',
};

const explainShortage = (problem: Problem): string => {
  const pools = (problem.pools ?? []).map(
    ({ sku, needed, available }) => `${sku}: ${needed} needed, ${available} left`,
  );
  return `credits are short${pools.length > 0 ? ` (${pools.join('; ')})` : ''}. Add credits, then try again.`;
};

const explainRefusal = (problem: Problem): string => {
  if (problem.code === 'insufficient_credits') return explainShortage(problem);
  return (
    refusals[problem.code] ??
    `${problem.detail ?? problem.code}. Ask for a new plan; if it is refused again, tell your operator.`
  );
};

const explainForbidden = (status: number, problem: Problem): string => {
  if (problem.code === 'admin_required')
    return 'The person who connected Mobilo is no longer an administrator there. Ask a Mobilo administrator to connect Mobilo again.';
  if (problem.code === 'insufficient_scope')
    return 'The connection to Mobilo does not cover this. Connect Mobilo again and allow everything that is asked.';
  return status === 401
    ? 'Mobilo no longer accepts our sign-in. Connect Mobilo again in the settings.'
    : 'Mobilo does not allow this. Ask a Mobilo administrator to connect Mobilo again.';
};

/** What to say when Mobilo is there and cannot serve, or when nobody knows whether it did. */
const explainTrouble = ({ kind, what }: Purpose, { status }: BadAnswer): readonly [ErrorCode, string] => {
  if (status === 429)
    return [
      'mobilo-unavailable',
      `Mobilo asked us to slow down when we wanted to ${what}. Nothing was done; try again later.`,
    ];
  if (status < 400)
    return [
      'mobilo-unavailable',
      `Mobilo's address answered with a redirection when we wanted to ${what}. Check MOBILO_API_URL.`,
    ];
  return kind === 'read'
    ? ['mobilo-unavailable', `Mobilo has trouble at the moment and could not ${what}. Try again in a few minutes.`]
    : ['mobilo-outcome-unknown', `Mobilo had trouble when we wanted to ${what}. ${lookFirst}`];
};

const readProblem = (body: unknown): Problem => {
  const parsed = problemAnswer.safeParse(body);
  return parsed.success ? parsed.data : { code: 'unknown', detail: 'it does not say why' };
};

/** 408 comes of a gateway that lost patience, 429 of too many requests: neither is a refusal of what was asked. */
const isTrouble = (status: number): boolean => status === 408 || status === 429;

const decideError = (purpose: Purpose, answer: BadAnswer, problem: Problem): readonly [ErrorCode, string] => {
  const { status } = answer;
  if (status === 401 || status === 403) return ['mobilo-forbidden', explainForbidden(status, problem)];
  if (status === 412)
    return [
      'mobilo-stale',
      'The account has changed in Mobilo since we looked. Ask for a new plan; it will show the account as it is.',
    ];
  if (status >= 400 && status < 500 && !isTrouble(status))
    return ['mobilo-refused', `Mobilo refused to ${purpose.what}: ${explainRefusal(problem)}`];
  return explainTrouble(purpose, answer);
};

/**
 * The error for an answer that is not a success. `details`: `status`, `problem` (Mobilo's stable code), `requestId` and,
 * for a shortage, `pools`; `retryAfter` in seconds where Mobilo says it.
 */
export const explainAnswer = (purpose: Purpose, answer: BadAnswer): SyncError => {
  const problem = readProblem(answer.body);
  const [code, message] = decideError(purpose, answer, problem);
  const retryAfter = readRetryAfter(answer.retryAfter, Date.now());
  return new SyncError(code, message, {
    details: {
      status: answer.status,
      problem: problem.code,
      requestId: answer.requestId,
      ...(problem.pools && { pools: problem.pools }),
    },
    ...(retryAfter !== undefined && { retryAfter }),
  });
};

/** The error for a request that no answer came to: nothing was done, or nobody knows. */
export const explainLoss = ({ kind, what }: Purpose, cause: unknown, requestId: string): SyncError => {
  const [code, sentence]: readonly [ErrorCode, string] =
    kind === 'read' || isSurelyNotSent(cause)
      ? ['mobilo-unavailable', `Mobilo cannot be reached, so we could not ${what}. Try again in a few minutes.`]
      : ['mobilo-outcome-unknown', `The connection to Mobilo was lost when we wanted to ${what}. ${lookFirst}`];
  return new SyncError(code, sentence, { cause, details: { requestId } });
};

/** The error for a success that does not say what it must. */
export const explainNonsense = ({ kind, what }: Purpose, cause: unknown, requestId: string): SyncError => {
  const sentence = `Mobilo gave an answer that we do not understand when we wanted to ${what}.`;
  return kind === 'read'
    ? new SyncError('mobilo-unavailable', `${sentence} Tell your operator.`, { cause, details: { requestId } })
    : new SyncError('mobilo-outcome-unknown', `${sentence} ${lookFirst}`, { cause, details: { requestId } });
};
