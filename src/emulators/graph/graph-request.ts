import type { CompanyDirectory } from '../company/directory.ts';
import type { Caller } from './caller.ts';
import type { DeltaOrders } from './delta-orders.ts';
import type { DeltaRounds } from './delta-rounds.ts';
import type { RowLists } from './row-lists.ts';
import type { Subscriptions } from './subscriptions.ts';

/** One request to Graph, from the wire or from a batch. */
export interface GraphRequest {
  readonly method: string;
  /** Path and query after `/v1.0`, as sent. */
  readonly url: string;
  /** Names in lower case. */
  readonly headers: Readonly<Record<string, string | undefined>>;
  readonly body: unknown;
}

/** A request that was matched to an operation, from a caller who may use it. */
export interface OperationCall extends GraphRequest {
  readonly path: string;
  readonly id: string;
  /** The second id in the path, of a part of the object: the size of a photo. */
  readonly part: string;
  readonly query: URLSearchParams;
  readonly caller: Caller;
  readonly directory: CompanyDirectory;
  readonly lists: RowLists;
  readonly delta: DeltaOrders;
  readonly rounds: DeltaRounds;
  readonly subscriptions: Subscriptions;
  /** No page holds more rows, whatever was asked for. */
  readonly mostRows: number;
}

/** Where a page stands among its list's: how to ask for the first one, and for this one in the words of its link or in others. */
export interface PageLinks {
  readonly first: string;
  readonly here: string;
  readonly later: string;
}

export interface GraphAnswer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  /** JSON, or text or bytes where the content type says so; undefined for no content. */
  readonly body?: unknown;
  /** Never sent: for faults that bend the links between pages. */
  readonly links?: PageLinks;
}

/** What a served operation does. Errors are thrown as GraphFault. */
export type AnswerOperation = (call: OperationCall) => GraphAnswer | Promise<GraphAnswer>;

/** The origin that Graph writes into every link, whatever address it was reached by. */
export const graphOrigin = 'https://graph.microsoft.com/v1.0';

export const answerJson = (body: unknown): GraphAnswer => ({
  status: 200,
  headers: { 'Content-Type': 'application/json; odata.metadata=minimal; charset=utf-8' },
  body,
});

export const answerText = (body: string): GraphAnswer => ({
  status: 200,
  headers: { 'Content-Type': 'text/plain' },
  body,
});
