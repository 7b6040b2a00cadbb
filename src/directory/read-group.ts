/** One group: its members counted twice, read anew where that may help, and what is wrong if something is (guard G1). */
import { waitBeforeRetry } from '../mobilo/retry.ts';
import type { GroupReading } from './directory.ts';
import { describeGraphFault, type Graph, graphStatus } from './graph-client.ts';
import { BrokenList } from './graph-pages.ts';
import { groupPath, type MemberReader, type Members } from './read-members.ts';

const readings = 3;

/** A group before its members are read. */
export type NamedGroup = Pick<GroupReading, 'id' | 'displayName' | 'securityEnabled' | 'dynamic'>;

export interface GroupPeople extends GroupReading {
  /** Object ids of those who may be read. */
  readonly members: ReadonlySet<string>;
  /** Graph does not know the group. */
  readonly gone: boolean;
}

/** What reading a group takes. */
export interface GroupTools {
  readonly graph: Graph;
  readonly reader: MemberReader;
  /** The number of people last time, by group id. */
  readonly expected: ReadonlyMap<string, number>;
}

/** Only digits are a count: an empty answer is not zero people. */
const countMembers = async (graph: Graph, groupId: string): Promise<number | null> => {
  const answer: unknown = await graph.client
    .api(`${groupPath(groupId)}/transitiveMembers/microsoft.graph.user/$count`)
    .header('ConsistencyLevel', 'eventual')
    .get();
  return /^\d+$/.test(String(answer)) ? Number(answer) : null;
};

/** `passing`: reading once more may help. */
interface Problem {
  readonly sentence: string;
  readonly passing: boolean;
}

const lasting = (sentence: string): Problem => ({ sentence, passing: false });

const problemOf = ({ people, limitedPeople, limitedGroups }: Members, counted: number | null): Problem | null => {
  if (limitedGroups.size > 0)
    return lasting(
      `the members of ${limitedGroups.size} group(s) in it are hidden; leave these out or show their members`,
    );
  if (limitedPeople.size > 0)
    return lasting(`${limitedPeople.size} of its members may not be read; the permission User.Read.All is missing`);
  if (people.size === counted) return null;
  const count = counted === null ? 'does not count them' : `counts ${counted}`;
  return { sentence: `${people.size} members were read, but Microsoft Graph ${count}`, passing: true };
};

const withoutStop = (sentence: string): string => sentence.replace(/\.$/, '');

const nobody: Members = {
  people: new Set(),
  limitedPeople: new Set(),
  limitedGroups: new Set(),
  others: new Set(),
};

interface Attempt {
  readonly members: Members;
  readonly problem: Problem | null;
}

/** The members, and what is wrong with this reading of them. Throws what no second reading would change. */
const readOnce = async ({ graph, reader }: GroupTools, groupId: string): Promise<Attempt> => {
  try {
    const members = await reader.read(groupId);
    return { members, problem: problemOf(members, await countMembers(graph, groupId)) };
  } catch (error) {
    if (!(error instanceof BrokenList)) throw error;
    return { members: nobody, problem: { sentence: withoutStop(error.message), passing: true } };
  }
};

/** Anew where a list broke off (case 49), or where the counts differ, since the index behind $count lags. */
const readUntilWhole = async (tools: GroupTools, groupId: string): Promise<Attempt> => {
  let attempt = await readOnce(tools, groupId);
  for (let again = 1; attempt.problem?.passing && again < readings; again += 1)
    attempt = await readOnce(tools, groupId);
  return attempt;
};

/** A group that had people and has none, even counted, is asked once more after a moment (case 48). */
const readUnlessEmptied = async (tools: GroupTools, groupId: string): Promise<Attempt> => {
  const attempt = await readUntilWhole(tools, groupId);
  const before = tools.expected.get(groupId) ?? 0;
  if (attempt.problem || attempt.members.people.size > 0 || before === 0) return attempt;
  const wait = waitBeforeRetry(tools.graph.policy, 1, undefined, Math.random()) ?? 0;
  await new Promise((resolve) => setTimeout(resolve, wait));
  return readUntilWhole(tools, groupId);
};

/** Never throws: a group that cannot be read is lost, with a sentence (cases 31, 36, 47). */
export const readGroup = async (tools: GroupTools, group: NamedGroup): Promise<GroupPeople> => {
  try {
    const { members, problem } = await readUnlessEmptied(tools, group.id);
    const { people, limitedPeople, others } = members;
    const counts = { people: people.size + limitedPeople.size, others: others.size };
    return { ...group, ...counts, lost: problem?.sentence ?? null, members: people, gone: false };
  } catch (error) {
    const gone = graphStatus(error) === 404;
    const lost = gone ? 'the group is gone' : withoutStop(describeGraphFault(error).message);
    return { ...group, people: 0, others: 0, lost, members: nobody.people, gone };
  }
};
