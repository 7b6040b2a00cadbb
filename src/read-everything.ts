/** A full reading that begins to follow the changes before it, so that nothing is lost between it and the next one (case 51). */
import type { ChangeLinks, Directory, PersonInScope, Snapshot } from './directory/directory.ts';
import { remember } from './known.ts';
import type { Mobilo } from './mobilo/mobilo.ts';
import { toolsOf } from './phones.ts';
import { countLinked, makePlan } from './plan/make-plan.ts';
import { noPast, type Past } from './plan/past.ts';
import type { SyncPlan } from './plan/plan.ts';
import { describePlan, type Proposal, pastWith } from './proposal.ts';
import { completeSides, readBothSides } from './read-sides.ts';
import type { Settings } from './settings.ts';
import { compareKnown, readKnown } from './store/known.ts';
import type { Store } from './store/store.ts';

/** The groups whose members count: those in scope, and the one whose members stay as they are. */
export const groupsFollowed = ({ groups, exclusions }: Settings): 'all' | readonly string[] =>
  groups === 'all' ? 'all' : [...groups, ...(exclusions.groupId === null ? [] : [exclusions.groupId])];

/** These people as they are now, and who of them is exempt. */
export const readMembers = async (
  directory: Directory,
  personIds: readonly string[],
  groupIds: readonly string[],
  exemptGroupId: string | null,
): Promise<{ readonly people: readonly PersonInScope[]; readonly exempt: readonly string[] }> => {
  const scope = new Set(groupIds);
  const asked = [...new Set([...groupIds, ...(exemptGroupId === null ? [] : [exemptGroupId])])];
  const read = await directory.readPeople(personIds, asked);
  return {
    people: read.map(({ person, groupIds: all }) => ({ person, groupIds: all.filter((id) => scope.has(id)) })),
    exempt: read.flatMap(({ person, groupIds: all }) =>
      exemptGroupId !== null && all.includes(exemptGroupId) ? [person.id] : [],
    ),
  };
};

/** How many people each group has, after some were exchanged for what they are now. */
export const countMembers = <T extends { readonly id: string; readonly people: number }>(
  groups: readonly T[],
  before: Iterable<readonly string[]>,
  after: Iterable<readonly string[]>,
): readonly T[] => {
  const changes = new Map<string, number>();
  const count = (all: Iterable<readonly string[]>, one: number): void => {
    for (const groupIds of all) for (const id of groupIds) changes.set(id, (changes.get(id) ?? 0) + one);
  };
  count(before, -1);
  count(after, 1);
  return groups.map((group) => ({ ...group, people: group.people + (changes.get(group.id) ?? 0) }));
};

/** The snapshot with those who changed during its reading as they are now. */
const catchUp = async (
  directory: Directory,
  snapshot: Snapshot,
  changed: readonly string[],
  exemptGroupId: string | null,
): Promise<Snapshot> => {
  if (changed.length === 0) return snapshot;
  const isChanged = new Set(changed);
  const groupIds = snapshot.groups.map(({ id }) => id);
  const now = await readMembers(directory, changed, groupIds, exemptGroupId);
  const before = snapshot.people.filter(({ person }) => isChanged.has(person.id));
  const after = now.people.filter((one) => one.groupIds.length > 0);
  const membersOf = (all: readonly PersonInScope[]) => all.map((one) => one.groupIds);
  return {
    ...snapshot,
    groups: countMembers(snapshot.groups, membersOf(before), membersOf(after)),
    people: [...snapshot.people.filter(({ person }) => !isChanged.has(person.id)), ...after],
    exempt: [...snapshot.exempt.filter((id) => !isChanged.has(id)), ...now.exempt],
  };
};

/** Null: what happened during the reading is not known, so that the next one cannot build on it. */
const settle = async (directory: Directory, links: ChangeLinks, snapshot: Snapshot, settings: Settings) => {
  const changes = snapshot.complete ? await directory.readChanges(links, groupsFollowed(settings)) : null;
  if (!changes || changes.needsFull) return { snapshot, links: null };
  const settled = await catchUp(directory, snapshot, changes.people, settings.exclusions.groupId);
  return { snapshot: settled, links: changes.links };
};

/** The plan for the directory and Mobilo as they are now. Nothing is kept. */
export const readPlan = async (
  directory: Directory,
  mobilo: Mobilo,
  settings: Settings,
  past: Past = noPast,
): Promise<SyncPlan> => {
  const { reading, evidence } = await completeSides(
    directory,
    mobilo,
    await readBothSides(directory, mobilo, settings, past),
  );
  return makePlan(reading, evidence, settings, past, toolsOf(settings));
};

export interface ReadingTools {
  readonly store: Store;
  readonly directory: Directory;
  readonly mobilo: Mobilo;
}

/** The plan for everything as it is now, and what the next reading may build on if this one is complete. */
export const readEverything = async (
  { store, directory, mobilo }: ReadingTools,
  settings: Settings,
  past: Past,
): Promise<Proposal> => {
  const { tenantId } = directory;
  const readAt = new Date().toISOString();
  const known = await readKnown(store, tenantId);
  const pastOfAll = pastWith(past, known.people);
  const first = await directory.startFollowing();
  const sides = await readBothSides(directory, mobilo, settings, past);
  const { snapshot, links } = await settle(directory, first, sides.snapshot, settings);
  const { reading, evidence } = await completeSides(directory, mobilo, { ...sides, snapshot });
  const plan = makePlan(reading, evidence, settings, pastOfAll, toolsOf(settings));
  if (!links) return { plan, memory: null };
  const { people, accounts } = { ...snapshot, ...sides };
  const now = remember({ tenantId, people, accounts }, plan.rows, pastOfAll, settings.exclusions);
  const watermark = {
    ...describePlan(plan, past),
    fullAt: readAt,
    readAt,
    usersLink: links.users,
    groupsLink: links.groups,
    linked: countLinked(tenantId, accounts),
  };
  return { plan, memory: { known: compareKnown(known, now), watermark } };
};
