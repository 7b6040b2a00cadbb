/** GET /users/{id}/memberOf and transitiveMemberOf, also of /me, cast or not: groups and directory roles. */
import type { UserObject } from '../company/directory-object.ts';
import { answerPage } from './answer-page.ts';
import { makeDirectoryRole } from './directory-role.ts';
import { GraphFault, notFound } from './graph-fault.ts';
import type { AnswerOperation, OperationCall } from './graph-request.ts';
import type { Entity } from './project.ts';
import { readQueryOptions } from './query-options.ts';

export interface MembershipList {
  readonly of: 'user' | 'me';
  readonly transitive: boolean;
  readonly cast: 'group' | 'directoryRole' | null;
}

/** The user whom the path names. @throws GraphFault 404 */
export const requireUser = ({ directory, id }: OperationCall): UserObject => {
  const user = directory.findUser(id);
  if (!user) throw notFound(id);
  return user;
};

/** The user who signed in. @throws GraphFault 400 for an app on its own, 404 when the user is gone */
export const requireMe = ({ directory, caller }: OperationCall): UserObject => {
  if (caller.userId === null)
    throw new GraphFault(400, 'BadRequest', '/me request is only valid with delegated authentication flow.');
  const user = directory.findUser(caller.userId);
  if (!user) throw notFound(caller.userId);
  return user;
};

const findMemberships = (call: OperationCall, { of, transitive, cast }: MembershipList): readonly Entity[] => {
  const { id } = of === 'me' ? requireMe(call) : requireUser(call);
  const groups = transitive ? call.directory.transitiveGroupsOf(id) : call.directory.groupsOf(id);
  const roles = call.directory.rolesOf(id, transitive).map(makeDirectoryRole);
  return [...(cast === 'directoryRole' ? [] : groups), ...(cast === 'group' ? [] : roles)];
};

/** Role names and templates are limited information, except for one's own. */
export const listMemberships =
  (list: MembershipList): AnswerOperation =>
  (call) =>
    answerPage(call, readQueryOptions(call), findMemberships(call, list), {
      context: list.cast ? `${list.cast}s` : 'directoryObjects',
      kinds: list.cast ? [list.cast] : ['group', 'directoryRole'],
      readable: list.of === 'me' ? ['directoryRole'] : [],
    });
