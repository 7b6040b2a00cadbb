import { createHash } from 'node:crypto';
import { canonicalJson } from '../../canonical-json.ts';
import type { Account } from '../../mobilo/mobilo.ts';
import { allocateIds } from './allocate-ids.ts';
import { type Answer, refusalAnswer } from './answer.ts';
import type { Call, Decide, Outcome } from './call.ts';
import { checkRequest, type RawRequest } from './check-request.ts';
import type { Operation } from './contract.ts';
import { type DecidedId, decisions } from './decisions.ts';
import { fingerprintBytes } from './fingerprint-bytes.ts';
import type { MobiloState } from './mobilo-state.ts';
import { Refusal } from './refusal.ts';
import { type Change, type KeptAnswer, put } from './rows.ts';

const keepFor = 24 * 60 * 60 * 1000;

/** Who asks, at what address. */
export interface ApiRequest extends RawRequest {
  readonly me: Account;
  readonly address: string;
}

const fingerprintOf = (operation: Operation, { address, body }: ApiRequest): string =>
  createHash('sha256')
    .update(canonicalJson([operation.method, address, body instanceof Uint8Array ? fingerprintBytes(body) : body]))
    .digest('hex');

const answerOf = ({ status, body, etag }: Pick<KeptAnswer, 'status' | 'body' | 'etag'>): Answer => ({
  status,
  body,
  headers: {
    ...(body !== null && { 'Content-Type': status >= 400 ? 'application/problem+json' : 'application/json' }),
    ...(etag !== null && { ETag: etag }),
  },
});

const readKept = (state: MobiloState, key: string, fingerprint: string): Answer | null => {
  const kept = state.answers.get(key);
  if (!kept || kept.keptUntil < Date.now()) return null;
  if (kept.fingerprint !== fingerprint)
    throw new Refusal(422, 'idempotency_mismatch', { detail: `The key ${key} was used for another request.` });
  return { ...answerOf(kept), replayed: true };
};

/** Refusals that were decided upon the request itself are first answers too. */
const isKept = (refusal: Refusal): boolean => [404, 409, 412].includes(refusal.status);

const decide = (state: MobiloState, operation: Operation, request: ApiRequest): [Answer, readonly Change[]] => {
  const { newId, changes } = allocateIds(state);
  const ifMatch = request.headers['if-match'];
  const call = {
    ...request,
    ifMatch: typeof ifMatch === 'string' ? ifMatch.slice(1, -1) : null,
    at: new Date().toISOString(),
    newId,
  };
  // The request was checked against this very operation, so its parameters and body are what the decision takes.
  const decision = decisions[operation.id as DecidedId] as Decide<DecidedId>;
  try {
    const outcome: Outcome<DecidedId> = decision(state, call as unknown as Call<DecidedId>);
    const etag = outcome.version === undefined ? null : `"${outcome.version}"`;
    return [answerOf({ ...outcome, etag }), [...outcome.changes, ...changes()]];
  } catch (error) {
    if (error instanceof Refusal && isKept(error)) return [refusalAnswer(error), []];
    throw error;
  }
};

/** Answers one request, on its own or out of a batch. A write is done at most once for each key, and whole. */
export const perform = (state: MobiloState, operation: Operation, raw: ApiRequest): Answer => {
  const request = { ...raw, ...checkRequest(operation, raw) };
  if (operation.method === 'GET') return decide(state, operation, request)[0];
  const key = String(request.headers['idempotency-key']);
  const fingerprint = fingerprintOf(operation, request);
  const kept = readKept(state, key, fingerprint);
  if (kept) return kept;
  const [answer, changes] = decide(state, operation, request);
  const { status, body, headers } = answer;
  const first = { fingerprint, status, body, etag: headers.ETag ?? null, keptUntil: Date.now() + keepFor };
  state.commit([...changes, put('answers', key, first)]);
  return answer;
};
