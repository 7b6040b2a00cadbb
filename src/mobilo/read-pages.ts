import { SyncError } from '../errors.ts';

interface Page<T> {
  readonly items: readonly T[];
  readonly nextCursor: string | null;
}

/** Every item of a list, page by page; the next page is on its way while the present one is looked at. */
export async function* readPages<T>(readPage: (cursor: string | null) => Promise<Page<T>>): AsyncGenerator<T> {
  let next: Promise<Page<T>> | null = readPage(null);
  let cursor: string | null = null;
  while (next) {
    const page: Page<T> = await next;
    if (page.nextCursor !== null && page.nextCursor === cursor)
      throw new SyncError(
        'mobilo-unavailable',
        'Mobilo gave the same page of a list twice. Try again in a few minutes.',
      );
    cursor = page.nextCursor;
    next = cursor === null ? null : readPage(cursor);
    // Nobody awaits it when the reader stops early; awaiting it later still throws.
    next?.catch(() => undefined);
    yield* page.items;
  }
}

/** All items of a list at once. */
export const collectPages = async <T>(readPage: (cursor: string | null) => Promise<Page<T>>): Promise<readonly T[]> => {
  const all: T[] = [];
  for await (const item of readPages(readPage)) all.push(item);
  return all;
};
