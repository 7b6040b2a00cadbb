import type { User } from '@microsoft/microsoft-graph-types';
import { staff } from '../world.ts';
import { departments } from './departments.ts';
import { drawFates, type Fate } from './fates.ts';
import { createMailbox } from './mailbox.ts';
import { makeUser } from './make-user.ts';
import { drawNames, type Name } from './names.ts';
import { makeObjectId } from './object-id.ts';

/** The sample company's name. */
export const companyName = 'Contoso';

/** Somebody who works or worked in the sample company. */
export interface Employee {
  readonly index: number;
  readonly fate: Fate;
  readonly user: User;
  readonly name: Name;
}

/** One of a list, by turns. */
export const pick = <T>(list: readonly [T, ...T[]], turn: number): T => list[turn % list.length] ?? list[0];

export const offices = ['Amsterdam', 'Berlin', 'Madrid', 'Milan', 'London'] as const;

const staffFacts = Object.values(staff).map(({ id, name, email }) => {
  const [givenName = name, ...rest] = name.split(' ');
  return { id, displayName: name, givenName, surname: rest.join(' '), address: email };
});

/** Hired one by one, the newest last; weekdays do not matter here. */
const hireDate = (index: number, people: number): string => {
  const days = Math.floor((index / people) * 3650);
  return new Date(Date.UTC(2016, 10, 20) + days * 86_400_000).toISOString().replace('.000Z', 'Z');
};

/** Movers are described in full, since what the directory leaves empty never changes an account (case 14). */
const describe = (index: number, fate: Fate, name: Name, people: number) => {
  const department = pick(departments, index);
  const sparse = fate !== 'mover';
  return {
    jobTitle: pick(department.jobTitles, Math.floor(index / departments.length)),
    department: department.name,
    companyName,
    officeLocation: sparse && index % 7 === 6 ? null : pick(offices, index),
    businessPhones: sparse && index % 5 === 4 ? [] : [name.phone],
    mobilePhone: sparse && index % 3 === 2 ? null : name.mobile,
    employeeId: String(index + 1).padStart(6, '0'),
    hiredAt: hireDate(index, people),
    preferredLanguage: name.language,
  };
};

/** A mailbox whose `mail` was never filled: the address is in the proxies only (case 6). */
const withoutMail = (user: User): User => ({ ...user, mail: null });

/** Everybody of a company of `people`, the three who try the product first; those who left the directory last. */
export const growPeople = (people: number, seed: number): readonly Employee[] => {
  const fates = drawFates(people);
  const names = drawNames(fates.length, seed);
  const nextAddress = createMailbox();
  for (const { givenName, surname } of staffFacts) nextAddress(givenName, surname, '');
  return names.map((name, index) => {
    const fate = fates[index] ?? 'steady';
    const facts = staffFacts[index] ?? {
      id: makeObjectId(`sample/${seed}/${index}`),
      displayName: name.displayName,
      givenName: name.givenName,
      surname: name.surname,
      address: nextAddress(name.givenName, name.surname, `e${index + 1}`),
    };
    const user = makeUser({ ...facts, ...describe(index, fate, name, people) });
    return { index, fate, name, user: fate === 'steady' && index % 29 === 28 ? withoutMail(user) : user };
  });
};
