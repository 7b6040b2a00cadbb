/** The Directory port on Microsoft Graph. Changes nothing in the directory; every fault leaves as a SyncError. */
import * as z from 'zod/v4';
import type { RetryPolicy } from '../mobilo/retry.ts';
import type { Directory, RoleAnswer, SecurityGroup } from './directory.ts';
import { explainScope } from './explain-scope.ts';
import { findPeople } from './find-people.ts';
import { findPerson } from './find-person.ts';
import { type AccessToken, createGraph, describeGraphFault, type Graph } from './graph-client.ts';
import { readPages } from './graph-pages.ts';
import { readChanges, startFollowing } from './read-changes.ts';
import { readEvidence } from './read-evidence.ts';
import { readPeople } from './read-people.ts';
import { readPhoto } from './read-photo.ts';
import { isGlobalAdministrator, isMemberOf } from './read-roles.ts';
import { readSnapshot } from './read-snapshot.ts';
import { renewSubscription, subscribe, unsubscribe } from './subscribe.ts';

export interface GraphDirectoryOptions {
  readonly tenantId: string;
  readonly baseUrl: string;
  /** A token of the application for Microsoft Graph. */
  readonly accessToken: AccessToken;
  /** Another patience with faults that pass by themselves. */
  readonly retry?: Partial<RetryPolicy>;
}

const group = z.object({
  id: z.string(),
  displayName: z.string().nullish(),
  description: z.string().nullish(),
  groupTypes: z.array(z.string()).nullish(),
});

const groupProperties = 'id,displayName,description,groupTypes';

const toGroup = (entity: unknown): SecurityGroup => {
  const { id, displayName, description, groupTypes } = group.parse(entity);
  return {
    id,
    displayName: displayName ?? id,
    description: description ?? null,
    dynamic: groupTypes?.includes('DynamicMembership') ?? false,
  };
};

/** What a person types, without anything that could end the quotes around it or be an operator (those are upper case). */
const tidySearch = (search: string | undefined): string => (search ?? '').replace(/["\\]/g, ' ').trim().toLowerCase();

const searchPath = (words: string): string => {
  const clause = encodeURIComponent(`"displayName:${words}" OR "description:${words}"`);
  return `/groups?$search=${clause}&$filter=securityEnabled eq true&$count=true&$select=${groupProperties}&$top=100`;
};

const readGroups = async (graph: Graph, search: string | undefined): Promise<readonly SecurityGroup[]> => {
  const groups: SecurityGroup[] = [];
  const words = tidySearch(search);
  const pages = words
    ? readPages(graph, searchPath(words), { ConsistencyLevel: 'eventual' })
    : readPages(graph, `/groups?$filter=securityEnabled eq true&$select=${groupProperties}&$top=100`);
  for await (const page of pages) groups.push(...page.map(toGroup));
  return groups;
};

const guarded = async <T>(work: () => Promise<T>): Promise<T> => {
  try {
    return await work();
  } catch (error) {
    throw describeGraphFault(error);
  }
};

export const createGraphDirectory = ({ tenantId, ...options }: GraphDirectoryOptions): Directory => {
  const background = createGraph({ ...options, priority: 'low' });
  const waiting = createGraph({ ...options, priority: 'high' });
  // Sent once: a subscription that was asked for twice would tell everything twice.
  const once = createGraph({ ...options, priority: 'low', retry: { ...options.retry, attempts: 1 } });
  return {
    tenantId,
    readGroups: (search) => guarded(() => readGroups(waiting, search)),
    readSnapshot: (groupIds, wishes) => guarded(() => readSnapshot(background, tenantId, groupIds, wishes)),
    startFollowing: () => guarded(() => startFollowing(background)),
    readChanges: (links, scope) => guarded(() => readChanges(background, links, scope)),
    readPeople: (personIds, groupIds, wishes) => guarded(() => readPeople(background, personIds, groupIds, wishes)),
    findPerson: (who) => guarded(() => findPerson(waiting, who)),
    explainScope: (personId, groupIds) => guarded(() => explainScope(waiting, personId, groupIds)),
    readPhoto: (personId) => guarded(() => readPhoto(background, personId)),
    readEvidence: (personIds) => guarded(() => readEvidence(background, personIds)),
    isGlobalAdministrator: (personId) =>
      guarded(() => isGlobalAdministrator(waiting, `/users/${encodeURIComponent(personId)}`)),
    isMemberOf: (personId, groupId) => guarded(() => isMemberOf(waiting, personId, groupId)),
    findPeople: (address) => guarded(() => findPeople(waiting, address)),
    subscribe: (url, clientState, resource) => guarded(() => subscribe(once, url, clientState, resource)),
    renewSubscription: (id) => guarded(() => renewSubscription(once, id)),
    unsubscribe: (id) => guarded(() => unsubscribe(once, id)),
  };
};

/** The same question with the token of the person who asks (On-Behalf-Of, delegated User.Read). */
export const amGlobalAdministrator = (baseUrl: string, accessToken: () => Promise<string>): Promise<RoleAnswer> =>
  guarded(() => isGlobalAdministrator(createGraph({ baseUrl, accessToken, priority: 'high' }), '/me'));
