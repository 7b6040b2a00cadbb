import { takeFromGroup } from '../../src/emulators/company/change-group.ts';
import { changePerson, disablePerson, marryPerson, movePerson } from '../../src/emulators/company/change-person.ts';
import { deletePerson } from '../../src/emulators/company/delete-person.ts';
import type { CompanyDirectory } from '../../src/emulators/company/directory.ts';
import { hirePerson } from '../../src/emulators/company/hire-person.ts';

export const changesARound = 50;

/** What happens to one person, by turns: joins, moves, marriages, promotions, disables, deletions, and leaving a group. */
const change = (directory: CompanyDirectory, turn: number, round: number): void => {
  const people = directory.list('user');
  const person = people[(Math.floor(people.length / 3) + round * changesARound + turn) % people.length];
  if (!person) throw new Error('There is nobody to change.');
  const { id, memberOf } = person;
  const [group] = memberOf;
  switch (turn % 10) {
    case 0:
    case 1:
      hirePerson(directory, { displayName: `Newcomer ${round} ${turn}`, department: 'Sales' });
      return;
    case 2:
    case 3:
      movePerson(directory, id, 'Design', 'Designer');
      return;
    case 4:
      marryPerson(directory, id, `Married${round}x${turn}`);
      return;
    case 5:
    case 6:
      changePerson(directory, id, { jobTitle: `Director ${round}` });
      return;
    case 7:
      disablePerson(directory, id);
      return;
    case 8:
      deletePerson(directory, id);
      return;
    case 9:
      if (group) takeFromGroup(directory, group, id);
  }
};

/** Fifty changes, of other people each round. */
export const changePeople = (directory: CompanyDirectory, round: number): void => {
  for (let turn = 0; turn < changesARound; turn += 1) change(directory, turn, round);
};
