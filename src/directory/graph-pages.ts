import { SyncError } from '../errors.ts';
import { type Graph, isExpiredPage } from './graph-client.ts';

/** A page as Graph sends it. `deltaLink` stands on the last one of a round of changes. */
interface Page {
  readonly value: readonly unknown[];
  readonly '@odata.nextLink'?: string;
  readonly '@odata.deltaLink'?: string;
}

/** A list that ends before its end. Begun anew, it may be whole. */
export class BrokenList extends SyncError {
  constructor(why: string) {
    super('directory-unavailable', `Microsoft Graph sent a list that cannot be read to its end: ${why}. Try again.`, {
      retryAfter: 30,
    });
  }
}

/** A link is opaque, but it must stay on Graph (case 54). */
export const requireOwnLink = (link: string, origin: string): string => {
  if (!URL.canParse(link) || new URL(link).origin !== origin) throw new BrokenList('a page points to another host');
  return link;
};

/** It must also lead somewhere new (case 49). */
const requireNewLink = (link: string, origin: string, seen: Set<string>): string => {
  requireOwnLink(link, origin);
  if (seen.has(link)) throw new BrokenList('a page points back to an earlier one');
  seen.add(link);
  return link;
};

/** A place in a list does not last for ever (`Directory_ExpiredPageToken`). */
const getPage = async (graph: Graph, link: string, headers: Readonly<Record<string, string>>): Promise<Page> => {
  try {
    const page = (await graph.client.api(link).headers(headers).get()) as Partial<Page> | null;
    if (!Array.isArray(page?.value)) throw new BrokenList('a page is not a list');
    return { ...page, value: page.value };
  } catch (error) {
    throw isExpiredPage(error) ? new BrokenList('a page has expired') : error;
  }
};

/**
 * A list page by page, to the last nextLink. It begins at a path of ours or at a link of Graph. `headers` are sent with
 * each page, since a nextLink does not carry them.
 */
export async function* readWholePages(
  graph: Graph,
  start: string,
  headers: Readonly<Record<string, string>> = {},
): AsyncGenerator<Page> {
  const seen = new Set<string>();
  let link: string | undefined = start.startsWith('/') ? start : requireOwnLink(start, graph.origin);
  while (link !== undefined) {
    const page = await getPage(graph, link, headers);
    yield page;
    const next: string | undefined = page['@odata.nextLink'];
    link = next === undefined ? undefined : requireNewLink(next, graph.origin, seen);
  }
}

/** The rows of a list, page by page; empty pages are passed over. */
export async function* readPages(
  graph: Graph,
  start: string,
  headers: Readonly<Record<string, string>> = {},
): AsyncGenerator<readonly unknown[]> {
  for await (const { value } of readWholePages(graph, start, headers)) yield value;
}
