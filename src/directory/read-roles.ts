import type { RoleAnswer } from './directory.ts';
import { type Graph, graphStatus } from './graph-client.ts';
import { readPages } from './graph-pages.ts';

/** The template of Global Administrator; the same in every tenant (Entra built-in roles). */
const globalAdministratorTemplate = '62e90394-69f5-4237-9190-012177145e10';

interface Membership {
  readonly '@odata.type'?: string;
  readonly roleTemplateId?: string | null;
}

/**
 * Active directory roles, direct and through role-assignable groups (R1). `who` is `/me` for a delegated token,
 * `/users/{id}` for the application's own. Roles that Graph limits to an id leave the answer unknown.
 */
export const isGlobalAdministrator = async (graph: Graph, who: string): Promise<RoleAnswer> => {
  let limited = false;
  try {
    for await (const page of readPages(graph, `${who}/transitiveMemberOf?$select=id,roleTemplateId&$top=999`))
      for (const item of page as readonly Membership[]) {
        if (item['@odata.type'] !== '#microsoft.graph.directoryRole') continue;
        if (item.roleTemplateId === globalAdministratorTemplate) return 'yes';
        limited ||= !item.roleTemplateId;
      }
  } catch (error) {
    if (graphStatus(error) === 404) return 'no';
    throw error;
  }
  return limited ? 'unknown' : 'no';
};

/** Membership with nested groups resolved; somebody who does not exist is a member of nothing. */
export const isMemberOf = async (graph: Graph, personId: string, groupId: string): Promise<RoleAnswer> => {
  try {
    const path = `/users/${encodeURIComponent(personId)}/checkMemberGroups`;
    const { value } = (await graph.client.api(path).post({ groupIds: [groupId] })) as { value: readonly string[] };
    return value.includes(groupId) ? 'yes' : 'no';
  } catch (error) {
    if (graphStatus(error) === 404) return 'no';
    throw error;
  }
};
