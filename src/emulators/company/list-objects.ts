import type { DirectoryData, World } from '../world.ts';
import type { DirectoryObject, ThingKind } from './directory-object.ts';

const listMemberships = (members: DirectoryData['members']): ReadonlyMap<string, ReadonlySet<string>> => {
  const memberOf = new Map<string, Set<string>>();
  for (const [groupId, list] of Object.entries(members))
    for (const { id } of list) {
      const present = memberOf.get(id);
      if (present) present.add(groupId);
      else memberOf.set(id, new Set([groupId]));
    }
  return memberOf;
};

const thingKinds: Readonly<Record<string, ThingKind>> = {
  '#microsoft.graph.device': 'device',
  '#microsoft.graph.orgContact': 'orgContact',
  '#microsoft.graph.servicePrincipal': 'servicePrincipal',
};

const listThings = (members: DirectoryData['members']): ReadonlyMap<string, ThingKind> => {
  const things = new Map<string, ThingKind>();
  for (const { id, '@odata.type': type } of Object.values(members).flat()) {
    const kind = thingKinds[type];
    if (kind) things.set(id, kind);
  }
  return things;
};

/** Every object of a world, each with the groups of which it is a direct member. */
export const listObjects = ({ directory, deletedUsers }: World): readonly DirectoryObject[] => {
  const memberOf = listMemberships(directory.members);
  const base = (id: string, state: DirectoryObject['state']) => ({
    id,
    memberOf: [...(memberOf.get(id) ?? [])],
    managerId: directory.managers[id] ?? null,
    state,
  });
  return [
    ...directory.users.map((user) => ({ ...base(user.id ?? '', 'present'), kind: 'user', entity: user }) as const),
    ...deletedUsers.map((user) => ({ ...base(user.id ?? '', 'deleted'), kind: 'user', entity: user }) as const),
    ...directory.groups.map((group) => ({ ...base(group.id ?? '', 'present'), kind: 'group', entity: group }) as const),
    ...[...listThings(directory.members)].map(([id, kind]) => ({ ...base(id, 'present'), kind, entity: { id } })),
  ];
};
