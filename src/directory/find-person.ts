/** Finds the one person whom somebody means. */
import { SyncError } from '../errors.ts';
import type { Person } from './directory.ts';
import { type Graph, graphStatus } from './graph-client.ts';
import { readPages } from './graph-pages.ts';
import { personPath, selectPerson, toPerson } from './graph-person.ts';
import { requireReadable } from './read-people.ts';

const objectId = /^[\da-f]{8}(-[\da-f]{4}){3}-[\da-f]{12}$/i;

const quote = (text: string): string => `'${text.replaceAll("'", "''")}'`;

/** In the order in which they count. An address may be a second one of somebody, too. */
const filtersOf = (who: string): readonly string[] => [
  `userPrincipalName eq ${quote(who)}`,
  `mail eq ${quote(who)}`,
  `proxyAddresses/any(p:p eq ${quote(`smtp:${who}`)})`,
];

const findById = async (graph: Graph, id: string): Promise<Person | null> => {
  try {
    return requireReadable(toPerson(await graph.client.api(personPath(id)).get()));
  } catch (error) {
    if (graphStatus(error) === 404) return null;
    throw error;
  }
};

/** Encoded as a whole: the sign-in names of guests hold a `#`, which would end the address of the request (case 8). */
const findAll = async (graph: Graph, filter: string): Promise<readonly Person[]> => {
  const people: Person[] = [];
  const path = `/users?$filter=${encodeURIComponent(filter)}&$select=${selectPerson(false)}&$top=20`;
  for await (const page of readPages(graph, path)) people.push(...page.map(toPerson));
  return people.map(requireReadable);
};

/** By object id, sign-in name or address. Refuses an address that several people have (case 4). */
export const findPerson = async (graph: Graph, who: string): Promise<Person | null> => {
  const name = who.trim();
  if (name === '') return null;
  if (objectId.test(name)) return findById(graph, name);
  for (const filter of filtersOf(name)) {
    const [person, another] = await findAll(graph, filter);
    if (another)
      throw new SyncError('bad-request', `Several people have the address ${name}. Give a sign-in name instead.`);
    if (person) return person;
  }
  return null;
};
