import { SyncError } from '../errors.ts';
import { type Graph, isExpiredPage } from './graph-client.ts';

interface Page {
  readonly value?: readonly unknown[];
  readonly '@odata.nextLink'?: string;
}

/** A list that ends before its end. Begun anew, it may be whole. */
export class BrokenList extends SyncError {
  constructor(why: string) {
    super('directory-unavailable', `Microsoft Graph sent a list that cannot be read to its end: ${why}. Try again.`, {
      retryAfter: 30,
    });
  }
}

/** A nextLink is opaque, but it must stay on Graph (case 54) and lead somewhere new (case 49). */
const checkLink = (link: string, origin: string, seen: Set<string>): string => {
  if (!URL.canParse(link) || new URL(link).origin !== origin) throw new BrokenList('a page points to another host');
  if (seen.has(link)) throw new BrokenList('a page points back to an earlier one');
  seen.add(link);
  return link;
};

/** A place in a list does not last for ever (`Directory_ExpiredPageToken`). */
const getPage = async (graph: Graph, link: string, headers: Readonly<Record<string, string>>): Promise<Page | null> => {
  try {
    return (await graph.client.api(link).headers(headers).get()) as Page | null;
  } catch (error) {
    throw isExpiredPage(error) ? new BrokenList('a page has expired') : error;
  }
};

/**
 * Every item of a list, page by page to the last nextLink; empty pages are passed over.
 * `headers` are sent with each page, since a nextLink does not carry them.
 */
export async function* readPages(
  graph: Graph,
  path: string,
  headers: Readonly<Record<string, string>> = {},
): AsyncGenerator<readonly unknown[]> {
  const seen = new Set<string>();
  let link: string | undefined = path;
  while (link !== undefined) {
    const page = await getPage(graph, link, headers);
    if (!page || !Array.isArray(page.value)) throw new BrokenList('a page is not a list');
    yield page.value;
    const next: string | undefined = page['@odata.nextLink'];
    link = next === undefined ? undefined : checkLink(next, graph.origin, seen);
  }
}
