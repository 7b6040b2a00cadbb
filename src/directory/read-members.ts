/** The members of groups, nested groups resolved. One reader a reading: it keeps each person once, over all groups. */
import type { Person } from './directory.ts';
import { type Graph, graphStatus } from './graph-client.ts';
import { readPages } from './graph-pages.ts';
import { createPersonReader, isLimited, selectPerson } from './graph-person.ts';

/** What is below one group, by object ids. */
export interface Members {
  readonly people: ReadonlySet<string>;
  /** People and groups of which we may know no more than that they are there (cases 13, 36). */
  readonly limitedPeople: ReadonlySet<string>;
  readonly limitedGroups: ReadonlySet<string>;
  /** Devices, contacts, service principals (case 37). */
  readonly others: ReadonlySet<string>;
}

interface Row {
  readonly '@odata.type'?: string;
  readonly id: string;
  readonly displayName?: string | null;
}

export const groupPath = (groupId: string): string => `/groups/${encodeURIComponent(groupId)}`;

/** Uncast, since the cast reads an index that lags behind (notes on transitiveMembers). */
const membersPath = (groupId: string, leaveDates: boolean): string =>
  `${groupPath(groupId)}/transitiveMembers?$select=${selectPerson(leaveDates)}&$top=999`;

export class MemberReader {
  /** Everybody who was read, by object id; whoever is read again is what the last row says (case 50). */
  readonly people = new Map<string, Person>();
  readonly #graph: Graph;
  readonly #toPerson = createPersonReader();
  #leaveDates: boolean;

  constructor(graph: Graph, leaveDates: boolean) {
    this.#graph = graph;
    this.#leaveDates = leaveDates;
  }

  /** Goes on without leave dates, for all groups, once they are refused: they are a hint that nothing depends on (case 25). */
  async read(groupId: string): Promise<Members> {
    const leaveDates = this.#leaveDates;
    try {
      return await this.#readList(membersPath(groupId, leaveDates));
    } catch (error) {
      if (!leaveDates || graphStatus(error) !== 403) throw error;
      this.#leaveDates = false;
      return this.#readList(membersPath(groupId, false));
    }
  }

  async #readList(path: string): Promise<Members> {
    const found = {
      people: new Set<string>(),
      limitedPeople: new Set<string>(),
      limitedGroups: new Set<string>(),
      others: new Set<string>(),
    };
    for await (const page of readPages(this.#graph, path))
      for (const row of page as readonly Row[]) {
        const type = row['@odata.type'];
        if (type === '#microsoft.graph.user') this.#takePerson(row, found);
        else if (type !== '#microsoft.graph.group') found.others.add(row.id);
        else if ((row.displayName ?? null) === null) found.limitedGroups.add(row.id);
      }
    return found;
  }

  #takePerson(row: Row, { people, limitedPeople }: { people: Set<string>; limitedPeople: Set<string> }): void {
    const person = this.#toPerson(row);
    if (isLimited(person)) {
      limitedPeople.add(person.id);
      return;
    }
    this.people.set(person.id, person);
    people.add(person.id);
  }
}
