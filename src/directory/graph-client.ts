/** The only importer of the Graph client: its middleware chain, on top of a sender with patience. */
import {
  AuthenticationHandler,
  Client,
  type Context,
  GraphClientError,
  GraphError,
  type Middleware,
  ResponseType,
  TelemetryHandler,
} from '@microsoft/microsoft-graph-client';
import { SyncError } from '../errors.ts';
import type { RetryPolicy } from '../mobilo/retry.ts';
import { Pace } from './pace.ts';
import { parseEndpoint } from './parse-endpoint.ts';
import { createGraphSender, type SendToGraph } from './send-to-graph.ts';

const publicGraph = 'https://graph.microsoft.com';
/** Seconds, where Graph does not say them itself. */
const usualOutage = 30;

/** `low` for background reading, `high` while a person waits (x-ms-throttle-priority). */
export type Priority = 'low' | 'high';

/** Background reading waits as long as Graph asks it to; a person is rather told to come back. */
const policies: Readonly<Record<Priority, RetryPolicy>> = {
  low: { attempts: 6, firstWaitMs: 500, longestWaitMs: 300_000 },
  high: { attempts: 3, firstWaitMs: 250, longestWaitMs: 5_000 },
};

const requestsAtOnce: Readonly<Record<Priority, number>> = { low: 4, high: 16 };

/** A token for Graph; a `fresh` one was issued just now, since Graph did not take the last. */
export type AccessToken = (fresh: boolean) => Promise<string>;

export interface GraphClientOptions {
  /** Origin of Graph: the public cloud, a sovereign one, or a loopback address in development and tests. */
  readonly baseUrl: string;
  readonly accessToken: AccessToken;
  readonly priority: Priority;
  /** Instead of what the priority stands for. */
  readonly retry?: Partial<RetryPolicy>;
}

/**
 * Last of the chain. A loopback Graph is reached by rewriting here: the client sends tokens over https only. What is sent
 * again only reads, POST included; what does more is given one attempt.
 */
class SendHandler implements Middleware {
  readonly #origin: string;
  readonly #send: SendToGraph;

  constructor(origin: string, send: SendToGraph) {
    this.#origin = origin;
    this.#send = send;
  }

  async execute(context: Context): Promise<void> {
    const url = typeof context.request === 'string' ? context.request : context.request.url;
    const target = url.startsWith(publicGraph) ? this.#origin + url.slice(publicGraph.length) : url;
    context.response = await this.#send(target, context.options as RequestInit);
  }
}

/** A client together with the origin on which its links must stay, and how it treats what passes by itself. */
export interface Graph {
  readonly client: Client;
  readonly origin: string;
  readonly policy: RetryPolicy;
  readonly pace: Pace;
}

/** The client makes an error of its own of everything but its own errors. */
const carryThrough = async (accessToken: AccessToken, fresh: boolean): Promise<string> => {
  try {
    return await accessToken(fresh);
  } catch (error) {
    throw Object.assign(new GraphClientError(), { customError: error });
  }
};

/** Throws `configuration` for a base URL that would send tokens over plain http. */
export const createGraph = ({ baseUrl, accessToken, priority, retry }: GraphClientOptions): Graph => {
  const url = parseEndpoint('GRAPH_BASE_URL', baseUrl);
  const policy = { ...policies[priority], ...retry };
  const pace = new Pace(requestsAtOnce[priority]);
  const freshToken = () => carryThrough(accessToken, true);
  const origin = url.protocol === 'https:' ? url.origin : publicGraph;
  const client = Client.initWithMiddleware({
    baseUrl: `${origin}/`,
    customHosts: new Set([new URL(origin).hostname]),
    // Its RetryHandler is left out: it stands before the token, and would send one more of them with each attempt.
    middleware: [
      new AuthenticationHandler({ getAccessToken: () => carryThrough(accessToken, false) }),
      new TelemetryHandler(),
      new SendHandler(url.origin, createGraphSender({ priority, policy, pace, freshToken })),
    ] as Middleware[],
  });
  return { client, origin, policy, pace };
};

/** Graph's status of a failed request, or null when it never answered. */
export const graphStatus = (error: unknown): number | null =>
  error instanceof GraphError && error.statusCode > 0 ? error.statusCode : null;

/** The place in a list from which we wanted to read on is forgotten. */
export const isExpiredPage = (error: unknown): boolean =>
  error instanceof GraphError && error.code === 'Directory_ExpiredPageToken';

/** Codes of a delta link that leads nowhere any more, whatever the status (Graph: delta-query-overview, errors). */
const resets: ReadonlySet<string> = new Set(['syncstatenotfound', 'syncstateinvalid', 'resyncrequired']);

/** The place from which we wanted to follow the changes is forgotten (case 52). */
export const isReset = (error: unknown): boolean =>
  error instanceof GraphError && (error.statusCode === 410 || resets.has(error.code?.toLowerCase() ?? ''));

/** Something that is no JSON, byte for byte. */
export const readBytes = async (graph: Graph, path: string): Promise<Uint8Array> =>
  new Uint8Array((await graph.client.api(path).responseType(ResponseType.ARRAYBUFFER).get()) as ArrayBuffer);

const findSyncError = (error: unknown): SyncError | null => {
  const found = error instanceof GraphClientError ? error.customError : error;
  return found instanceof SyncError ? found : null;
};

/** What a refusal of Graph, or its silence (null), means to a person. */
export const faultOfStatus = (
  status: number | null,
  options: { cause?: unknown; retryAfter?: number } = {},
): SyncError => {
  const details = { status };
  if (status === 401 || status === 403)
    return new SyncError(
      'directory-forbidden',
      'Microsoft Graph refused to let us read the directory. An administrator must grant GroupMember.Read.All and User.Read.All again.',
      { cause: options.cause, details },
    );
  return new SyncError(
    'directory-unavailable',
    'Microsoft Graph does not answer at the moment. Nothing was changed; try again in a few minutes.',
    { cause: options.cause, details, retryAfter: options.retryAfter || usualOutage },
  );
};

/** What a failed request means to a person. SyncErrors pass unchanged. */
export const describeGraphFault = (error: unknown): SyncError => {
  const known = findSyncError(error);
  if (known) return known;
  const header = error instanceof GraphError ? error.headers?.get('retry-after') : null;
  return faultOfStatus(graphStatus(error), { cause: error, retryAfter: Number(header) });
};
