/** Some people as they are now, instead of everybody: for an incremental reading and for one person. */
import type { Person, PersonInScope, SnapshotOptions } from './directory.ts';
import { type BatchAnswer, readBatch } from './graph-batch.ts';
import { faultOfStatus, type Graph } from './graph-client.ts';
import { findPerson, isLimited, personPath } from './graph-person.ts';
import { readLists } from './read-lists.ts';

/** Uncast, since the cast reads an index that lags behind. Roles are among the answers, and match no group. */
const groupsPath = (id: string): string => `/users/${encodeURIComponent(id)}/transitiveMemberOf?$select=id&$top=999`;

/** A person as Graph shows them; refused as `directory-forbidden` when it shows no more than an id (case 13). */
export const requireReadable = (person: Person | null): Person => {
  if (!person) throw faultOfStatus(null);
  if (isLimited(person)) throw faultOfStatus(403);
  return person;
};

const personOf = (answer: BatchAnswer | undefined): Person | null => {
  if (answer?.status === 404) return null;
  if (answer?.status !== 200) throw faultOfStatus(answer?.status ?? null);
  return requireReadable(findPerson(answer.body));
};

/** In the order asked. Leave dates that are refused are unknown (case 25). */
const readEach = async (graph: Graph, ids: readonly string[], leaveDates: boolean): Promise<readonly Person[]> => {
  const paths = ids.map((id) => personPath(id, leaveDates));
  const answers = await readBatch(graph, paths);
  if (leaveDates && [...answers.values()].some(({ status }) => status === 403)) return readEach(graph, ids, false);
  return paths.flatMap((path) => personOf(answers.get(path)) ?? []);
};

/** Each with those of the groups that they are in now, nested groups resolved. Whoever does not exist is left out. */
export const readPeople = async (
  graph: Graph,
  personIds: readonly string[],
  groupIds: readonly string[],
  { leaveDates = false }: Pick<SnapshotOptions, 'leaveDates'> = {},
): Promise<readonly PersonInScope[]> => {
  const people = await readEach(graph, [...new Set(personIds)], leaveDates);
  const paths = people.map(({ id }) => groupsPath(id));
  const lists = await readLists(graph, paths);
  return people.flatMap((person) => {
    const memberships = lists.get(groupsPath(person.id));
    if (!memberships) return [];
    const held = new Set(memberships.map(({ id }) => id));
    return { person, groupIds: groupIds.filter((id) => held.has(id)) };
  });
};
