import { readRetryAfter, waitBeforeRetry } from '../mobilo/retry.ts';
import type { Graph } from './graph-client.ts';

/** A batch holds at most 20 requests (Graph: json-batching). */
const batchSize = 20;

interface Answer {
  readonly id: string;
  readonly status: number;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: unknown;
}

export interface BatchAnswer {
  readonly status: number;
  readonly body: unknown;
}

/** 424 is how Graph once said that an item was throttled. */
const mayRetry = (status: number): boolean => status === 424 || status === 429 || status >= 500;

const headerOf = ({ headers = {} }: Answer, name: string): string | null =>
  Object.entries(headers).find(([key]) => key.toLowerCase() === name)?.[1] ?? null;

/** The longest of the waits that the items ask for; null to give up. */
const waitFor = (graph: Graph, answers: readonly Answer[], attempt: number): number | null => {
  const asked = answers.map((answer) => readRetryAfter(headerOf(answer, 'retry-after'), Date.now()) ?? -1);
  const longest = Math.max(-1, ...asked);
  return waitBeforeRetry(graph.policy, attempt, longest < 0 ? undefined : longest, Math.random());
};

const send = async (graph: Graph, urls: readonly string[]): Promise<readonly Answer[]> => {
  const requests = urls.map((url, index) => ({ id: String(index), method: 'GET', url }));
  const { responses } = (await graph.client.api('/$batch').post({ requests })) as { responses: readonly Answer[] };
  return responses;
};

const readChunk = async (graph: Graph, urls: readonly string[], into: Map<string, BatchAnswer>): Promise<void> => {
  let open = urls;
  for (let attempt = 1; open.length > 0; attempt += 1) {
    const throttled: Answer[] = [];
    for (const answer of await send(graph, open)) {
      const url = open[Number(answer.id)];
      if (url === undefined) continue;
      graph.pace.hear(headerOf(answer, 'x-ms-throttle-limit-percentage'), answer.status);
      into.set(url, { status: answer.status, body: answer.body });
      if (mayRetry(answer.status)) throttled.push(answer);
    }
    const wait = waitFor(graph, throttled, attempt);
    if (throttled.length === 0 || wait === null) return;
    open = throttled.flatMap(({ id }) => open[Number(id)] ?? []);
    await new Promise((resolve) => setTimeout(resolve, wait));
  }
};

/** GETs relative URLs, 20 at a time. A throttled item alone is sent again after its own Retry-After (case 42). */
export const readBatch = async (graph: Graph, urls: readonly string[]): Promise<ReadonlyMap<string, BatchAnswer>> => {
  const answers = new Map<string, BatchAnswer>();
  for (let start = 0; start < urls.length; start += batchSize)
    await readChunk(graph, urls.slice(start, start + batchSize), answers);
  return answers;
};
