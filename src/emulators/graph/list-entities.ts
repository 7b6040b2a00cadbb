/** GET /users, /groups and their $count: filtered, searched and sorted once, then paged from memory. */
import type { DirectoryObject } from '../company/directory-object.ts';
import { answerPage } from './answer-page.ts';
import { badRequest, unsupported } from './graph-fault.ts';
import { type AnswerOperation, answerText, type OperationCall } from './graph-request.ts';
import { parseFilter } from './parse-filter.ts';
import { parseSearch } from './parse-search.ts';
import { type QueryOptions, readQueryOptions } from './query-options.ts';

type Listed = 'user' | 'group';

const sortable: Readonly<Record<Listed, readonly string[]>> = {
  group: ['displayName'],
  user: ['displayName', 'userPrincipalName'],
};

const sort = (rows: readonly DirectoryObject[], orderby: string, kind: Listed): readonly DirectoryObject[] => {
  const [property = '', direction = 'asc'] = orderby.trim().split(/\s+/);
  if (!sortable[kind].includes(property) || !['asc', 'desc'].includes(direction))
    throw unsupported('Sorting not supported for current query.');
  const keyed = rows.map((row) => [String(Reflect.get(row.entity, property) ?? '').toLowerCase(), row] as const);
  const sign = direction === 'asc' ? 1 : -1;
  return keyed.sort(([a], [b]) => (a < b ? -sign : a > b ? sign : 0)).map(([, row]) => row);
};

const findRows = (call: OperationCall, kind: Listed, options: QueryOptions): readonly DirectoryObject[] => {
  const { filter, search, orderby } = options;
  return call.lists.get(JSON.stringify([kind, filter, search, orderby]), () => {
    const tests = [
      ...(filter === null ? [] : [parseFilter(filter, kind)]),
      ...(search === null ? [] : [parseSearch(search)]),
    ];
    const all = call.directory.list(kind);
    const found = tests.length === 0 ? all : all.filter(({ entity }) => tests.every((test) => test(entity)));
    return orderby === null ? found : sort(found, orderby, kind);
  });
};

export const listEntities =
  (kind: Listed): AnswerOperation =>
  (call) => {
    const options = readQueryOptions(call);
    return answerPage(call, options, findRows(call, kind, options), { context: `${kind}s`, kinds: [kind] });
  };

/** The $count segment is not served without the header. */
export const refusePlainCount = ({ eventual }: QueryOptions): void => {
  if (!eventual) throw badRequest('$count is not currently supported.');
};

export const countEntities =
  (kind: Listed): AnswerOperation =>
  (call) => {
    const options = readQueryOptions(call);
    refusePlainCount(options);
    return answerText(String(findRows(call, kind, options).length));
  };
