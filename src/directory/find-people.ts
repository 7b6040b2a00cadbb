import type { Person } from './directory.ts';
import type { Graph } from './graph-client.ts';
import { readPages } from './graph-pages.ts';
import { selectPerson, toPerson } from './graph-person.ts';
import { requireReadable } from './read-people.ts';

const quote = (text: string): string => `'${text.replaceAll("'", "''")}'`;

const filtersOf = (address: string): readonly string[] => [
  `userPrincipalName eq ${quote(address)}`,
  `mail eq ${quote(address)}`,
  `proxyAddresses/any(p:p eq ${quote(`smtp:${address}`)})`,
];

/** Everybody who has this address: as sign-in name, as mail, or among the proxy addresses (case 4). */
export const findPeople = async (graph: Graph, address: string): Promise<readonly Person[]> => {
  const found = new Map<string, Person>();
  for (const filter of filtersOf(address))
    for await (const page of readPages(
      graph,
      `/users?$filter=${encodeURIComponent(filter)}&$select=${selectPerson(false)}&$top=100`,
    ))
      for (const person of page.map(toPerson)) found.set(person.id, requireReadable(person));
  return [...found.values()];
};
