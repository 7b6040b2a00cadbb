import type { Group, User } from '@microsoft/microsoft-graph-types';

/** Objects that may stand in a group and are no people. */
export type ThingKind = 'device' | 'orgContact' | 'servicePrincipal';

/** The types of directory objects that the emulated company has. */
export type ObjectKind = 'user' | 'group' | ThingKind;

interface ObjectBase {
  readonly id: string;
  /** The groups of which this is a direct member; kept while deleted, so that restoring brings them back. */
  readonly memberOf: readonly string[];
  readonly managerId: string | null;
  /** `deleted`: restorable from the recycle bin. `purged`: gone for ever, only the id is remembered. */
  readonly state: 'present' | 'deleted' | 'purged';
}

export interface UserObject extends ObjectBase {
  readonly kind: 'user';
  readonly entity: User;
}

export interface GroupObject extends ObjectBase {
  readonly kind: 'group';
  readonly entity: Group;
}

/** Known by id and type only: what an app without permission to read them sees anyway. */
export interface ThingObject extends ObjectBase {
  readonly kind: ThingKind;
  readonly entity: { readonly id: string };
}

export type DirectoryObject = UserObject | GroupObject | ThingObject;

/** One line of the change log: what delta queries tell. */
export interface DirectoryChange {
  readonly version: number;
  readonly id: string;
  readonly kind: ObjectKind;
  /** The properties of the entity that changed. */
  readonly properties: readonly string[];
  /** What the change made of the object; absent in journals of old. */
  readonly state?: DirectoryObject['state'];
  /** Groups that were joined or left directly. */
  readonly joined: readonly string[];
  readonly left: readonly string[];
}
