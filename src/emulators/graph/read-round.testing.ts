import assert from 'node:assert/strict';
import type { AskOptions, OpenGraph, Row } from './open-graph.testing.ts';

/** One round of changes, read page by page to its delta link. */
export interface Round {
  readonly rows: readonly Row[];
  readonly pages: number;
  readonly next: string;
}

export const readRound = async (graph: OpenGraph, from: string, options?: AskOptions): Promise<Round> => {
  const rows: Row[] = [];
  for (let link = from, pages = 1; ; pages += 1) {
    const page = (await graph.ask(`GET ${link}`, options)).body as Row & { value: readonly Row[] };
    rows.push(...page.value);
    assert.notEqual('@odata.nextLink' in page, '@odata.deltaLink' in page);
    const next = page['@odata.deltaLink'];
    if (next) return { rows, pages, next: String(next) };
    link = String(page['@odata.nextLink']);
  }
};
