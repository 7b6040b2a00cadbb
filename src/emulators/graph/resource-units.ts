import { coverage, type Operation } from './coverage.ts';

/** What a request costs: one less with $select, one less with $top below 20, never under one (throttling-limits). */
export const countResourceUnits = (operation: Operation, query: URLSearchParams): number => {
  const top = query.get('$top');
  const saved = Number(query.has('$select')) + Number(top !== null && Number(top) < 20);
  return Math.max(1, coverage[operation].units - saved);
};
