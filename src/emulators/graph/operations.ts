import { answerDelta } from './answer-delta.ts';
import {
  listSubscriptions,
  readSubscription,
  renewSubscription,
  subscribe,
  unsubscribe,
} from './answer-subscriptions.ts';
import { checkMemberGroups } from './check-member-groups.ts';
import type { Operation } from './coverage.ts';
import type { AnswerOperation } from './graph-request.ts';
import { listDeleted } from './list-deleted.ts';
import { countEntities, listEntities } from './list-entities.ts';
import { countMembers, listMembers, type MemberList } from './list-members.ts';
import { listMemberships, type MembershipList } from './list-memberships.ts';
import { readDeleted, readGroup, readManager, readMe, readOrganization, readUser } from './read-entity.ts';
import { readPhoto } from './read-photo.ts';

const direct = (cast: MemberList['cast']): MemberList => ({ transitive: false, cast });
const nested = (cast: MemberList['cast']): MemberList => ({ transitive: true, cast });
const membership = (of: MembershipList['of'], transitive: boolean, cast: MembershipList['cast']) =>
  listMemberships({ of, transitive, cast });

/** What each listed operation does; a batch is taken apart before it comes here. */
export const operations: Readonly<Record<Exclude<Operation, 'POST /$batch'>, AnswerOperation>> = {
  'GET /groups': listEntities('group'),
  'GET /groups/$count': countEntities('group'),
  'GET /groups/delta': answerDelta('group'),
  'GET /groups/{id}': readGroup,
  'GET /groups/{id}/members': listMembers(direct(null)),
  'GET /groups/{id}/members/$count': countMembers(direct(null)),
  'GET /groups/{id}/members/microsoft.graph.user': listMembers(direct('user')),
  'GET /groups/{id}/members/microsoft.graph.user/$count': countMembers(direct('user')),
  'GET /groups/{id}/members/microsoft.graph.group': listMembers(direct('group')),
  'GET /groups/{id}/members/microsoft.graph.group/$count': countMembers(direct('group')),
  'GET /groups/{id}/transitiveMembers': listMembers(nested(null)),
  'GET /groups/{id}/transitiveMembers/$count': countMembers(nested(null)),
  'GET /groups/{id}/transitiveMembers/microsoft.graph.user': listMembers(nested('user')),
  'GET /groups/{id}/transitiveMembers/microsoft.graph.user/$count': countMembers(nested('user')),
  'GET /groups/{id}/transitiveMembers/microsoft.graph.group': listMembers(nested('group')),
  'GET /groups/{id}/transitiveMembers/microsoft.graph.group/$count': countMembers(nested('group')),
  'GET /users': listEntities('user'),
  'GET /users/$count': countEntities('user'),
  'GET /users/delta': answerDelta('user'),
  'GET /users/{id}': readUser,
  'GET /users/{id}/manager': readManager,
  'GET /users/{id}/memberOf': membership('user', false, null),
  'GET /users/{id}/memberOf/microsoft.graph.group': membership('user', false, 'group'),
  'GET /users/{id}/memberOf/microsoft.graph.directoryRole': membership('user', false, 'directoryRole'),
  'GET /users/{id}/transitiveMemberOf': membership('user', true, null),
  'GET /users/{id}/transitiveMemberOf/microsoft.graph.group': membership('user', true, 'group'),
  'GET /users/{id}/transitiveMemberOf/microsoft.graph.directoryRole': membership('user', true, 'directoryRole'),
  'GET /users/{id}/photo/$value': readPhoto,
  'GET /users/{id}/photos/{id}/$value': readPhoto,
  'POST /users/{id}/checkMemberGroups': checkMemberGroups,
  'GET /directory/deletedItems/microsoft.graph.user': listDeleted('user'),
  'GET /directory/deletedItems/microsoft.graph.group': listDeleted('group'),
  'GET /directory/deletedItems/{id}': readDeleted,
  'POST /directoryObjects/{id}/checkMemberGroups': checkMemberGroups,
  'GET /me': readMe,
  'GET /me/memberOf': membership('me', false, null),
  'GET /me/memberOf/microsoft.graph.directoryRole': membership('me', false, 'directoryRole'),
  'GET /me/transitiveMemberOf': membership('me', true, null),
  'GET /me/transitiveMemberOf/microsoft.graph.directoryRole': membership('me', true, 'directoryRole'),
  'GET /organization': readOrganization,
  'POST /subscriptions': subscribe,
  'GET /subscriptions': listSubscriptions,
  'GET /subscriptions/{id}': readSubscription,
  'PATCH /subscriptions/{id}': renewSubscription,
  'DELETE /subscriptions/{id}': unsubscribe,
};
