/** What the directory announces: hire dates for which it is too early to order, and last days (cases 25, 26). */
import type { Person, PersonInScope } from '../directory/directory.ts';
import { describe } from './match.ts';
import type { Joiner, Upcoming } from './plan.ts';
import type { WorldView } from './world-view.ts';

const dayMilliseconds = 86_400_000;

/** A moment that the directory tells, or null where it tells none that can be understood. */
const momentOf = (told: string | null): Date | null => {
  const moment = new Date(told ?? Number.NaN);
  return Number.isNaN(moment.getTime()) ? null : moment;
};

const utcDay = (moment: Date): number => Math.floor(moment.getTime() / dayMilliseconds);
const isoDay = (day: number): string => new Date(day * dayMilliseconds).toISOString().slice(0, 10);

/** A joiner whose hire date is more than `aheadDays` after the reading, by UTC days, waits until it is not (case 26). */
export const postponeJoiner = (
  joiner: Joiner,
  { employeeHireDate }: Person,
  readAt: string,
  aheadDays: number | null,
): Joiner | Upcoming => {
  const hired = momentOf(employeeHireDate);
  if (aheadDays === null || !hired) return joiner;
  const dueOn = utcDay(hired) - aheadDays;
  if (dueOn <= utcDay(new Date(readAt))) return joiner;
  const { name, email, department, personId, notes, order } = joiner;
  return {
    kind: 'upcoming',
    id: `upcoming:${personId}`,
    reason: 'hired-later',
    name,
    email,
    department,
    personId,
    notes,
    on: hired.toISOString(),
    due: { on: isoDay(dueOn), order },
  };
};

/** That a linked person in scope has a last day ahead. It informs and is never evidence (case 25). */
export const announceLeave = (inScope: PersonInScope, view: WorldView, readAt: string): readonly Upcoming[] => {
  const { person } = inScope;
  const leaves = momentOf(person.employeeLeaveDateTime);
  if (!leaves || leaves <= new Date(readAt) || !view.accountsByPerson.has(person.id)) return [];
  return [
    {
      kind: 'upcoming',
      id: `upcoming:${person.id}`,
      reason: 'leaves-later',
      ...describe(inScope, view),
      on: leaves.toISOString(),
      due: null,
    },
  ];
};
