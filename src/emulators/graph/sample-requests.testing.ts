/** One good request for each operation of the coverage table. */
import { approversGroupId, staff, type World } from '../world.ts';
import type { Operation } from './coverage.ts';
import { type AskOptions, appToken, userToken } from './open-graph.testing.ts';
import type { GraphEmulator } from './start-graph-emulator.ts';

interface Sampled {
  readonly id: string;
  readonly wanted: object;
}

const everything = appToken('Directory.Read.All', 'Organization.Read.All', 'User.Read.All', 'GroupMember.Read.All');
const mine = userToken(staff.administrator.id, 'User.Read');

/** The beginning and the end of a JPEG, in base64. */
export const samplePhoto = Buffer.from('ffd8ffe000104a464946ffd9', 'hex').toString('base64');

/** A subscription that is there before the samples are sent, and what one is asked for with. */
export const makeSubscription = ({ subscriptions }: GraphEmulator, notificationUrl: string): Sampled => {
  const expirationDateTime = new Date(Date.now() + 3_600_000).toISOString();
  const wanted = { changeType: 'updated', resource: '/users', notificationUrl, expirationDateTime } as const;
  return { wanted, id: subscriptions.add(wanted).id };
};

/** The object that stands for `{id}` in a path. */
const subjectOf = (operation: Operation, world: World, subscription: Sampled | null): string => {
  if (operation.includes('/subscriptions/')) return subscription?.id ?? '';
  if (operation.includes('deletedItems')) return world.deletedUsers[0]?.id ?? '';
  if (operation.includes('/groups/')) return world.groupsInScope[0] ?? '';
  return operation.includes('/manager') ? staff.approver.id : staff.administrator.id;
};

const bodyOf = (operation: Operation, subscription: Sampled | null): unknown => {
  if (/^(POST|PATCH) \/subscriptions/.test(operation)) return subscription?.wanted;
  if (operation === 'POST /$batch') return { requests: [{ id: '1', method: 'GET', url: '/users?$top=1' }] };
  return operation.endsWith('checkMemberGroups') ? { groupIds: [approversGroupId] } : undefined;
};

/** The request as `METHOD /path` with the ids of this world, and what goes with it. */
export const sampleRequest = (
  operation: Operation,
  world: World,
  subscription: Sampled | null = null,
): { request: string; options: AskOptions } => {
  const request = operation
    .replace('/photos/{id}', '/photos/48x48')
    .replace('{id}', subjectOf(operation, world, subscription));
  const cast = /transitiveMembers\/microsoft\.graph\.\w+$/.test(operation);
  return {
    request: cast ? `${request}?$count=true` : request,
    options: {
      token: operation.startsWith('GET /me') ? mine : everything,
      headers: { ConsistencyLevel: 'eventual' },
      body: bodyOf(operation, subscription),
    },
  };
};
