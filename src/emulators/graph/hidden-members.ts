import type { CompanyDirectory } from '../company/directory.ts';
import { walkMemberships } from '../company/walk-memberships.ts';
import { holdsAny } from './caller.ts';
import type { OperationCall } from './graph-request.ts';
import type { Entity } from './project.ts';

const hidesMembers = (directory: CompanyDirectory, groupId: string): boolean =>
  directory.findGroup(groupId)?.entity.visibility === 'HiddenMembership';

/** Everybody who is reached from a group through groups that show their members. */
const walkOpenly = (directory: CompanyDirectory, groupId: string): ReadonlySet<string> =>
  new Set(
    walkMemberships(groupId, (id) =>
      hidesMembers(directory, id) ? [] : directory.members(id).map((member) => member.id),
    ),
  );

/**
 * Which members of a group are limited to type and id, because only groups with hidden membership lead to them (§1.2,
 * case 36); null when none are: with Member.Read.Hidden, or where no group hides anything.
 */
export const findHidden = (call: OperationCall, transitive: boolean): ((row: Entity) => boolean) | null => {
  const { directory, caller, lists, id } = call;
  if (holdsAny(caller, ['Member.Read.Hidden'])) return null;
  if (hidesMembers(directory, id)) return () => true;
  if (!transitive || !directory.list('group').some((group) => hidesMembers(directory, group.id))) return null;
  const [open] = lists.get(`open ${id}`, () => [walkOpenly(directory, id)]);
  return ({ entity }) => !open?.has(String(Reflect.get(entity, 'id')));
};
