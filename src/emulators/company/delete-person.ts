import type { CompanyDirectory } from './directory.ts';
import { makeDeleted } from './make-user.ts';
import { requireDeleted, requirePerson } from './require-object.ts';

/** Into the recycle bin, whence `restorePerson` brings back (cases 20, 21). */
export const deletePerson = (directory: CompanyDirectory, id: string): void => {
  const person = requirePerson(directory, id);
  const entity = makeDeleted(person.entity, new Date().toISOString());
  directory.put({ ...person, entity, state: 'deleted' });
};

/** For ever, from the recycle bin or, at once, from among the present (case 22). */
export const purgePerson = (directory: CompanyDirectory, id: string): void => {
  const person = directory.findUser(id) ?? requireDeleted(directory, id);
  directory.putPhoto(person.id, null);
  directory.put({ ...person, entity: { id: person.id }, memberOf: [], managerId: null, state: 'purged' });
};

/** Back from the recycle bin, with the groups of before. */
export const restorePerson = (directory: CompanyDirectory, id: string): void => {
  const person = requireDeleted(directory, id);
  const prefix = person.id.replaceAll('-', '');
  const name = person.entity.userPrincipalName ?? '';
  const userPrincipalName = name.startsWith(prefix) ? name.slice(prefix.length) : name;
  directory.put({
    ...person,
    entity: { ...person.entity, userPrincipalName, deletedDateTime: null },
    state: 'present',
  });
};
