/** The only importer of the Graph client: its middleware chain, with time-outs and retries of what is safe. */
import {
  AuthenticationHandler,
  Client,
  type Context,
  GraphError,
  type Middleware,
  RetryHandler,
  RetryHandlerOptions,
  TelemetryHandler,
} from '@microsoft/microsoft-graph-client';
import { SyncError } from '../errors.ts';
import { parseEndpoint } from './parse-endpoint.ts';

const publicGraph = 'https://graph.microsoft.com';
const timeoutMs = 60_000;
const networkTries = 4;

export interface GraphClientOptions {
  /** Origin of Graph: the public cloud, a sovereign one, or a loopback address in development and tests. */
  readonly baseUrl: string;
  readonly accessToken: () => Promise<string>;
  /** `low` for background reading, `high` while a person waits (x-ms-throttle-priority). */
  readonly priority: 'low' | 'high';
}

const methodOf = (request: RequestInfo, options: RequestInit | undefined): string =>
  (typeof request === 'string' ? options?.method : request.method) ?? 'GET';

/** 429 for every method; other passing faults only where sending again cannot do something twice. $batch only reads here. */
const mayRetry = (request: RequestInfo, options: RequestInit | undefined, response: Response): boolean => {
  const url = typeof request === 'string' ? request : request.url;
  return response.status === 429 || methodOf(request, options) === 'GET' || url.endsWith('/$batch');
};

const pause = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));

/** Last of the chain: sends, gives up after a time, and tries a broken connection again. */
class SendHandler implements Middleware {
  readonly #origin: string;
  readonly #priority: string;

  constructor(origin: string, priority: string) {
    this.#origin = origin;
    this.#priority = priority;
  }

  async execute(context: Context): Promise<void> {
    const url = typeof context.request === 'string' ? context.request : context.request.url;
    const target = url.startsWith(publicGraph) ? this.#origin + url.slice(publicGraph.length) : url;
    const headers = new Headers(context.options?.headers as HeadersInit);
    headers.set('x-ms-throttle-priority', this.#priority);
    for (let attempt = 1; ; attempt += 1) {
      try {
        const options = { ...(context.options as RequestInit), headers, signal: AbortSignal.timeout(timeoutMs) };
        context.response = await fetch(target, options);
        return;
      } catch (error) {
        if (attempt === networkTries) throw error;
        await pause(250 * 2 ** attempt);
      }
    }
  }
}

/** A client together with the origin on which its links must stay. */
export interface Graph {
  readonly client: Client;
  readonly origin: string;
}

/** Throws `configuration` for a base URL that would send tokens over plain http. */
export const createGraph = ({ baseUrl, accessToken, priority }: GraphClientOptions): Graph => {
  const url = parseEndpoint('GRAPH_BASE_URL', baseUrl);
  // The client sends tokens over https only; a loopback Graph is reached by rewriting at the very end of the chain.
  const origin = url.protocol === 'https:' ? url.origin : publicGraph;
  const retry = new RetryHandlerOptions(1, 6, (_delay, _attempt, request, options, response) =>
    mayRetry(request as RequestInfo, options as RequestInit | undefined, response),
  );
  const client = Client.initWithMiddleware({
    baseUrl: `${origin}/`,
    customHosts: new Set([new URL(origin).hostname]),
    middleware: [
      new RetryHandler(retry),
      new AuthenticationHandler({ getAccessToken: accessToken }),
      new TelemetryHandler(),
      new SendHandler(url.origin, priority),
    ] as Middleware[],
  });
  return { client, origin };
};

/** Graph's status of a failed request, or null when it never answered. */
export const graphStatus = (error: unknown): number | null =>
  error instanceof GraphError && error.statusCode > 0 ? error.statusCode : null;

/** What a failed request means to a person. SyncErrors pass unchanged. */
export const describeGraphFault = (error: unknown): SyncError => {
  if (error instanceof SyncError) return error;
  const status = graphStatus(error);
  if (status === 401 || status === 403)
    return new SyncError(
      'directory-forbidden',
      'Microsoft Graph refused to let us read the directory. An administrator must grant GroupMember.Read.All and User.Read.All again.',
      { cause: error, details: { status } },
    );
  const header = error instanceof GraphError ? error.headers?.get('retry-after') : null;
  const retryAfter = Number(header);
  return new SyncError(
    'directory-unavailable',
    'Microsoft Graph does not answer at the moment. Nothing was changed; try again in a few minutes.',
    { cause: error, details: { status }, ...(retryAfter > 0 && { retryAfter }) },
  );
};
