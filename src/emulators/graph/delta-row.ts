import type { DirectoryObject, ObjectKind } from '../company/directory-object.ts';
import type { Row } from './project.ts';
import { propertiesOf } from './properties.ts';

/** `changed`: in the recycle bin; `deleted`: for ever. */
export const removedRow = ({ id, state }: Pick<DirectoryObject, 'id' | 'state'>): Row => ({
  id,
  '@removed': { reason: state === 'deleted' ? 'changed' : 'deleted' },
});

/** Is a change among those that $select tracks? Creation and restoration always are (§1.4). */
export const isTracked = (kind: ObjectKind, select: readonly string[] | null, changed: ReadonlySet<string>): boolean =>
  changed.has('deletedDateTime') || propertiesOf(kind, select).some((name) => changed.has(name));

/**
 * An object in a delta answer. Properties that were never set are absent; one that was set to null in this round, and is
 * therefore among `changed`, is present as null (case 14). `only` leaves out what did not change.
 */
export const deltaRow = (
  { kind, entity }: DirectoryObject,
  select: readonly string[] | null,
  changed: ReadonlySet<string>,
  only: boolean,
): Row => {
  const row: Record<string, unknown> = { id: entity.id };
  for (const name of propertiesOf(kind, select)) {
    const value: unknown = Reflect.get(entity, name) ?? null;
    if (changed.has(name) || (!only && value !== null)) row[name] = value;
  }
  return row;
};
