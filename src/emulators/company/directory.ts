import { JournaledMap } from '../journaled-map.ts';
import type { World } from '../world.ts';
import type { DirectoryChange, DirectoryObject, GroupObject, ObjectKind, UserObject } from './directory-object.ts';
import { journalFile } from './journal-file.ts';
import { listObjects } from './list-objects.ts';
import { walkMemberships } from './walk-memberships.ts';

const without = (list: readonly string[], other: readonly string[]): readonly string[] =>
  list.filter((item) => !other.includes(item));

/** Whoever is deleted is a member of nothing until restored. */
const activeGroups = (object: DirectoryObject | undefined): readonly string[] =>
  object?.state === 'present' ? object.memberOf : [];

/** The properties that differ between two entities of the same object. */
const changedProperties = (before: object | undefined, after: object): readonly string[] => {
  const old = new Map<string, unknown>(Object.entries(before ?? {}));
  return Object.entries(after).flatMap(([property, value]) =>
    JSON.stringify(old.get(property)) === JSON.stringify(value) ? [] : [property],
  );
};

const kinds: readonly ObjectKind[] = ['user', 'group', 'device', 'orgContact', 'servicePrincipal'];

/**
 * The emulated Entra directory: a world that people join, change and leave. What changed since the world was made is
 * kept in `folder` (where given) and survives a restart; files are named after the data set, so that another world in
 * the same folder begins afresh.
 */
export class CompanyDirectory {
  readonly world: World;
  readonly #objects = new Map<string, DirectoryObject>();
  readonly #members = new Map<string, Map<string, DirectoryObject>>();
  readonly #idByName = new Map<string, string>();
  readonly #changed: JournaledMap<DirectoryObject>;
  readonly #log: JournaledMap<DirectoryChange>;
  readonly #photos: JournaledMap<string>;
  readonly #lists = new Map<string, readonly DirectoryObject[]>();
  readonly #reached = new Map<string, readonly string[]>();
  readonly #listeners: ((change: DirectoryChange) => void)[] = [];

  constructor(world: World, folder: string | null = null) {
    const file = (name: string) => journalFile(world, folder, name);
    this.world = world;
    this.#changed = new JournaledMap(file('objects'));
    this.#log = new JournaledMap(file('changes'));
    this.#photos = new JournaledMap(file('photos'));
    for (const object of listObjects(world)) this.#index(this.#changed.get(object.id) ?? object);
    for (const object of this.#changed.values()) if (!this.#objects.has(object.id)) this.#index(object);
  }

  /** Grows by one with each change. */
  get version(): number {
    return this.#log.size;
  }

  /** An object in any state. */
  find(id: string): DirectoryObject | undefined {
    return this.#objects.get(id);
  }

  /** Somebody who is present, by object id, sign-in name or address (the letter case of names does not matter). */
  findUser(idOrName: string): UserObject | undefined {
    const object = this.#objects.get(idOrName) ?? this.#objects.get(this.#idByName.get(idOrName.toLowerCase()) ?? '');
    return object?.kind === 'user' && object.state === 'present' ? object : undefined;
  }

  findGroup(id: string): GroupObject | undefined {
    const object = this.#objects.get(id);
    return object?.kind === 'group' && object.state === 'present' ? object : undefined;
  }

  list(kind: ObjectKind, state: DirectoryObject['state'] = 'present'): readonly DirectoryObject[] {
    return this.#remember(`${kind} ${state}`, () => {
      const found: DirectoryObject[] = [];
      for (const object of this.#objects.values())
        if (object.kind === kind && object.state === state) found.push(object);
      return found;
    });
  }

  /** The direct members of a group. */
  members(groupId: string): readonly DirectoryObject[] {
    return this.#remember(`members ${groupId}`, () => [...(this.#members.get(groupId)?.values() ?? [])]);
  }

  /** The members of a group and of the groups in it. */
  transitiveMembers(groupId: string): readonly DirectoryObject[] {
    return this.#remember(`transitive ${groupId}`, () => this.#findAll(this.#reach(groupId)));
  }

