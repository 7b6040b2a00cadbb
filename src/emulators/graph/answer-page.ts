import { checkSelect } from './check-select.ts';
import { answerJson, type GraphAnswer, graphOrigin, type OperationCall } from './graph-request.ts';
import { createProjector, type Entity, mayRead } from './project.ts';
import type { EntityKind } from './properties.ts';
import { type QueryOptions, writeSkipToken } from './query-options.ts';

const defaultPage = 100;

export interface Collection {
  /** After `$metadata#`. */
  readonly context: string;
  /** The types that may occur; a collection of one type writes no @odata.type. */
  readonly kinds: readonly EntityKind[];
  /** Types whose properties the caller may read whatever the token says. */
  readonly readable?: readonly EntityKind[];
}

/** The link to the next page: the request's own options with another token (headers are not carried, case of §1.1). */
const nextLink = ({ path, query }: OperationCall, offset: number): string => {
  const options = [...query].filter(([name]) => name !== '$skiptoken');
  const kept = options.map(([name, value]) => `${name}=${encodeURIComponent(value)}`);
  return `${graphOrigin}${path}?${[...kept, `$skiptoken=${writeSkipToken(offset)}`].join('&')}`;
};

/** One page of a list of entities; `@odata.count` stands on the first page only. */
export const answerPage = (
  call: OperationCall,
  options: QueryOptions,
  rows: readonly Entity[],
  { context, kinds, readable = [] }: Collection,
): GraphAnswer => {
  checkSelect(call, options.select, kinds);
  const end = options.offset + (options.top ?? defaultPage);
  const project = createProjector({
    select: options.select,
    typed: kinds.length > 1,
    limited: (kind) => !readable.includes(kind) && !mayRead(call.caller, kind),
  });
  const selected = options.select ? `(${options.select.join(',')})` : '';
  return answerJson({
    '@odata.context': `${graphOrigin}/$metadata#${context}${selected}`,
    ...(options.count && options.eventual && options.offset === 0 && { '@odata.count': rows.length }),
    ...(end < rows.length && { '@odata.nextLink': nextLink(call, end) }),
    value: rows.slice(options.offset, end).map(project),
  });
};
