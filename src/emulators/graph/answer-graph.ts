/** One request in, one answer out: ordered faults, the operation's route, permission and options, then its work. */
import { randomUUID } from 'node:crypto';
import type { CompanyDirectory } from '../company/directory.ts';
import { answerBatch } from './answer-batch.ts';
import { type Caller, holdsAny } from './caller.ts';
import { coverage, type Operation } from './coverage.ts';
import type { DeltaOrders } from './delta-orders.ts';
import type { DeltaRounds } from './delta-rounds.ts';
import { applyOrder, throwOrdered } from './fault-answer.ts';
import type { Fault, Faults } from './faults.ts';
import { denied, GraphFault } from './graph-fault.ts';
import { answerJson, type GraphAnswer, type GraphRequest } from './graph-request.ts';
import { matchOperation } from './match-operation.ts';
import type { Notifier } from './notifier.ts';
import { operations } from './operations.ts';
import { checkOptionNames } from './query-options.ts';
import { type LoggedRequest, logRequest } from './request-log.ts';
import { countResourceUnits } from './resource-units.ts';
import type { RowLists } from './row-lists.ts';
import type { Subscriptions } from './subscriptions.ts';

export interface GraphState {
  readonly directory: CompanyDirectory;
  readonly lists: RowLists;
  readonly faults: Faults;
  readonly delta: DeltaOrders;
  readonly rounds: DeltaRounds;
  readonly subscriptions: Subscriptions;
  readonly notifier: Notifier;
  readonly requests: LoggedRequest[];
}

const checkPermission = (operation: Operation, caller: Caller): void => {
  const allowed: readonly string[] | 'anyone' = coverage[operation][caller.kind];
  // Only /me has no application permission; it explains itself better than a refusal would.
  if (allowed === 'anyone' || allowed.length === 0) return;
  if (!holdsAny(caller, allowed)) throw denied();
};

const perform = async (state: GraphState, request: GraphRequest, caller: Caller): Promise<GraphAnswer> => {
  const { pathname: path, searchParams: query } = new URL(request.url, 'http://graph');
  const { operation, ...ids } = matchOperation(request.method, path);
  checkPermission(operation, caller);
  checkOptionNames(query, coverage[operation].options);
  if (operation === 'POST /$batch') return answerBatch(request, (item) => answerItem(state, item, caller));
  const { directory, lists, delta, rounds, faults, subscriptions } = state;
  const mostRows = faults.mostRows(request.url);
  const call = { ...request, ...ids, path, query, caller, directory, lists, delta, rounds, subscriptions, mostRows };
  const answer = await operations[operation](call);
  const units = String(countResourceUnits(operation, query));
  return { ...answer, headers: { 'x-ms-resource-unit': units, ...answer.headers } };
};

/** The body of an error as Graph writes it. */
export const answerFault = (
  { status, code, message, headers }: GraphFault,
  requestId: string = randomUUID(),
): GraphAnswer => ({
  ...answerJson({
    error: {
      code,
      message,
      innerError: {
        date: new Date().toISOString().slice(0, 19),
        'request-id': requestId,
        'client-request-id': requestId,
      },
    },
  }),
  status,
  headers: { 'Content-Type': 'application/json', ...headers },
});

const toFault = (error: unknown): GraphFault => {
  if (error instanceof GraphFault) return error;
  return new GraphFault(500, 'InternalServerError', error instanceof Error ? error.message : String(error));
};

export interface Answered {
  readonly answer: GraphAnswer;
  /** What the connection should do to the answer; only the outermost request has one. */
  readonly instead: Fault['instead'];
}

export const answerGraph = async (state: GraphState, request: GraphRequest, caller: Caller): Promise<Answered> => {
  const requestId = randomUUID();
  const order = state.faults.take(request.url);
  let answer: GraphAnswer;
  try {
    throwOrdered(order, request.url.split('?')[0] ?? '');
    answer = applyOrder(await perform(state, request, caller), order);
  } catch (error) {
    answer = answerFault(toFault(error), requestId);
  }
  const headers = { 'request-id': requestId, 'client-request-id': requestId, ...answer.headers };
  return { answer: { ...answer, headers }, instead: order?.instead };
};

const answerItem = async (state: GraphState, item: GraphRequest, caller: Caller): Promise<GraphAnswer> => {
  const { answer } = await answerGraph(state, item, caller);
  logRequest(state.requests, { method: item.method, url: item.url, status: answer.status, inBatch: true });
  return answer;
};
