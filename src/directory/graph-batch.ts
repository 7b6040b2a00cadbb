import type { Graph } from './graph-client.ts';

/** A batch holds at most 20 requests (Graph: json-batching). */
const batchSize = 20;
const itemTries = 5;

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

const mayRetry = (status: number): boolean => status === 429 || status === 502 || status === 503 || status === 504;

const secondsToWait = (answers: readonly Answer[], attempt: number): number =>
  Math.max(2 ** attempt / 4, ...answers.map((answer) => Number(answer.headers?.['Retry-After']) || 0));

const send = async (graph: Graph, urls: readonly string[]): Promise<readonly Answer[]> => {
  const requests = urls.map((url, index) => ({ id: String(index), method: 'GET', url }));
  const { responses } = (await graph.client.api('/$batch').post({ requests })) as { responses: readonly Answer[] };
  return responses;
};

const readChunk = async (graph: Graph, urls: readonly string[], into: Map<string, BatchAnswer>): Promise<void> => {
  let open = urls;
  for (let attempt = 1; open.length > 0; attempt += 1) {
    const again: string[] = [];
    const throttled: Answer[] = [];
    for (const answer of await send(graph, open)) {
      const url = open[Number(answer.id)];
      if (url === undefined) continue;
      if (mayRetry(answer.status) && attempt < itemTries) {
        again.push(url);
        throttled.push(answer);
      } else into.set(url, { status: answer.status, body: answer.body });
    }
    open = again;
    if (open.length > 0) await new Promise((resolve) => setTimeout(resolve, secondsToWait(throttled, attempt) * 1000));
  }
};

/** GETs relative URLs, 20 at a time. A throttled item alone is sent again after its own Retry-After (case 42). */
export const readBatch = async (graph: Graph, urls: readonly string[]): Promise<ReadonlyMap<string, BatchAnswer>> => {
  const answers = new Map<string, BatchAnswer>();
  for (let start = 0; start < urls.length; start += batchSize)
    await readChunk(graph, urls.slice(start, start + batchSize), answers);
  return answers;
};
