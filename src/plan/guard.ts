/** The guards over a whole plan: how many are removed, from which groups, and who is never removed (G3, cases 29, 33, 40, 41). */
import type { GroupReading, Snapshot } from '../directory/directory.ts';
import type { Account } from '../mobilo/mobilo.ts';
import type { Settings } from '../settings.ts';
import type { Past } from './past.ts';
import type { Deletion, Held, Keep, Leaver, Row } from './plan.ts';
import { byText } from './world-view.ts';

export type Removal = Leaver | Deletion;

/** Whether this row takes an account away from somebody. */
export const isRemoval = (row: Row): row is Removal => row.kind === 'leaver' || row.kind === 'deletion';

/** A group of so many people that loses more than half of them has collapsed (case 33). */
const leastToCollapse = 3;

const names = (groups: readonly { readonly displayName: string }[]): readonly string[] =>
  [...new Set(groups.map((group) => group.displayName))].sort(byText);

/** The groups in scope that lost more than half of their people since the last complete reading. */
const findCollapsed = (now: readonly GroupReading[], past: Past): Past['groups'] => {
  const people = new Map(now.map((group) => [group.id, group.people]));
  return past.groups.filter((group) => {
    const left = people.get(group.id);
    return left !== undefined && group.people >= leastToCollapse && left < group.people / 2;
  });
};

/** The groups through which this person was in scope, when none of them is in scope any more (case 40); else none. */
export const findLostScope = (personId: string, now: readonly GroupReading[], past: Past): readonly string[] => {
  const scope = new Set(now.map((group) => group.id));
  const before = past.groupsOf.get(personId) ?? [];
  return before.some((id) => scope.has(id)) ? [] : before;
};

const findUnticked = (removals: readonly Removal[], now: readonly GroupReading[], past: Past): readonly string[] => {
  const lost = new Set(removals.flatMap(({ personId }) => findLostScope(personId, now, past)));
  const known = new Map(past.groups.map((group) => [group.id, group]));
  return names([...lost].map((id) => known.get(id) ?? { displayName: id }));
};

/**
 * Guard G3: why the removals of a plan are held, from the first to the last, or null. Of several reasons the most
 * serious one counts: a reading that is not complete (nobody can release that), a group that collapsed, a group that
 * was taken out of scope, too many at once, too many in 24 hours.
 */
export const holdRemovals = (
  rows: readonly Row[],
  snapshot: Pick<Snapshot, 'complete' | 'groups'>,
  linkedAccounts: number,
  limits: Settings['removalLimit'],
  past: Past,
): Held | null => {
  const removals = rows.filter(isRemoval);
  if (removals.length === 0) return null;
  const limit = Math.max(limits.count, Math.floor((linkedAccounts * limits.percent) / 100));
  const hold = (reason: Held['reason'], groups: readonly string[] = []): Held => ({
    reason,
    removals: removals.length,
    limit,
    groups,
  });
  if (!snapshot.complete) return hold('incomplete-reading');
  const collapsed = names(findCollapsed(snapshot.groups, past));
  if (collapsed.length > 0) return hold('group-collapsed', collapsed);
  const unticked = findUnticked(removals, snapshot.groups, past);
  if (unticked.length > 0) return hold('scope-changed', unticked);
  if (removals.length > limit) return hold('too-many-removals');
  return removals.length + past.removalsInADay > limit ? hold('too-many-removals-in-a-day') : null;
};

/**
 * What the next reading is compared with. While removals are held for what became of a group, its old number stays:
 * a hold does not end because the same is read a second time, but when its removals are released or come to nothing.
 */
export const rememberGroups = (now: readonly GroupReading[], past: Past, held: Held | null): Past['groups'] => {
  const fresh = now.map(({ id, displayName, people }) => ({ id, displayName, people }));
  if (held?.reason !== 'group-collapsed' && held?.reason !== 'scope-changed') return fresh;
  const stale = new Set(findCollapsed(now, past).map((group) => group.id));
  const scope = new Set(now.map((group) => group.id));
  const kept = past.groups.filter((group) => stale.has(group.id) || !scope.has(group.id));
  return [...fresh.filter((group) => !stale.has(group.id)), ...kept].sort((a, b) => byText(a.id, b.id));
};

const protect = ({ name, email, department, personId, accountId }: Removal): Keep => ({
  kind: 'keep',
  id: `keep:${personId}`,
  reason: 'protected',
  ...{ name, email, department, personId, accountId },
  notes: [],
});

/** Mobilo admins are never leavers or deletions, whatever is proved about them (case 29). */
export const protectAdmins = (rows: readonly Row[], accounts: readonly Account[]): readonly Row[] => {
  const admins = new Set(accounts.filter((account) => account.role === 'admin').map((account) => account.id));
  return rows.map((row) => (isRemoval(row) && admins.has(row.accountId) ? protect(row) : row));
};
