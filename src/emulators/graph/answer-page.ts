import { checkSelect } from './check-select.ts';
import { answerJson, type GraphAnswer, graphOrigin, type OperationCall, type PageLinks } from './graph-request.ts';
import { createProjector, type Entity, mayRead } from './project.ts';
import type { EntityKind } from './properties.ts';
import type { QueryOptions } from './query-options.ts';
import { type SkipToken, writeSkipToken } from './skip-token.ts';

const defaultPage = 100;

export interface Collection {
  /** After `$metadata#`. */
  readonly context: string;
  /** The types that may occur; a collection of one type writes no @odata.type. */
  readonly kinds: readonly EntityKind[];
  /** Types whose properties the caller may read whatever the token says. */
  readonly readable?: readonly EntityKind[];
  /** Rows of which only type and id may be told, although their type may be read. */
  readonly hides?: ((row: Entity) => boolean) | null;
}

/** A link to a page: the request's own options with another token (headers are not carried, §1.1). */
const linkTo = ({ path, query }: OperationCall, skip: SkipToken | null): string => {
  const options = [...query].filter(([name]) => name !== '$skiptoken');
  const kept = options.map(([name, value]) => `${name}=${encodeURIComponent(value)}`);
  return `${graphOrigin}${path}?${[...kept, ...(skip ? [`$skiptoken=${writeSkipToken(skip)}`] : [])].join('&')}`;
};

const linksOf = (call: OperationCall, skip: SkipToken): PageLinks => ({
  first: linkTo(call, null),
  here: linkTo(call, skip),
  later: linkTo(call, { ...skip, again: skip.again + 1 }),
});

/** One page of a list of entities; `@odata.count` stands on the first page only. */
export const answerPage = (
  call: OperationCall,
  options: QueryOptions,
  rows: readonly Entity[],
  { context, kinds, readable = [], hides = null }: Collection,
): GraphAnswer => {
  checkSelect(call, options.select, kinds);
  const { select, count, eventual, top, skip } = options;
  const end = skip.offset + Math.min(top ?? defaultPage, call.mostRows);
  const limited = (kind: EntityKind) => !readable.includes(kind) && !mayRead(call.caller, kind);
  const project = createProjector({ select, typed: kinds.length > 1, limited, hides });
  const selected = select ? `(${select.join(',')})` : '';
  const next = { offset: end, page: skip.page + 1, again: 0 };
  const answer = answerJson({
    '@odata.context': `${graphOrigin}/$metadata#${context}${selected}`,
    ...(count && eventual && skip.page === 1 && skip.again === 0 && { '@odata.count': rows.length }),
    ...(end < rows.length && { '@odata.nextLink': linkTo(call, next) }),
    value: rows.slice(skip.offset, end).map(project),
  });
  return { ...answer, links: linksOf(call, skip) };
};
