/** One row of the changes of groups, and what it means for the people in scope. */

export interface GroupChange {
  readonly id: string;
  readonly displayName?: string | null;
  readonly securityEnabled?: boolean | null;
  readonly '@removed'?: unknown;
  readonly 'members@delta'?: readonly MemberChange[];
}

/** A member who came, or with `@removed` one who went. Going proves nothing about employment. */
interface MemberChange {
  readonly '@odata.type'?: string;
  readonly id: string;
}

export type Scope = 'all' | readonly string[];

const isIn = (scope: Scope, groupId: string): boolean => scope === 'all' || scope.includes(groupId);

const membersOf = (change: GroupChange, test: (type: string | undefined) => boolean): readonly MemberChange[] =>
  (change['members@delta'] ?? []).filter((member) => test(member['@odata.type']));

/** Who came into the group or went out of it directly. */
export const changedPeople = (change: GroupChange): readonly string[] =>
  membersOf(change, (type) => type === '#microsoft.graph.user').map(({ id }) => id);

/** A row says `securityEnabled` only of a group that was made, restored or converted, as long as it is asked for changes alone. */
const wasMadeOrConverted = ({ displayName, securityEnabled }: GroupChange, scope: Scope): boolean => {
  if (securityEnabled === undefined) return false;
  // Mail and Teams make groups every day that are no security groups; those come with a name.
  return scope !== 'all' || securityEnabled === true || displayName === undefined;
};

/** Why only a full reading can tell who is in scope now; null when it need not. */
export const whyReadFully = (change: GroupChange, scope: Scope): string | null => {
  const name = change.displayName ?? change.id;
  // A member without a type might be a group.
  const nested = membersOf(change, (type) => type === undefined || type === '#microsoft.graph.group');
  if (nested.length > 0) return `Other groups are nested in the group ${name} than before.`;
  if (!isIn(scope, change.id)) return null;
  if (change['@removed']) return `The group ${name} was deleted.`;
  return wasMadeOrConverted(change, scope) ? `The group ${name} is new, was restored or was converted.` : null;
};
