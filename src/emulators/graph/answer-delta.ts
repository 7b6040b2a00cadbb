/** GET /users/delta and /groups/delta: rounds of pages that end in a link from which the next round begins. */
import { checkSelect } from './check-select.ts';
import type { DeltaRound, Telling } from './delta-round.ts';
import { type DeltaToken, readDeltaToken, writeDeltaToken } from './delta-token.ts';
import { type AnswerOperation, answerJson, graphOrigin, type OperationCall, type PageLinks } from './graph-request.ts';
import { listGroupDelta } from './list-group-delta.ts';
import { listUserDelta } from './list-user-delta.ts';

/** The server decides the size of a page of changes. */
const pageSize = 200;

type ListDelta = (call: OperationCall, round: DeltaRound) => readonly Telling[];

const listers: Readonly<Record<'user' | 'group', ListDelta>> = { user: listUserDelta, group: listGroupDelta };

const beginRound = ({ directory, delta }: OperationCall): Omit<DeltaToken, 'select' | 'after'> => ({
  until: directory.version,
  offset: 0,
  page: 1,
  again: 0,
  twice: false,
  epoch: delta.epoch,
});

const firstToken = (call: OperationCall): DeltaToken => ({
  ...beginRound(call),
  select:
    call.query
      .get('$select')
      ?.split(',')
      .map((name) => name.trim()) ?? null,
  after: call.query.get('$deltatoken') === 'latest' ? call.directory.version : null,
});

/** A link's token goes on where it stands; a link of an earlier round begins a new one that ends now. */
const readToken = (call: OperationCall): DeltaToken => {
  const [skip, link] = [call.query.get('$skiptoken'), call.query.get('$deltatoken')];
  if (skip) return readDeltaToken(skip, call);
  if (!link || link === 'latest') return firstToken(call);
  const { select, until } = readDeltaToken(link, call);
  const { earlier, twice } = call.delta.takeReplay();
  return { ...beginRound(call), select, after: Math.max(0, until - earlier), twice };
};

const checkDeltaSelect = (call: OperationCall, select: readonly string[] | null, kind: 'user' | 'group'): void =>
  checkSelect(call, select?.filter((name) => kind !== 'group' || name !== 'members') ?? null, [kind]);

const linkTo = ({ path }: OperationCall, name: string, token: DeltaToken): string =>
  `${graphOrigin}${path}?${name}=${writeDeltaToken(token)}`;

const linksOf = (call: OperationCall, token: DeltaToken): PageLinks => ({
  first: linkTo(call, '$skiptoken', { ...token, offset: 0, page: 1, again: 0 }),
  here: linkTo(call, '$skiptoken', token),
  later: linkTo(call, '$skiptoken', { ...token, again: token.again + 1 }),
});

const minimalApplied = { 'Preference-Applied': 'return=minimal' };

export const answerDelta =
  (kind: 'user' | 'group'): AnswerOperation =>
  (call) => {
    const token = readToken(call);
    checkDeltaSelect(call, token.select, kind);
    const minimal = call.headers.prefer?.includes('return=minimal') ?? false;
    const { select, after, until, twice, offset, page } = token;
    const key = JSON.stringify(['delta', kind, select, after, until, twice, minimal]);
    const rows = call.lists.get(key, () => listers[kind](call, { ...token, minimal }));
    const end = offset + Math.min(pageSize, call.mostRows);
    const answer = answerJson({
      '@odata.context': `${graphOrigin}/$metadata#${kind}s`,
      ...(end < rows.length
        ? { '@odata.nextLink': linkTo(call, '$skiptoken', { ...token, offset: end, page: page + 1, again: 0 }) }
        : {
            '@odata.deltaLink': linkTo(call, '$deltatoken', { ...token, offset: 0, page: 1, again: 0, twice: false }),
          }),
      value: rows.slice(offset, end).map((tell) => tell()),
    });
    const headers = { ...answer.headers, ...(minimal && minimalApplied) };
    return { ...answer, headers, links: linksOf(call, token) };
  };
