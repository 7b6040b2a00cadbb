import type { Group, User } from '@microsoft/microsoft-graph-types';
import { approversGroupId, type DirectoryData, staff } from '../world.ts';
import { departments, divisions } from './departments.ts';
import { makeDistributionGroup, makeDynamicGroup, makeGroup, makeMicrosoft365Group } from './make-group.ts';
import { contactMember, deviceMember, groupMember, type Member, userMember } from './members.ts';

const departmentGroups = new Map(departments.map(({ name }) => [name, makeGroup(name, `Department ${name}`)] as const));
const divisionGroups = new Map(divisions.map((name) => [name, makeGroup(`Division ${name}`, `Division ${name}`)]));
const everybody = makeGroup('All employees', 'Everybody, through the three divisions');
const launch = makeMicrosoft365Group('Product launch', 'The team of the spring launch');
const newsletter = makeDistributionGroup('Newsletter', 'Who receives the monthly newsletter');
const dynamicSales = makeDynamicGroup('Sales (dynamic)', 'Filled by rule', 'user.department -eq "Sales"');
const approvers = makeGroup('Mobilo approvers', 'May approve what the sync proposes', { id: approversGroupId });

/** The groups that the sample company has put in scope: its three divisions, everybody through nested groups. */
export const divisionGroupIds: readonly string[] = [...divisionGroups.values()].map(({ id }) => id ?? '');

/** The list of members of each group by the group's id, written down once. */
const listMembers = (entries: readonly (readonly [Group, readonly Member[]])[]): DirectoryData['members'] =>
  Object.fromEntries(entries.map(([group, members]) => [group.id ?? '', members]));

const nestDepartments = (division: string): readonly Member[] =>
  departments
    .filter((department) => department.divisions.includes(division))
    .flatMap(({ name }) => departmentGroups.get(name) ?? [])
    .map(groupMember);

const peopleByDepartment = (users: readonly User[]): ReadonlyMap<string, readonly Member[]> => {
  const members = new Map<string, Member[]>();
  for (const user of users) {
    const present = members.get(user.department ?? '');
    if (present) present.push(userMember(user));
    else members.set(user.department ?? '', [userMember(user)]);
  }
  return members;
};

/** All groups of the sample company and who is in them: departments in divisions in "All employees", and the odd ones. */
export const growGroups = (users: readonly User[]): Pick<DirectoryData, 'groups' | 'members'> => {
  const people = peopleByDepartment(users);
  const team = [...departmentGroups].map(([name, group]) => {
    const strangers = name === 'IT' ? [deviceMember] : name === 'Customer Success' ? [contactMember] : [];
    return [group, [...(people.get(name) ?? []), ...strangers]] as const;
  });
  const members = listMembers([
    ...team,
    ...[...divisionGroups].map(([name, group]) => [group, nestDepartments(name)] as const),
    [everybody, [...divisionGroups.values()].map(groupMember)],
    [launch, users.slice(3, 9).map(userMember)],
    [newsletter, [...users.slice(0, 20).map(userMember), contactMember]],
    [dynamicSales, people.get('Sales') ?? []],
    [approvers, users.filter(({ id }) => id === staff.approver.id).map(userMember)],
  ]);
  const groups = [...departmentGroups.values(), ...divisionGroups.values()];
  return { groups: [...groups, everybody, launch, newsletter, dynamicSales, approvers], members };
};
