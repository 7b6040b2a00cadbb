import type { User } from '@microsoft/microsoft-graph-types';
import { staff } from '../world.ts';
import { domain, romanise } from './mailbox.ts';
import { makeUser } from './make-user.ts';
import { makeObjectId } from './object-id.ts';

const findStaff = (name: string) => Object.values(staff).find((member) => member.name === name);

/** The object id of a person of the story; the staff keep theirs. */
export const personId = (name: string): string => findStaff(name)?.id ?? makeObjectId(`person/${name}`);

/** The id of the account of a person of the story. */
export const accountId = (name: string): string => `acc_${romanise(name)}`;

/** The person of that name as the directory describes one who was never changed. */
export const describePerson = (name: string): User => {
  const [givenName = name, ...rest] = name.split(' ');
  return makeUser({
    id: personId(name),
    displayName: name,
    givenName,
    surname: rest.join(' ') || null,
    address: findStaff(name)?.email ?? `${name.split(' ').map(romanise).join('.')}@${domain}`,
    companyName: 'Contoso',
  });
};
