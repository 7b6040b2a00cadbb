/** One good request for each operation of the coverage table. */
import { approversGroupId, staff, type World } from '../world.ts';
import type { Operation } from './coverage.ts';
import { type AskOptions, appToken, userToken } from './open-graph.testing.ts';

const everything = appToken('Directory.Read.All', 'Organization.Read.All', 'User.Read.All', 'GroupMember.Read.All');
const mine = userToken(staff.administrator.id, 'User.Read');

/** The beginning and the end of a JPEG, in base64. */
export const samplePhoto = Buffer.from('ffd8ffe000104a464946ffd9', 'hex').toString('base64');

/** The object that stands for `{id}` in a path. */
const subjectOf = (operation: Operation, world: World): string => {
  if (operation.includes('deletedItems')) return world.deletedUsers[0]?.id ?? '';
  if (operation.includes('/groups/')) return world.groupsInScope[0] ?? '';
  return operation.includes('/manager') ? staff.approver.id : staff.administrator.id;
};

const bodyOf = (operation: Operation): unknown => {
  if (operation === 'POST /$batch') return { requests: [{ id: '1', method: 'GET', url: '/users?$top=1' }] };
  return operation.endsWith('checkMemberGroups') ? { groupIds: [approversGroupId] } : undefined;
};

/** The request as `METHOD /path` with the ids of this world, and what goes with it. */
export const sampleRequest = (operation: Operation, world: World): { request: string; options: AskOptions } => {
  const request = operation.replace('/photos/{id}', '/photos/48x48').replace('{id}', subjectOf(operation, world));
  const cast = /transitiveMembers\/microsoft\.graph\.\w+$/.test(operation);
  return {
    request: cast ? `${request}?$count=true` : request,
    options: {
      token: operation.startsWith('GET /me') ? mine : everything,
      headers: { ConsistencyLevel: 'eventual' },
      body: bodyOf(operation),
    },
  };
};
