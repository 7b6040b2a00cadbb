import type { DirectoryEvent } from '../world.ts';
import { findDepartmentGroup, listDepartmentGroupIds } from './department-groups.ts';
import type { CompanyDirectory } from './directory.ts';
import type { UserObject } from './directory-object.ts';

const join = (person: UserObject, event: DirectoryEvent, groupId: string, others: ReadonlySet<string>): UserObject => ({
  ...person,
  entity: { ...person.entity, department: event.department, ...(event.jobTitle && { jobTitle: event.jobTitle }) },
  memberOf: [...person.memberOf.filter((id) => !others.has(id)), groupId],
});

const leave = (person: UserObject, groupId: string): UserObject => ({
  ...person,
  memberOf: person.memberOf.filter((id) => id !== groupId),
});

const dayOf = ({ at }: DirectoryEvent): string => at.slice(0, 10);

/** Day by day, and on each day those who leave first: who leaves and joins on one day stays in. */
const compareEvents = (a: DirectoryEvent, b: DirectoryEvent): number => {
  if (dayOf(a) !== dayOf(b)) return dayOf(a) < dayOf(b) ? -1 : 1;
  if (a.type !== b.type) return a.type === 'leaveDepartment' ? -1 : 1;
  return a.at < b.at ? -1 : a.at > b.at ? 1 : 0;
};

/**
 * Lets the dated events of the directory file happen, in order of their dates, up to `until` (ISO 8601 date, included)
 * and after `after` where given. Who joins a department leaves every other department's group; who leaves one and joins one
 * on the same day is never out, whatever the order in the file. Events of strangers and of departments without a group
 * are passed over.
 * @returns how many events happened
 */
export const replayEvents = (directory: CompanyDirectory, until: string, after = ''): number => {
  const events = directory.world.directory.events
    .filter((event) => dayOf(event) <= until && dayOf(event) > after)
    .sort(compareEvents);
  const departmentGroups = listDepartmentGroupIds(
    directory,
    directory.world.directory.events.map(({ department }) => department),
  );
  let happened = 0;
  for (const event of events) {
    const person = directory.findUser(event.user);
    const group = findDepartmentGroup(directory, event.department);
    if (!person || !group) continue;
    directory.put(
      event.type === 'joinDepartment' ? join(person, event, group.id, departmentGroups) : leave(person, group.id),
    );
    happened += 1;
  }
  return happened;
};
