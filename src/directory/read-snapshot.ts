/** One reading of the selected groups: every page, counted twice, with the reasons why it might not be complete (guard G1). */
import { mapAtMost } from '../at-most.ts';
import type { GroupReading, Person, PersonInScope, Snapshot, SnapshotOptions } from './directory.ts';
import { readBatch } from './graph-batch.ts';
import { describeGraphFault, type Graph, graphStatus } from './graph-client.ts';
import { BrokenList, readPages } from './graph-pages.ts';
import { isLimited, personProperties, toPerson } from './graph-person.ts';

const groupsAtOnce = 4;
const readings = 3;

const pathOf = (groupId: string): string => `/groups/${encodeURIComponent(groupId)}`;

interface GroupPeople extends GroupReading {
  readonly people: number;
  readonly members: readonly Person[];
}

interface Group {
  readonly id: string;
  readonly displayName: string;
  readonly securityEnabled: boolean;
  readonly dynamic: GroupReading['dynamic'];
}

const isUser = (item: unknown): boolean =>
  (item as { '@odata.type'?: string })['@odata.type'] === '#microsoft.graph.user';

/** Uncast, since the cast reads an index that lags behind (notes on transitiveMembers); devices and contacts are passed over. */
const readMembers = async (graph: Graph, groupId: string): Promise<readonly Person[]> => {
  const people = new Map<string, Person>();
  const path = `${pathOf(groupId)}/transitiveMembers?$select=${personProperties.join(',')}&$top=999`;
  for await (const page of readPages(graph, path))
    for (const item of page)
      if (isUser(item)) {
        const person = toPerson(item);
        people.set(person.id, person);
      }
  return [...people.values()];
};

/** Only digits are a count: an empty answer is not zero people. */
const countMembers = async (graph: Graph, groupId: string): Promise<number | null> => {
  const answer: unknown = await graph.client
    .api(`${pathOf(groupId)}/transitiveMembers/microsoft.graph.user/$count`)
    .header('ConsistencyLevel', 'eventual')
    .get();
  return /^\d+$/.test(String(answer)) ? Number(answer) : null;
};

/** `passing`: reading once more may help. */
interface Problem {
  readonly sentence: string;
  readonly passing: boolean;
}

const problemOf = (members: readonly Person[], counted: number | null): Problem | null => {
  const limited = members.filter(isLimited).length;
  if (limited > 0)
    return {
      sentence: `${limited} of its members may not be read; the permission User.Read.All is missing`,
      passing: false,
    };
  if (members.length === counted) return null;
  const count = counted === null ? 'does not count them' : `counts ${counted}`;
  return { sentence: `${members.length} members were read, but Microsoft Graph ${count}`, passing: true };
};

const withoutStop = (sentence: string): string => sentence.replace(/\.$/, '');

/** The members, and what is wrong with this reading of them. Throws what no second reading would change. */
const readOnce = async (graph: Graph, groupId: string) => {
  try {
    const members = await readMembers(graph, groupId);
    return { members, problem: problemOf(members, await countMembers(graph, groupId)) };
  } catch (error) {
    if (!(error instanceof BrokenList)) throw error;
    return { members: [], problem: { sentence: withoutStop(error.message), passing: true } };
  }
};

/** Reads anew where a list broke off (case 49), or where the counts differ, since the index behind $count lags. */
const readGroup = async (graph: Graph, group: Group): Promise<GroupPeople> => {
  try {
    let reading = await readOnce(graph, group.id);
    for (let again = 1; reading.problem?.passing && again < readings; again += 1)
      reading = await readOnce(graph, group.id);
    const members = reading.members.filter((person) => !isLimited(person));
    return { ...group, people: reading.members.length, others: 0, lost: reading.problem?.sentence ?? null, members };
  } catch (error) {
    const why = graphStatus(error) === 404 ? 'the group is gone' : withoutStop(describeGraphFault(error).message);
    return { ...group, people: 0, others: 0, lost: why, members: [] };
  }
};

interface GroupEntity {
  readonly displayName: string;
  readonly securityEnabled: boolean;
  readonly groupTypes: readonly string[];
  readonly membershipRuleProcessingState: string | null;
}

const dynamicOf = (group: Partial<GroupEntity> | undefined): GroupReading['dynamic'] => {
  if (!group?.groupTypes?.includes('DynamicMembership')) return null;
  return group.membershipRuleProcessingState === 'Paused' ? 'paused' : 'on';
};

const readNames = async (graph: Graph, groupIds: readonly string[]): Promise<readonly Group[]> => {
  const urlOf = (id: string) =>
    `${pathOf(id)}?$select=id,displayName,securityEnabled,groupTypes,membershipRuleProcessingState`;
  const answers = await readBatch(graph, groupIds.map(urlOf));
  return groupIds.map((id) => {
    const body = answers.get(urlOf(id))?.body as Partial<GroupEntity> | undefined;
    return {
      id,
      displayName: body?.displayName ?? id,
      securityEnabled: body?.securityEnabled !== false,
      dynamic: dynamicOf(body),
    };
  });
};

const mergeGroups = (groups: readonly GroupPeople[]): readonly PersonInScope[] => {
  const people = new Map<string, { person: Person; groupIds: string[] }>();
  for (const group of groups)
    for (const person of group.members) {
      const present = people.get(person.id);
      if (present) present.groupIds.push(group.id);
      else people.set(person.id, { person, groupIds: [group.id] });
    }
  return [...people.values()];
};

/**
 * A group that is lost makes the whole reading incomplete: nobody may be removed on its account (case 31). So does an
 * exclusion group that cannot be read, since its members would be taken for others.
 */
export const readSnapshot = async (
  graph: Graph,
  tenantId: string,
  groupIds: readonly string[],
  { exemptGroupId = null }: SnapshotOptions = {},
): Promise<Snapshot> => {
  const readAt = new Date().toISOString();
  const inScope = new Set(groupIds);
  const named = await readNames(graph, [...new Set([...inScope, ...(exemptGroupId ? [exemptGroupId] : [])])]);
  const read = await mapAtMost(groupsAtOnce, named, (group) => readGroup(graph, group));
  const problems = read.flatMap((group) => (group.lost ? [`${group.displayName}: ${group.lost}.`] : []));
  const groups = read.filter(({ id }) => inScope.has(id));
  return {
    tenantId,
    readAt,
    complete: problems.length === 0,
    problems,
    groups: groups.map(({ members: _, ...group }) => group),
    people: mergeGroups(groups),
    exempt: read.find(({ id }) => id === exemptGroupId)?.members.map(({ id }) => id) ?? [],
  };
};
