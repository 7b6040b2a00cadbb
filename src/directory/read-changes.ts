/** What changed since the last reading (Graph: delta query). It says where to look; it never proves that somebody left. */
import type { ChangeLinks, Changes } from './directory.ts';
import { type Graph, isReset } from './graph-client.ts';
import { BrokenList, readWholePages, requireOwnLink } from './graph-pages.ts';
import { selectPerson } from './graph-person.ts';
import { changedPeople, type GroupChange, type Scope, whyReadFully } from './group-change.ts';

/** A person costs two requests, a page of a full reading brings 999: from here on the full reading is sooner done. */
const mostPeople = 2000;
const readings = 3;
/** Only what changed: it is how a group that was converted is told from one whose members changed. */
const changesOnly = { Prefer: 'return=minimal' };

const startLink = (kind: string, select: string): string => `/${kind}/delta?$select=${select}&$deltatoken=latest`;

interface Row {
  readonly id: string;
}

const toRow = (row: unknown): Row => {
  if (typeof (row as Partial<Row> | null)?.id === 'string') return row as Row;
  throw new BrokenList('something that changed has no id');
};

/** Every row of a round, in order of arrival; gives the link of the next round. */
const readRound = async (graph: Graph, start: string, take: (row: Row) => void): Promise<string> => {
  let next: string | undefined;
  for await (const page of readWholePages(graph, start, changesOnly)) {
    for (const row of page.value) take(toRow(row));
    next = page['@odata.deltaLink'];
  }
  if (next === undefined) throw new BrokenList('a round of changes does not end');
  return requireOwnLink(next, graph.origin);
};

/** Begins a round anew when it breaks off (case 49); taking a row twice does no harm (case 53). */
const readRoundToItsEnd = async (graph: Graph, start: string, take: (row: Row) => void): Promise<string> => {
  for (let reading = 1; ; reading += 1)
    try {
      return await readRound(graph, start, take);
    } catch (error) {
      if (!(error instanceof BrokenList) || reading === readings) throw error;
    }
};

const nothing = (): void => {};

/** Links that tell what changes from now on, of exactly the properties that are used. */
export const startFollowing = async (graph: Graph): Promise<ChangeLinks> => {
  const [users, groups] = await Promise.all([
    readRoundToItsEnd(graph, startLink('users', selectPerson(false)), nothing),
    readRoundToItsEnd(graph, startLink('groups', 'displayName,securityEnabled,members'), nothing),
  ]);
  return { users, groups };
};

const followLinks = async (graph: Graph, links: ChangeLinks, scope: Scope): Promise<Changes> => {
  const people = new Set<string>();
  let needsFull: string | null = null;
  const takeGroup = (row: GroupChange): void => {
    for (const id of changedPeople(row)) people.add(id);
    needsFull ??= whyReadFully(row, scope);
  };
  const [users, groups] = await Promise.all([
    readRoundToItsEnd(graph, links.users, ({ id }) => people.add(id)),
    readRoundToItsEnd(graph, links.groups, takeGroup),
  ]);
  if (people.size > mostPeople) needsFull ??= `${people.size} people changed, which a full reading settles sooner.`;
  return { links: { users, groups }, people: [...people].sort(), needsFull };
};

/**
 * Follows both links to their ends: empty pages are passed over, repetitions folded (case 53), links to another host
 * refused (case 54). Null when Graph has forgotten the place; the address that it names instead is not followed (case 52).
 */
export const readChanges = async (graph: Graph, links: ChangeLinks, scope: Scope): Promise<Changes | null> => {
  try {
    return await followLinks(graph, links, scope);
  } catch (error) {
    if (isReset(error)) return null;
    throw error;
  }
};
