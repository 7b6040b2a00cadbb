/** What groups are called and what they are; also those that were deleted, as long as they can be restored. */
import type { GroupReading } from './directory.ts';
import { readBatch } from './graph-batch.ts';
import type { Graph } from './graph-client.ts';
import type { GroupPeople, NamedGroup } from './read-group.ts';
import { groupPath } from './read-members.ts';

interface GroupEntity {
  readonly displayName: string;
  readonly securityEnabled: boolean;
  readonly groupTypes: readonly string[];
  readonly membershipRuleProcessingState: string | null;
  readonly deletedDateTime: string | null;
}

const dynamicOf = (group: Partial<GroupEntity> | undefined): GroupReading['dynamic'] => {
  if (!group?.groupTypes?.includes('DynamicMembership')) return null;
  return group.membershipRuleProcessingState === 'Paused' ? 'paused' : 'on';
};

/** A group that cannot be read is called by its id. */
export const readNames = async (graph: Graph, groupIds: readonly string[]): Promise<readonly NamedGroup[]> => {
  const pathOf = (id: string) =>
    `${groupPath(id)}?$select=id,displayName,securityEnabled,groupTypes,membershipRuleProcessingState`;
  const answers = await readBatch(graph, groupIds.map(pathOf));
  return groupIds.map((id) => {
    const body = answers.get(pathOf(id))?.body as Partial<GroupEntity> | undefined;
    return {
      id,
      displayName: body?.displayName ?? id,
      securityEnabled: body?.securityEnabled !== false,
      dynamic: dynamicOf(body),
    };
  });
};

const deletedPath = (groupId: string): string => `/directory/deletedItems/${encodeURIComponent(groupId)}`;

const tellDeleted = (group: GroupPeople, deleted: Partial<GroupEntity> | null | undefined): GroupPeople => {
  const day = deleted?.deletedDateTime?.slice(0, 10);
  if (!day) return group;
  const lost = `the group was deleted on ${day} and can be restored in Microsoft Entra ID`;
  return { ...group, displayName: deleted?.displayName ?? group.displayName, lost };
};

/** Says of groups that are gone when they were deleted, where that may be read; they stay lost all the same (case 31). */
export const explainGone = async (graph: Graph, groups: readonly GroupPeople[]): Promise<readonly GroupPeople[]> => {
  const gone = groups.filter((group) => group.gone).map(({ id }) => deletedPath(id));
  try {
    const answers = await readBatch(graph, gone);
    return groups.map((group) =>
      group.gone ? tellDeleted(group, answers.get(deletedPath(group.id))?.body as Partial<GroupEntity>) : group,
    );
  } catch {
    // Only the wording would have been better.
    return groups;
  }
};
