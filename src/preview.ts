/** A mapping tried on real people before it is saved. Nothing is kept. */
import type { Directory, Person } from './directory/directory.ts';
import { SyncError } from './errors.ts';
import { toolsOf } from './phones.ts';
import type { Mapping } from './plan/mapping.ts';
import { mappingFault } from './plan/mapping-fault.ts';
import { type MappingPreview, previewMapping } from './plan/preview-mapping.ts';
import { groupsInScope } from './read-sides.ts';
import type { Settings } from './settings.ts';
import { readSamplePeople } from './store/sample-people.ts';
import type { Store } from './store/store.ts';
import { readSettings } from './store/tenants.ts';

const sampleSize = 5;

export const requireMapping = (mapping: Mapping): void => {
  const fault = mappingFault(mapping);
  if (fault) throw new SyncError('bad-request', fault);
};

const findOne = async (directory: Directory, who: string): Promise<readonly Person[]> => {
  const person = await directory.findPerson(who);
  if (person) return [person];
  throw new SyncError(
    'not-found',
    'Nobody in Entra ID has this object id, sign-in name or address. Check how it is written.',
  );
};

/** Before the first reading nobody is known: group after group is read, until there are people enough. */
const readFromGroups = async (directory: Directory, settings: Settings): Promise<readonly Person[]> => {
  const people = new Map<string, Person>();
  for (const groupId of await groupsInScope(directory, settings)) {
    const snapshot = await directory.readSnapshot([groupId]);
    for (const { person } of snapshot.people) people.set(person.id, person);
    if (people.size >= sampleSize) break;
  }
  return [...people.values()].slice(0, sampleSize);
};

const readSome = async (directory: Directory, store: Store, settings: Settings): Promise<readonly Person[]> => {
  const known = await readSamplePeople(store, directory.tenantId, sampleSize);
  const people = (await directory.readPeople(known, [])).map(({ person }) => person);
  return people.length > 0 ? people : readFromGroups(directory, settings);
};

/** What the mapping would give the named person, or a few people in scope. */
export const previewOnPeople = async (
  { directory, store }: { readonly directory: Directory; readonly store: Store },
  mapping: Mapping,
  who: string | undefined,
): Promise<readonly MappingPreview[]> => {
  requireMapping(mapping);
  const settings = await readSettings(store, directory.tenantId);
  const people = who === undefined ? await readSome(directory, store, settings) : await findOne(directory, who);
  return previewMapping(people, mapping, toolsOf(settings));
};
