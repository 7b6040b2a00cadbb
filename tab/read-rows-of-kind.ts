import { answerOf, api, type Row, type RowKind, type RowPage } from './api.ts';
import type { operations } from './api-types.ts';

type RowQuery = NonNullable<operations['readRows']['parameters']['query']>;

/** Every row of one kind that the search finds, page by page, in the plan's order. */
export const readRowsOfKind = async (
  planId: string,
  kind: RowKind,
  search: string,
  signal?: AbortSignal,
): Promise<readonly Row[]> => {
  const rows: Row[] = [];
  let offset: number | null = 0;
  while (offset !== null) {
    const query: RowQuery = { kind, offset, limit: 500, ...(search && { search }) };
    const page: RowPage = await answerOf(
      api.GET('/plans/{planId}/rows', { params: { path: { planId }, query }, ...(signal && { signal }) }),
    );
    rows.push(...page.rows);
    offset = page.next;
  }
  return rows;
};
