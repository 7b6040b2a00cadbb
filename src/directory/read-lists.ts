import { readBatch } from './graph-batch.ts';
import { faultOfStatus, type Graph } from './graph-client.ts';
import { BrokenList, readPages } from './graph-pages.ts';

/** An entry of a list of groups. A group that we may not read has no name. */
export interface Listed {
  readonly id: string;
  readonly '@odata.type'?: string;
  readonly displayName?: string | null;
}

interface Body {
  readonly value?: unknown;
  readonly '@odata.nextLink'?: string;
}

/** The first page came with a batch; long lists have more of them. */
const readWhole = async (graph: Graph, body: Body | null): Promise<readonly Listed[]> => {
  if (!Array.isArray(body?.value)) throw new BrokenList('a page is not a list');
  const rows: Listed[] = [...body.value];
  const next = body['@odata.nextLink'];
  if (next !== undefined) for await (const page of readPages(graph, next)) rows.push(...(page as readonly Listed[]));
  return rows;
};

/** Short lists, 20 at a time and each to its end; null for a list of something that does not exist. */
export const readLists = async (
  graph: Graph,
  paths: readonly string[],
): Promise<ReadonlyMap<string, readonly Listed[] | null>> => {
  const answers = await readBatch(graph, paths);
  const lists = new Map<string, readonly Listed[] | null>();
  for (const path of paths) {
    const { status, body } = answers.get(path) ?? { status: null, body: null };
    if (status !== 200 && status !== 404) throw faultOfStatus(status);
    lists.set(path, status === 404 ? null : await readWhole(graph, body as Body | null));
  }
  return lists;
};
