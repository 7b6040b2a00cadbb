import { SyncError } from '../../errors.ts';
import type { CompanyDirectory } from './directory.ts';
import type { GroupObject, UserObject } from './directory-object.ts';

/** Somebody who is present, by object id, sign-in name or address. @throws SyncError `not-found` */
export const requirePerson = (directory: CompanyDirectory, idOrName: string): UserObject => {
  const person = directory.findUser(idOrName);
  if (!person)
    throw new SyncError('not-found', `Nobody in the emulated directory is called ${idOrName}. Check the id.`);
  return person;
};

/** Somebody in the recycle bin, by object id. @throws SyncError `not-found` */
export const requireDeleted = (directory: CompanyDirectory, id: string): UserObject => {
  const object = directory.find(id);
  if (object?.kind !== 'user' || object.state !== 'deleted')
    throw new SyncError('not-found', `Nobody with the id ${id} is in the recycle bin. Delete the person first.`);
  return object;
};

/** A group by object id. @throws SyncError `not-found` */
export const requireGroup = (directory: CompanyDirectory, id: string): GroupObject => {
  const group = directory.findGroup(id);
  if (!group) throw new SyncError('not-found', `The emulated directory has no group ${id}. Check the id.`);
  return group;
};
