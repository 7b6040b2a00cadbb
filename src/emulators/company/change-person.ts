import type { User } from '@microsoft/microsoft-graph-types';
import { findDepartmentGroup } from './department-groups.ts';
import type { CompanyDirectory } from './directory.ts';
import type { UserObject } from './directory-object.ts';
import { marryUser } from './marry-user.ts';
import { requirePerson } from './require-object.ts';

const putPerson = (directory: CompanyDirectory, person: UserObject): UserObject => {
  directory.put(person);
  return person;
};

/** Changes what the directory says of somebody. Every operation here throws SyncError `not-found` for a stranger. */
export const changePerson = (directory: CompanyDirectory, id: string, facts: Partial<User>): UserObject => {
  const person = requirePerson(directory, id);
  return putPerson(directory, { ...person, entity: { ...person.entity, ...facts, id: person.id } });
};

/** A new surname, and the address and sign-in name that follow from it. */
export const marryPerson = (directory: CompanyDirectory, id: string, surname: string): UserObject => {
  const person = requirePerson(directory, id);
  return putPerson(directory, { ...person, entity: marryUser(person.entity, surname) });
};

/** Somebody leaves the group of the old department, enters that of the new one, and their profile says so. */
export const movePerson = (
  directory: CompanyDirectory,
  id: string,
  department: string,
  jobTitle?: string,
): UserObject => {
  const person = requirePerson(directory, id);
  const former = findDepartmentGroup(directory, person.entity.department ?? '');
  const next = findDepartmentGroup(directory, department);
  const kept = person.memberOf.filter((groupId) => groupId !== former?.id && groupId !== next?.id);
  const entity = { ...person.entity, department, ...(jobTitle && { jobTitle }) };
  return putPerson(directory, { ...person, entity, memberOf: [...kept, ...(next ? [next.id] : [])] });
};

/** Blocks the sign-in (case 19). */
export const disablePerson = (directory: CompanyDirectory, id: string): UserObject =>
  changePerson(directory, id, { accountEnabled: false });

export const enablePerson = (directory: CompanyDirectory, id: string): UserObject =>
  changePerson(directory, id, { accountEnabled: true });
