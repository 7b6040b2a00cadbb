/** How removals that are held (guard G3) are released on purpose: by typing their number, or by two people. Pure. */
import type { Approval, Release } from './approval.ts';
import { choiceFor, selectChanges } from './approval.ts';
import { SyncError } from './errors.ts';
import { isRemoval } from './plan/guard.ts';
import type { Change, Held, Row } from './plan/plan.ts';

const whyHeld = ({ reason, limit, groups }: Held): string => {
  switch (reason) {
    case 'too-many-removals':
      return `that is more than ${limit}`;
    case 'too-many-removals-in-a-day':
      return `with those of the last 24 hours that is more than ${limit}`;
    case 'group-collapsed':
      return `most people have disappeared from ${groups.join(', ')}`;
    case 'scope-changed':
      return `${groups.join(', ')} was taken out of the sync`;
    case 'incomplete-reading':
      return 'the directory could not be read completely';
  }
};

const howReleased = (held: Held, release: Release, removals: number): string => {
  if (held.reason === 'incomplete-reading') return 'Approve the other changes, and ask for a new plan.';
  return release === 'typed-number'
    ? `Check the directory first. To approve them all the same, type their number: ${removals}.`
    : `Check the directory first. Leave the number empty or type ${removals}; a second person must approve the same.`;
};

/** Throws unless the held removals among the selected changes are released; without any there is nothing to release. */
export const requireReleased = (
  held: Held | null,
  selected: readonly Change[],
  confirmed: number | null,
  release: Release,
): void => {
  const removals = selected.filter(isRemoval).length;
  if (!held || removals === 0) return;
  const isNumber = confirmed === removals || (confirmed === null && release === 'second-person');
  if (isNumber && held.reason !== 'incomplete-reading') return;
  const { reason, limit, groups } = held;
  throw new SyncError(
    'removals-held',
    `${removals} ${removals === 1 ? 'removal is' : 'removals are'} held because ${whyHeld(held)}. ${howReleased(held, release, removals)}`,
    { details: { removals, limit, reason, groups } },
  );
};

/** Whether two people must approve these changes. */
export const needsSecond = (held: Held | null, selected: readonly Change[], release: Release): boolean =>
  held !== null && release === 'second-person' && selected.some(isRemoval);

type Wanted = Pick<Approval, 'selection' | 'cards' | 'confirmedRemovals'>;

const describe = ({ selection, cards, confirmedRemovals }: Wanted, rows: readonly Row[]): string => {
  const selected = selectChanges(rows, selection);
  const leavers = selected.filter((row) => row.kind === 'leaver');
  const choices = leavers.flatMap((row) => row.cards.map((card) => [card.id, choiceFor(cards, card.id)]));
  return JSON.stringify([selected.map((row) => row.id), choices, confirmedRemovals]);
};

/** Whether two approvals do the same: the same rows, however they were named, and the same for each card. */
export const isSameApproval = (one: Wanted, other: Wanted, rows: readonly Row[]): boolean =>
  describe(one, rows) === describe(other, rows);

/** Throws when a removal would take the account of whoever approves it, or of whoever connected Mobilo (case 29). */
export const requireOthersAccounts = (
  selected: readonly Change[],
  approverId: string,
  connectorId: string | null,
): void => {
  const own = selected.find((row) => isRemoval(row) && (row.personId === approverId || row.personId === connectorId));
  if (!own) return;
  const whose = own.personId === approverId ? 'approver' : 'connector';
  throw new SyncError(
    'protected-account',
    whose === 'approver'
      ? `The removal of ${own.name} would take your own account. Leave it out, and have somebody else approve it.`
      : `The removal of ${own.name} would take the account of whoever connected Mobilo. Leave it out, or have another admin connect Mobilo first.`,
    { details: { rowId: own.id, name: own.name, whose } },
  );
};
