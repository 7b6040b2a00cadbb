import type { Page } from './indexed-table.ts';
import { Refusal } from './refusal.ts';

const prefix = 'after:';

const readCursor = (cursor: string | undefined): string | null => {
  if (cursor === undefined) return null;
  const text = Buffer.from(cursor, 'base64url').toString();
  if (!text.startsWith(prefix))
    throw new Refusal(400, 'invalid_request', { detail: 'This cursor did not come from the page before.' });
  return text.slice(prefix.length);
};

/** One page of anything that can be paged, as the API shows it. */
export const readPage = <V>(
  source: { page(after: string | null, limit: number): Page<V> },
  query: { readonly limit?: number; readonly cursor?: string },
): { readonly items: readonly V[]; readonly nextCursor: string | null } => {
  const { items, last } = source.page(readCursor(query.cursor), query.limit ?? 50);
  return { items, nextCursor: last === null ? null : Buffer.from(`${prefix}${last}`).toString('base64url') };
};

/** A few rows as something that can be paged. */
export const pagesOf = <V extends { readonly id: string }>(rows: readonly V[]) => ({
  page(after: string | null, limit: number): Page<V> {
    const rest = rows.filter((row) => after === null || row.id > after).sort((a, b) => (a.id < b.id ? -1 : 1));
    const items = rest.slice(0, limit);
    return { items, last: rest.length > limit ? (items.at(-1)?.id ?? null) : null };
  },
});
