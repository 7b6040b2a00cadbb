import { randomUUID } from 'node:crypto';
import type { User } from '@microsoft/microsoft-graph-types';
import { findDepartmentGroup } from './department-groups.ts';
import type { CompanyDirectory } from './directory.ts';
import type { UserObject } from './directory-object.ts';
import { domain, romanise } from './mailbox.ts';
import { makeUser } from './make-user.ts';

/** What is known of a new person; the rest follows. Without a department they enter the first group in scope. */
export interface NewHire {
  readonly displayName: string;
  readonly department?: string | undefined;
  readonly jobTitle?: string | undefined;
  /** Any further Graph property of the user, and those above for whoever wants to say them. */
  readonly facts?: Partial<User> | undefined;
}

const companyDomain = (directory: CompanyDirectory): string => {
  const somebody = directory.list('user').find(({ entity }) => 'mail' in entity && entity.mail);
  return String(Reflect.get(somebody?.entity ?? {}, 'mail') ?? '').split('@')[1] ?? domain;
};

const freeAddress = (directory: CompanyDirectory, displayName: string): string => {
  const local = displayName.split(' ').map(romanise).filter(Boolean).join('.') || 'person';
  const at = companyDomain(directory);
  for (let namesake = 1; ; namesake += 1) {
    const address = `${local}${namesake === 1 ? '' : namesake}@${at}`;
    if (!directory.findUser(address)) return address;
  }
};

const groupsFor = (directory: CompanyDirectory, department: string | undefined): readonly string[] => {
  const group = department ? findDepartmentGroup(directory, department) : undefined;
  return group ? [group.id] : directory.world.groupsInScope.filter((id) => directory.findGroup(id)).slice(0, 1);
};

/** A new person enters the directory and the group of their department: a joiner. */
export const hirePerson = (directory: CompanyDirectory, hire: NewHire): UserObject => {
  const [givenName = hire.displayName, ...rest] = hire.displayName.split(' ');
  const user = makeUser({
    id: randomUUID(),
    displayName: hire.displayName,
    givenName,
    surname: rest.join(' ') || null,
    address: freeAddress(directory, hire.displayName),
    department: hire.department ?? null,
    jobTitle: hire.jobTitle ?? null,
    companyName: directory.world.mobilo.organization,
    hiredAt: new Date().toISOString(),
  });
  const entity = { ...user, ...hire.facts };
  const id = entity.id ?? '';
  const memberOf = groupsFor(directory, hire.department);
  const person: UserObject = { kind: 'user', id, entity, memberOf, managerId: null, state: 'present' };
  directory.put(person);
  return person;
};
