/** GET /users/delta and /groups/delta: rounds of pages that end in a link from which the next round begins. */
import { checkSelect } from './check-select.ts';
import type { DeltaRound } from './delta-round.ts';
import { type DeltaToken, readDeltaToken, writeDeltaToken } from './delta-token.ts';
import { type AnswerOperation, answerJson, graphOrigin, type OperationCall } from './graph-request.ts';
import { listGroupDelta } from './list-group-delta.ts';
import { listUserDelta } from './list-user-delta.ts';
import type { Row } from './project.ts';

/** The server decides the size of a page of changes. */
const pageSize = 200;

type ListDelta = (call: OperationCall, round: DeltaRound) => readonly Row[];

const listers: Readonly<Record<'user' | 'group', ListDelta>> = { user: listUserDelta, group: listGroupDelta };

const firstToken = (call: OperationCall): DeltaToken => ({
  select:
    call.query
      .get('$select')
      ?.split(',')
      .map((name) => name.trim()) ?? null,
  after: call.query.get('$deltatoken') === 'latest' ? call.directory.version : null,
  until: call.directory.version,
  offset: 0,
});

/** A link's token goes on where it stands; a link of an earlier round begins a new one that ends now. */
const readToken = (call: OperationCall): DeltaToken => {
  const [skip, delta] = [call.query.get('$skiptoken'), call.query.get('$deltatoken')];
  if (skip) return readDeltaToken(skip, call.directory.version);
  if (!delta || delta === 'latest') return firstToken(call);
  const { select, until } = readDeltaToken(delta, call.directory.version);
  return { select, after: until, until: call.directory.version, offset: 0 };
};

const checkDeltaSelect = (call: OperationCall, select: readonly string[] | null, kind: 'user' | 'group'): void =>
  checkSelect(call, select?.filter((name) => kind !== 'group' || name !== 'members') ?? null, [kind]);

export const answerDelta =
  (kind: 'user' | 'group'): AnswerOperation =>
  (call) => {
    const token = readToken(call);
    checkDeltaSelect(call, token.select, kind);
    const minimal = call.headers.prefer?.includes('return=minimal') ?? false;
    const key = JSON.stringify(['delta', kind, token.select, token.after, token.until, minimal]);
    const rows = call.lists.get(key, () => listers[kind](call, { ...token, minimal }));
    const end = token.offset + pageSize;
    const link = (name: string, next: DeltaToken) => `${graphOrigin}${call.path}?${name}=${writeDeltaToken(next)}`;
    return answerJson({
      '@odata.context': `${graphOrigin}/$metadata#${kind}s`,
      ...(end < rows.length
        ? { '@odata.nextLink': link('$skiptoken', { ...token, offset: end }) }
        : { '@odata.deltaLink': link('$deltatoken', { ...token, offset: 0 }) }),
      value: rows.slice(token.offset, end),
    });
  };
