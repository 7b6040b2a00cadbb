/** One person, looked up while somebody waits: who has this name, in which groups, and by which way through nested groups. */
import { mapAtMost } from '../at-most.ts';
import { SyncError } from '../errors.ts';
import type { GroupPath, Person, PersonInScope } from './directory.ts';
import { readBatch } from './graph-batch.ts';
import { type Graph, graphStatus } from './graph-client.ts';
import { readPages } from './graph-pages.ts';
import { isLimited, personProperties, toPerson } from './graph-person.ts';

const atOnce = 4;
const properties = personProperties.join(',');

const requireReadable = (person: Person): Person => {
  if (!isLimited(person)) return person;
  throw new SyncError(
    'directory-forbidden',
    'Microsoft Graph shows this person without their properties. An administrator must grant User.Read.All again.',
  );
};

/** A sign-in name may hold `#`, and a quote is doubled in a filter. */
const literal = (text: string): string => encodeURIComponent(`'${text.replaceAll("'", "''")}'`);

const filterUrls = (address: string): readonly string[] =>
  [
    `mail eq ${literal(address)}`,
    `proxyAddresses/any(p:p eq ${literal(`smtp:${address}`)})`,
    `userPrincipalName eq ${literal(address)}`,
  ].map((filter) => `/users?$filter=${filter}&$select=${properties}`);

/** Everybody who has this address: as mail, among the proxy addresses, or as sign-in name. */
export const findPeople = async (graph: Graph, address: string): Promise<readonly Person[]> => {
  const found = new Map<string, Person>();
  for (const url of filterUrls(address))
    for await (const page of readPages(graph, url))
      for (const person of page.map(toPerson)) found.set(person.id, requireReadable(person));
  return [...found.values()];
};

const readByName = async (graph: Graph, name: string): Promise<Person | null> => {
  try {
    const path = `/users/${encodeURIComponent(name)}?$select=${properties}`;
    return requireReadable(toPerson(await graph.client.api(path).get()));
  } catch (error) {
    if (graphStatus(error) === 404 || graphStatus(error) === 400) return null;
    throw error;
  }
};

const prefers = (address: string) => (person: Person) => person.mail?.toLowerCase() === address.toLowerCase();

/** By object id, sign-in name or address; of several with the address, whose mail it is. */
export const findPerson = async (graph: Graph, who: string): Promise<Person | null> => {
  const named = await readByName(graph, who);
  if (named || !who.includes('@')) return named;
  const people = await findPeople(graph, who);
  return people.find(prefers(who)) ?? people[0] ?? null;
};

/** Every group that the person is in, directly or through others. Nobody is in a group without existing. */
const readGroupsOf = async (graph: Graph, personId: string, list: 'memberOf' | 'transitiveMemberOf') => {
  const names = new Map<string, string>();
  const path = `/users/${encodeURIComponent(personId)}/${list}?$select=id,displayName&$top=999`;
  try {
    for await (const page of readPages(graph, path))
      for (const group of page as readonly { readonly id: string; readonly displayName?: string | null }[])
        names.set(group.id, group.displayName ?? group.id);
  } catch (error) {
    if (graphStatus(error) !== 404) throw error;
  }
  return names;
};

export const readPeople = async (
  graph: Graph,
  personIds: readonly string[],
  groupIds: readonly string[],
): Promise<readonly PersonInScope[]> => {
  const people = await mapAtMost(atOnce, [...new Set(personIds)], async (id) => {
    const person = await readByName(graph, id);
    if (!person) return [];
    const inside = groupIds.length > 0 ? await readGroupsOf(graph, id, 'transitiveMemberOf') : new Map();
    return [{ person, groupIds: groupIds.filter((groupId) => inside.has(groupId)) }];
  });
  return people.flat();
};

const childrenUrl = (groupId: string): string =>
  `/groups/${encodeURIComponent(groupId)}/members/microsoft.graph.group?$select=id&$top=999`;

/** The groups directly in each of these, as far as they are among them. One page of members is enough: 999 groups. */
const readNesting = async (
  graph: Graph,
  groupIds: readonly string[],
): Promise<ReadonlyMap<string, readonly string[]>> => {
  const among = new Set(groupIds);
  const answers = await readBatch(graph, groupIds.map(childrenUrl));
  return new Map(
    groupIds.map((id) => {
      const body = answers.get(childrenUrl(id))?.body as { value?: readonly { readonly id: string }[] } | undefined;
      return [id, (body?.value ?? []).map((child) => child.id).filter((child) => among.has(child))];
    }),
  );
};

/** Breadth first, each group once: cycles and diamonds end, and the first way found is a shortest (case 35). */
const findPath = (
  from: string,
  holds: (groupId: string) => boolean,
  nesting: ReadonlyMap<string, readonly string[]>,
): readonly string[] => {
  const ways: string[][] = [[from]];
  const seen = new Set([from]);
  for (const way of ways) {
    const last = way.at(-1) ?? from;
    if (holds(last)) return way;
    for (const next of nesting.get(last) ?? [])
      if (!seen.has(next)) {
        seen.add(next);
        ways.push([...way, next]);
      }
  }
  return [from];
};

export const explainScope = async (
  graph: Graph,
  personId: string,
  groupIds: readonly string[],
): Promise<readonly GroupPath[]> => {
  const [direct, all] = await Promise.all([
    readGroupsOf(graph, personId, 'memberOf'),
    readGroupsOf(graph, personId, 'transitiveMemberOf'),
  ]);
  const nesting = direct.size === all.size ? new Map() : await readNesting(graph, [...all.keys()]);
  return groupIds
    .filter((id) => all.has(id))
    .map((id) =>
      findPath(id, (groupId) => direct.has(groupId), nesting).map((step) => ({
        id: step,
        displayName: all.get(step) ?? step,
      })),
    );
};
