import { badRequest, unsupported } from './graph-fault.ts';
import type { OperationCall } from './graph-request.ts';
import { readSkipToken, type SkipToken } from './skip-token.ts';

/** The query options of a request, read and checked. */
export interface QueryOptions {
  readonly select: readonly string[] | null;
  readonly top: number | null;
  readonly filter: string | null;
  readonly search: string | null;
  readonly orderby: string | null;
  readonly count: boolean;
  /** The header ConsistencyLevel: eventual. */
  readonly eventual: boolean;
  readonly skip: SkipToken;
}

const readTop = (text: string | null): number | null => {
  if (text === null) return null;
  const top = Number(text);
  if (!Number.isInteger(top) || top < 1 || top > 999)
    throw badRequest(`Invalid page size specified: '${text}'. Must be between 1 and 999 inclusive.`);
  return top;
};

/** Options that need the header, or another option with it (aad-advanced-queries). */
const checkAdvanced = ({ search, filter, orderby, eventual, count }: QueryOptions): void => {
  if (search !== null && !eventual)
    throw unsupported(
      "Request with $search query parameter only works through MSGraph with a special request header: 'ConsistencyLevel: eventual'",
    );
  if (filter !== null && orderby !== null && !(eventual && count))
    throw unsupported('Sorting not supported for current query.');
};

/** @throws GraphFault 400 for a value or a combination that Graph refuses */
export const readQueryOptions = ({ query, headers }: Pick<OperationCall, 'query' | 'headers'>): QueryOptions => {
  const options: QueryOptions = {
    select:
      query
        .get('$select')
        ?.split(',')
        .map((name) => name.trim()) ?? null,
    top: readTop(query.get('$top')),
    filter: query.get('$filter'),
    search: query.get('$search'),
    orderby: query.get('$orderby'),
    count: query.get('$count') === 'true',
    eventual: headers.consistencylevel?.toLowerCase() === 'eventual',
    skip: readSkipToken(query.get('$skiptoken')),
  };
  checkAdvanced(options);
  return options;
};

/** Refuses what the operation does not take; names without a dollar are not options and are passed over, as Graph does. */
export const checkOptionNames = (query: URLSearchParams, known: readonly string[]): void => {
  for (const name of query.keys())
    if (name.startsWith('$') && !known.includes(name))
      throw badRequest(`The query option '${name}' is not supported by this request.`);
};
