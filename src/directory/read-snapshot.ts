/** One reading of the selected groups: every page, counted twice, with the reasons why it might not be complete (guard G1). */
import { mapAtMost } from '../at-most.ts';
import type { Person, PersonInScope, Snapshot, SnapshotOptions } from './directory.ts';
import type { Graph } from './graph-client.ts';
import { explainGone, readNames } from './name-groups.ts';
import { type GroupPeople, readGroup } from './read-group.ts';
import { MemberReader } from './read-members.ts';

const groupsAtOnce = 4;

const none: readonly string[] = [];

/** People who are in the same groups share one list of them. */
const mergeGroups = (groups: readonly GroupPeople[], people: ReadonlyMap<string, Person>): readonly PersonInScope[] => {
  const groupIdsOf = new Map<string, readonly string[]>();
  for (const { id, members } of groups) {
    const longer = new Map<readonly string[], readonly string[]>();
    for (const personId of members) {
      const before = groupIdsOf.get(personId) ?? none;
      const after = longer.get(before) ?? [...before, id];
      longer.set(before, after);
      groupIdsOf.set(personId, after);
    }
  }
  const merged: PersonInScope[] = [];
  for (const [personId, groupIds] of groupIdsOf) {
    const person = people.get(personId);
    if (person) merged.push({ person, groupIds });
  }
  return merged;
};

/**
 * A group that is lost makes the whole reading incomplete: nobody may be removed on its account (case 31). So does an
 * exclusion group that cannot be read, since its members would be taken for others.
 */
export const readSnapshot = async (
  graph: Graph,
  tenantId: string,
  groupIds: readonly string[],
  { exemptGroupId = null, leaveDates = false, expected = new Map() }: SnapshotOptions = {},
): Promise<Snapshot> => {
  const readAt = new Date().toISOString();
  const inScope = new Set(groupIds);
  const named = await readNames(graph, [...new Set([...inScope, ...(exemptGroupId ? [exemptGroupId] : [])])]);
  const reader = new MemberReader(graph, leaveDates);
  const read = await mapAtMost(groupsAtOnce, named, (group) => readGroup({ graph, reader, expected }, group));
  const explained = await explainGone(graph, read);
  const problems = explained.flatMap((group) => (group.lost ? [`${group.displayName}: ${group.lost}.`] : []));
  const groups = explained.filter(({ id }) => inScope.has(id));
  return {
    tenantId,
    readAt,
    complete: problems.length === 0,
    problems,
    groups: groups.map(({ members: _, gone: __, ...group }) => group),
    people: mergeGroups(groups, reader.people),
    exempt: [...(explained.find(({ id }) => id === exemptGroupId)?.members ?? [])],
  };
};
