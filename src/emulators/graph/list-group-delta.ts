import type { CompanyDirectory } from '../company/directory.ts';
import type { DirectoryChange, DirectoryObject } from '../company/directory-object.ts';
import type { DeltaRound, Telling } from './delta-round.ts';
import { deltaRow, isTracked, removedRow } from './delta-row.ts';
import type { OperationCall } from './graph-request.ts';
import type { Row } from './project.ts';

/** A group with more members is told in several rows, with a further slice of its members in each. */
const slice = 100;

const nothing: ReadonlySet<string> = new Set();

const typeOf = ({ kind }: Pick<DirectoryObject, 'kind'>): string => `#microsoft.graph.${kind}`;

const tellsMembers = ({ select }: DeltaRound): boolean => select === null || select.includes('members');

const describeGroup = (group: DirectoryObject, round: DeltaRound, changed: ReadonlySet<string>, only: boolean): Row =>
  deltaRow(group, round.select?.filter((name) => name !== 'members') ?? null, changed, only);

const sliceMembers = (row: Row, members: readonly Row[]): readonly Row[] => {
  const rows: Row[] = [];
  for (let from = 0; from === 0 || from < members.length; from += slice)
    rows.push(members.length === 0 ? row : { ...row, 'members@delta': members.slice(from, from + slice) });
  return rows;
};

const listAll = (directory: CompanyDirectory, round: DeltaRound): readonly Row[] =>
  directory.list('group').flatMap((group) => {
    const members = tellsMembers(round) ? directory.members(group.id) : [];
    return sliceMembers(
      describeGroup(group, round, nothing, false),
      members.map((member) => ({ '@odata.type': typeOf(member), id: member.id })),
    );
  });

interface GroupChange {
  readonly properties: Set<string>;
  /** The member rows by id; the last change of each counts. */
  readonly members: Map<string, Row>;
}

/** What a round changed, by group. A member that ended and one who was deleted look the same: neither proves a departure. */
const foldChanges = (changes: readonly DirectoryChange[]): ReadonlyMap<string, GroupChange> => {
  const groups = new Map<string, GroupChange>();
  const changeOf = (id: string): GroupChange => {
    const change = groups.get(id) ?? { properties: new Set(), members: new Map() };
    groups.set(id, change);
    return change;
  };
  for (const change of changes) {
    const member = { '@odata.type': typeOf(change), id: change.id };
    if (change.kind === 'group') for (const name of change.properties) changeOf(change.id).properties.add(name);
    for (const groupId of change.joined) changeOf(groupId).members.set(change.id, member);
    for (const groupId of change.left)
      changeOf(groupId).members.set(change.id, { ...member, '@removed': { reason: 'deleted' } });
  }
  return groups;
};

const listChanged = (directory: CompanyDirectory, round: DeltaRound, after: number): readonly Row[] => {
  const changes = directory.changesSince(after).filter(({ version }) => version <= round.until);
  return [...foldChanges(changes)].flatMap(([id, { properties, members }]) => {
    const group = directory.find(id);
    if (!group) return [];
    if (group.state !== 'present') return [removedRow(group)];
    const told = tellsMembers(round) ? [...members.values()] : [];
    if (told.length === 0 && !isTracked('group', round.select, properties)) return [];
    return sliceMembers(describeGroup(group, round, properties, round.minimal), told);
  });
};

/** The rows of one round: every group with all members, or each changed group with the members who came and went. */
export const listGroupDelta = ({ directory }: OperationCall, round: DeltaRound): readonly Telling[] => {
  const rows = round.after === null ? listAll(directory, round) : listChanged(directory, round, round.after);
  return [...(round.twice ? rows : []), ...rows].map((row) => () => row);
};
