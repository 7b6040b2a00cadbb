/** Each row's own preconditions, checked at both vendors right before it is worked on (law 3, cases 29, 61, 75, 76). */
import { mapAtMost } from '../at-most.ts';
import type { Directory, Evidence } from '../directory/directory.ts';
import type { BusinessCard, Mobilo } from '../mobilo/mobilo.ts';
import type { Change, Leaver } from '../plan/plan.ts';
import { externalIdOf } from '../plan/world-view.ts';
import { deletionFault } from './deletion-fault.ts';
import { isInDoubt, isOpen, type LedgerRow } from './ledger.ts';

const callsAtOnce = 8;

export interface Sides {
  readonly directory: Directory;
  readonly mobilo: Mobilo;
}

const employedFault = (evidence: Evidence | undefined): string | null => {
  switch (evidence?.kind) {
    case 'present':
      return null;
    case 'disabled':
      return 'This person has been disabled in Entra ID since the plan was made.';
    case 'deleted-restorable':
    case 'deleted-final':
      return 'This person has been deleted from Entra ID since the plan was made.';
    default:
      return 'Entra ID did not answer for this person. The next plan asks again.';
  }
};

const leftFault = (evidence: Evidence | undefined): string | null => {
  switch (evidence?.kind) {
    case 'disabled':
    case 'deleted-restorable':
    case 'deleted-final':
      return null;
    case 'present':
      return 'This person is back in Entra ID and enabled';
    default:
      return 'Entra ID did not confirm that this person left';
  }
};

const isBegun = ({ steps }: LedgerRow): boolean => steps.some((step) => step.state === 'confirmed' || isInDoubt(step));

/** The cards must be those of the plan, since a choice was made for each of them and for no other (R24). */
const hasOtherCards = ({ steps }: LedgerRow, { cards }: Leaver, held: readonly BusinessCard[]): boolean => {
  const planned = new Set(cards.map((card) => card.id));
  const present = new Set(held.map((card) => card.id));
  const isNew = held.some(({ id, state }) => (state === 'active' || state === 'ordered') && !planned.has(id));
  const targets = steps.filter((step) => step.kind === 'release-card' || step.kind === 'deactivate-card');
  return isNew || targets.some((step) => isOpen(step) && !isInDoubt(step) && !present.has(step.target ?? ''));
};

const accountFault = async (mobilo: Mobilo, tenantId: string, row: LedgerRow, leaver: Leaver) => {
  const account = await mobilo.readAccount(leaver.accountId);
  if (account?.externalId !== externalIdOf(tenantId, leaver.personId))
    return 'This account is no longer linked to this person in Mobilo';
  if (account.role === 'admin') return 'This account has become an admin in Mobilo, and admins are never removed';
  return hasOtherCards(row, leaver, await mobilo.readCardsOf(leaver.accountId))
    ? 'The cards of this account are others than when the plan was made'
    : null;
};

const removalFault = async (
  { mobilo }: Sides,
  tenantId: string,
  row: LedgerRow,
  leaver: Leaver,
  evidence: Evidence | undefined,
): Promise<string | null> => {
  const fault = leftFault(evidence) ?? (await accountFault(mobilo, tenantId, row, leaver));
  return fault && `${fault}; nothing ${isBegun(row) ? 'more ' : ''}was removed. The next plan takes that into account.`;
};

const reactivates = (change: Change): boolean =>
  (change.kind === 'mover' || change.kind === 'link') && change.differences.some(({ field }) => field === 'state');

/** Mobilo itself refuses the other updates when the account has moved on (If-Match). */
const needsEvidence = ({ change }: LedgerRow): boolean =>
  change.kind === 'joiner' || change.kind === 'leaver' || change.kind === 'deletion' || reactivates(change);

const faultOf = (
  sides: Sides,
  tenantId: string,
  row: LedgerRow,
  proof: Evidence | undefined,
): Promise<string | null> | string | null => {
  const { change } = row;
  switch (change.kind) {
    case 'leaver':
      return removalFault(sides, tenantId, row, change, proof);
    case 'deletion':
      return deletionFault(sides.mobilo, tenantId, change, proof);
    case 'joiner':
    case 'mover':
    case 'link':
      return employedFault(proof);
  }
};

/** Why rows may not be applied any more, by row id; begun rows too, since a run may have stopped for days. */
export const findFaults = async (
  sides: Sides,
  tenantId: string,
  rows: readonly LedgerRow[],
): Promise<ReadonlyMap<string, string>> => {
  const asked = rows.filter(needsEvidence);
  if (asked.length === 0) return new Map();
  const evidence = await sides.directory.readEvidence(asked.map((row) => row.change.personId));
  const faults = await mapAtMost(callsAtOnce, asked, async (row): Promise<readonly (readonly [string, string])[]> => {
    const fault = await faultOf(sides, tenantId, row, evidence.get(row.change.personId));
    return fault === null ? [] : [[row.change.id, fault]];
  });
  return new Map(faults.flat());
};
