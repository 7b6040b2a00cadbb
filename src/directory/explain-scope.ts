/** Why somebody is in scope: the way from each selected group down to the group that holds the person. */
import type { GroupPath } from './directory.ts';
import type { Graph } from './graph-client.ts';
import { type Listed, readLists } from './read-lists.ts';

interface Step {
  readonly id: string;
  /** The group in which this one was found; null for the selected group itself. */
  readonly above: Step | null;
}

interface Walk {
  /** The groups that hold the person, and the names of all groups that the person is in. */
  readonly direct: ReadonlySet<string>;
  readonly names: ReadonlyMap<string, string>;
  readonly childrenOf: (groupIds: readonly string[]) => Promise<ReadonlyMap<string, readonly string[]>>;
}

const isGroup = (row: Listed): boolean => row['@odata.type'] === '#microsoft.graph.group';

const childrenPath = (groupId: string): string =>
  `/groups/${encodeURIComponent(groupId)}/members/microsoft.graph.group?$select=id&$top=999`;

/** The groups directly in these, each asked for once however many ways lead there. */
const rememberChildren = (graph: Graph): Walk['childrenOf'] => {
  const known = new Map<string, readonly string[]>();
  return async (groupIds) => {
    const unknown = groupIds.filter((id) => !known.has(id));
    const lists = await readLists(graph, unknown.map(childrenPath));
    for (const id of unknown)
      known.set(
        id,
        (lists.get(childrenPath(id)) ?? []).map((child) => child.id),
      );
    return known;
  };
};

const pathTo = (step: Step, names: Walk['names']): GroupPath => [
  ...(step.above ? pathTo(step.above, names) : []),
  { id: step.id, displayName: names.get(step.id) ?? step.id },
];

/** Level by level, so that the first way found is a shortest one. Each group is visited once: circles end (case 35). */
const findPath = async (selected: string, { direct, names, childrenOf }: Walk): Promise<GroupPath | null> => {
  const visited = new Set([selected]);
  let level: readonly Step[] = [{ id: selected, above: null }];
  while (level.length > 0) {
    const end = level.find(({ id }) => direct.has(id));
    if (end) return pathTo(end, names);
    const children = await childrenOf(level.map(({ id }) => id));
    const below: Step[] = [];
    for (const above of level)
      for (const id of children.get(above.id) ?? []) {
        // Groups that the person is not in lead nowhere.
        if (visited.has(id) || !names.has(id)) continue;
        visited.add(id);
        below.push({ id, above });
      }
    level = below;
  }
  return null;
};

/** One shortest way for each selected group that the person is in; a way that we may not see is left out. */
export const explainScope = async (
  graph: Graph,
  personId: string,
  groupIds: readonly string[],
): Promise<readonly GroupPath[]> => {
  const person = `/users/${encodeURIComponent(personId)}`;
  const [directPath, allPath] = ['memberOf', 'transitiveMemberOf'].map(
    (list) => `${person}/${list}?$select=id,displayName&$top=999`,
  ) as [string, string];
  const lists = await readLists(graph, [directPath, allPath]);
  const all = (lists.get(allPath) ?? []).filter(isGroup);
  const walk: Walk = {
    direct: new Set(lists.get(directPath)?.map(({ id }) => id)),
    names: new Map(all.map(({ id, displayName }) => [id, displayName ?? id])),
    childrenOf: rememberChildren(graph),
  };
  const paths: GroupPath[] = [];
  for (const selected of new Set(groupIds)) {
    const path = walk.names.has(selected) ? await findPath(selected, walk) : null;
    if (path) paths.push(path);
  }
  return paths;
};
