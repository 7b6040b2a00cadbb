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

/**
 * Lets the dated events of the directory file happen, in order of their dates, up to `until` (ISO 8601 date, included)
 * and after `after` where given. Who joins a department leaves every other department's group. Events of strangers and
 * of departments without a group are passed over.
 * @returns how many events happened
 */
export const replayEvents = (directory: CompanyDirectory, until: string, after = ''): number => {
  const events = directory.world.directory.events
    .filter(({ at }) => at.slice(0, 10) <= until && at.slice(0, 10) > after)
    .sort((a, b) => (a.at < b.at ? -1 : a.at > b.at ? 1 : 0));
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
