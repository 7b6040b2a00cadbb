import type { CompanyDirectory } from './directory.ts';
import { requireGroup } from './require-object.ts';

/** Every direct member leaves, nested groups included (case 33). */
export const emptyGroup = (directory: CompanyDirectory, id: string): void => {
  const group = requireGroup(directory, id);
  for (const member of directory.members(group.id))
    directory.put({ ...member, memberOf: member.memberOf.filter((groupId) => groupId !== group.id) });
};

/** Into the recycle bin; its members keep no trace of it (case 31). */
export const deleteGroup = (directory: CompanyDirectory, id: string): void => {
  const group = requireGroup(directory, id);
  const entity = { ...group.entity, deletedDateTime: new Date().toISOString() };
  directory.put({ ...group, entity, state: 'deleted' });
};

/** One more direct member; changes nothing for one who is a member already. */
export const addToGroup = (directory: CompanyDirectory, id: string, memberId: string): void => {
  const group = requireGroup(directory, id);
  const member = directory.find(memberId);
  if (!member || member.memberOf.includes(group.id)) return;
  directory.put({ ...member, memberOf: [...member.memberOf, group.id] });
};

/** One direct member less. */
export const takeFromGroup = (directory: CompanyDirectory, id: string, memberId: string): void => {
  const group = requireGroup(directory, id);
  const member = directory.find(memberId);
  if (!member?.memberOf.includes(group.id)) return;
  directory.put({ ...member, memberOf: member.memberOf.filter((groupId) => groupId !== group.id) });
};
