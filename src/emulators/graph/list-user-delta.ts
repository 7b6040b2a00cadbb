import type { CompanyDirectory } from '../company/directory.ts';
import type { DirectoryObject } from '../company/directory-object.ts';
import type { DeltaRound, Telling } from './delta-round.ts';
import { deltaRow, isTracked, removedRow } from './delta-row.ts';
import type { OperationCall } from './graph-request.ts';

const nothing: ReadonlySet<string> = new Set();

/** Everybody, those who left while the pages are read included: so nobody moves to a page that was read already (case 51). */
const listAll = (directory: CompanyDirectory, { select, until }: DeltaRound): readonly Telling[] => {
  const touched = new Set(directory.changesSince(until).map(({ id }) => id));
  const everybody =
    touched.size === 0
      ? directory.list('user')
      : directory.list('user', 'any').filter(({ id, state }) => state === 'present' || touched.has(id));
  return everybody.map(
    (user) => () => (user.state === 'present' ? deltaRow(user, select, nothing, false) : removedRow(user)),
  );
};

interface UserChange {
  readonly properties: ReadonlySet<string>;
  /** What the first change of the round made of the user. */
  readonly first: DirectoryObject['state'];
}

/** Each changed user once, in order of the last change. */
const foldChanges = (directory: CompanyDirectory, after: number, until: number): ReadonlyMap<string, UserChange> => {
  const users = new Map<string, UserChange>();
  for (const { id, kind, properties, version, state = 'present' } of directory.changesSince(after)) {
    if (kind !== 'user' || version > until) continue;
    const known = users.get(id);
    users.delete(id);
    const all = new Set([...(known?.properties ?? []), ...properties]);
    users.set(id, { properties: all, first: known?.first ?? state });
  }
  return users;
};

const tellAs = (user: DirectoryObject, { properties }: UserChange, round: DeltaRound): readonly Telling[] => {
  if (user.state !== 'present') return [() => removedRow(user)];
  if (!isTracked('user', round.select, properties)) return [];
  return [() => deltaRow(user, round.select, properties, round.minimal)];
};

/** The rows of one round: everybody, or each user whose own selected properties changed; twice when so ordered (case 53). */
export const listUserDelta = ({ directory }: OperationCall, round: DeltaRound): readonly Telling[] => {
  if (round.after === null) return listAll(directory, round);
  const changes = [...foldChanges(directory, round.after, round.until)].flatMap(([id, change]) => {
    const user = directory.find(id);
    return user ? ([[user, change]] as const) : [];
  });
  // Of the purged nothing is left that could be told as it was.
  const asFirst = ({ state }: DirectoryObject, { first }: UserChange) => (state === 'purged' ? state : first);
  const before = round.twice
    ? changes.flatMap(([user, change]) => tellAs({ ...user, state: asFirst(user, change) }, change, round))
    : [];
  return [...before, ...changes.flatMap(([user, change]) => tellAs(user, change, round))];
};