  /** The groups of which somebody is a direct member. */
  groupsOf(id: string): readonly GroupObject[] {
    return (this.#objects.get(id)?.memberOf ?? []).flatMap((groupId) => this.findGroup(groupId) ?? []);
  }

  transitiveGroupsOf(id: string): readonly GroupObject[] {
    return walkMemberships(id, (from) => this.groupsOf(from).map((group) => group.id)).flatMap(
      (groupId) => this.findGroup(groupId) ?? [],
    );
  }

  /** Role template ids: the person's own and, transitively, those of their groups. */
  rolesOf(id: string, transitive: boolean): readonly string[] {
    const holders = [id, ...(transitive ? this.transitiveGroupsOf(id).map((group) => group.id) : [])];
    return [...new Set(holders.flatMap((holder) => this.world.directoryRoles[holder] ?? []))];
  }

  /** Somebody's photo, a JPEG in base64. Photos stand outside the directory: no change of one is logged (§1.9). */
  photoOf(id: string): string | undefined {
    return this.#photos.get(id);
  }

  putPhoto(id: string, photo: string | null): void {
    if (photo === null) this.#photos.delete(id);
    else this.#photos.set(id, photo);
  }

  changesSince(version: number): readonly DirectoryChange[] {
    const versions = Array.from({ length: Math.max(0, this.version - version) }, (_, index) => version + index + 1);
    return versions.flatMap((known) => this.#log.get(String(known)) ?? []);
  }

  /** Writes one object and its line in the change log. The line comes first: a change told twice is harmless, a lost one is not. */
  put(object: DirectoryObject): void {
    const before = this.#objects.get(object.id);
    const change = this.#describe(object, before);
    this.#log.set(String(change.version), change);
    this.#changed.set(object.id, object);
    this.#forgetLists(change);
    if (before) this.#forget(before);
    this.#index(object);
    for (const hear of this.#listeners) hear(change);
  }

  /** Hears of each change from now on, once it is done. */
  onChange(hear: (change: DirectoryChange) => void): void {
    this.#listeners.push(hear);
  }

  #describe(object: DirectoryObject, before: DirectoryObject | undefined): DirectoryChange {
    return {
      version: this.version + 1,
      id: object.id,
      kind: object.kind,
      properties: changedProperties(before?.entity, object.entity),
      state: object.state,
      joined: without(activeGroups(object), activeGroups(before)),
      left: without(activeGroups(before), activeGroups(object)),
    };
  }

  #findAll(ids: readonly string[]): readonly DirectoryObject[] {
    const found: DirectoryObject[] = [];
    for (const id of ids) {
      const object = this.#objects.get(id);
      if (object) found.push(object);
    }
    return found;
  }

  /** Who is reached from where stays known while nobody joins or leaves, and the lists of other kinds while one changes. */
  #forgetLists({ kind, joined, left }: DirectoryChange): void {
    if (joined.length + left.length > 0) this.#reached.clear();
    for (const key of this.#lists.keys())
      if (!kinds.some((other) => other !== kind && key.startsWith(`${other} `))) this.#lists.delete(key);
  }

  #reach(groupId: string): readonly string[] {
    const known = this.#reached.get(groupId);
    if (known) return known;
    const ids = walkMemberships(groupId, (id) => this.#members.get(id)?.keys() ?? []);
    this.#reached.set(groupId, ids);
    return ids;
  }

  #index(object: DirectoryObject): void {
    this.#objects.set(object.id, object);
    if (object.state !== 'present') return;
    for (const groupId of object.memberOf) {
      const members = this.#members.get(groupId) ?? new Map<string, DirectoryObject>();
      this.#members.set(groupId, members.set(object.id, object));
    }
    for (const name of this.#namesOf(object)) this.#idByName.set(name, object.id);
  }

  #forget(object: DirectoryObject): void {
    for (const groupId of object.memberOf) this.#members.get(groupId)?.delete(object.id);
    for (const name of this.#namesOf(object)) if (this.#idByName.get(name) === object.id) this.#idByName.delete(name);
  }

  /** The address first, so that the sign-in name wins where one person's name is another's address. */
  #namesOf(object: DirectoryObject): readonly string[] {
    if (object.kind !== 'user') return [];
    return [object.entity.mail, object.entity.userPrincipalName].flatMap((name) => name?.toLowerCase() ?? []);
  }

  #remember(key: string, make: () => readonly DirectoryObject[]): readonly DirectoryObject[] {
    const known = this.#lists.get(key);
    if (known) return known;
    const list = make();
    this.#lists.set(key, list);
    return list;
  }
}
