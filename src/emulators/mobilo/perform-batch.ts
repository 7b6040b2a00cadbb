import type { Account } from '../../mobilo/mobilo.ts';
import type { components } from '../../mobilo/wire-types.ts';
import { type Answer, answerOrRefuse } from './answer.ts';
import { checkRequest, type RawRequest } from './check-request.ts';
import type { Operation } from './contract.ts';
import { findOperation } from './find-operation.ts';
import type { MobiloState } from './mobilo-state.ts';
import { perform } from './perform.ts';

type BatchRequest = components['schemas']['BatchRequest'];

/** Answers a batch: each of its requests as if it had come on its own, one after the other. */
export const performBatch = (
  state: MobiloState,
  contract: readonly Operation[],
  batch: Operation,
  raw: RawRequest & { readonly me: Account },
): Answer => {
  const { body } = checkRequest(batch, raw);
  // Checked just now against the schema that the type was generated from.
  const { requests } = body as { readonly requests: readonly BatchRequest[] };
  const responses = requests.map(({ idempotencyKey, method, path: address, ifMatch, body }) => {
    const answer = answerOrRefuse(() => {
      const { operation, path } = findOperation(contract, method, address);
      const headers = { 'idempotency-key': idempotencyKey, ...(ifMatch !== undefined && { 'if-match': ifMatch }) };
      return perform(state, operation, { me: raw.me, address, path, query: {}, headers, body });
    });
    return { status: answer.status, body: answer.body };
  });
  return { status: 200, body: { responses }, headers: { 'Content-Type': 'application/json' } };
};
