/** Each row's own preconditions, checked at both vendors right before it is worked on (law 3, cases 29, 61, 75, 76). */
import { mapAtMost } from '../at-most.ts';
import type { Directory, Evidence } from '../directory/directory.ts';
import type { BusinessCard, Mobilo } from '../mobilo/mobilo.ts';
import type { Change, Leaver } from '../plan/plan.ts';
import { deletionFault } from './deletion-fault.ts';
import { giverFault } from './giver-fault.ts';
import { isInDoubt, isOpen, type LedgerRow } from './ledger.ts';
import { accountFault, leftFault } from './removable.ts';

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

const isBegun = ({ steps }: LedgerRow): boolean => steps.some((step) => step.state === 'confirmed' || isInDoubt(step));

/** The cards must be those of the plan, since a choice was made for each of them and for no other (R24). */
const hasOtherCards = ({ steps }: LedgerRow, { cards }: Leaver, held: readonly BusinessCard[]): boolean => {
  const planned = new Set(cards.map((card) => card.id));
  const present = new Set(held.map((card) => card.id));
  const isNew = held.some(({ id, state }) => (state === 'active' || state === 'ordered') && !planned.has(id));
  const targets = steps.filter((step) => step.kind === 'release-card' || step.kind === 'deactivate-card');
  return isNew || targets.some((step) => isOpen(step) && !isInDoubt(step) && !present.has(step.target ?? ''));
};

/** Whatever happens to the account would happen to a card that is still there. */
const strandedCardFault = ({ steps }: LedgerRow, { cards }: Leaver, held: readonly BusinessCard[]): string | null => {
  const decidedHere = new Set(steps.map(({ target }) => target));
  const stranded = cards.find(({ id }) => !decidedHere.has(id) && held.some((card) => card.id === id));
  return stranded ? `Its card was to go to ${stranded.recipient?.name ?? 'a joiner'}, and has not` : null;
};

const cardsFault = async (mobilo: Mobilo, row: LedgerRow, leaver: Leaver): Promise<string | null> => {
  const held = await mobilo.readCardsOf(leaver.accountId);
  return hasOtherCards(row, leaver, held)
    ? 'The cards of this account are others than when the plan was made'
    : strandedCardFault(row, leaver, held);
};

const removalFault = async (
  { mobilo }: Sides,
  tenantId: string,
  row: LedgerRow,
  leaver: Leaver,
  evidence: Evidence | undefined,
): Promise<string | null> => {
  const fault =
    leftFault(evidence, 'This person') ??
    (await accountFault(mobilo, tenantId, leaver)) ??
    (await cardsFault(mobilo, row, leaver));
  return fault && `${fault}; nothing ${isBegun(row) ? 'more ' : ''}was removed. The next plan takes that into account.`;
};

const joinerFault = async (
  { mobilo }: Sides,
  tenantId: string,
  row: LedgerRow,
  evidence: ReadonlyMap<string, Evidence>,
): Promise<string | null> => {
  const employed = employedFault(evidence.get(row.change.personId));
  if (employed) return employed;
  const fault = await giverFault(mobilo, tenantId, row, evidence);
  if (!fault) return null;
  return isBegun(row)
    ? `${fault}, so that the card cannot go to this person; the account is there. Order a card for it in Mobilo.`
    : `${fault}, so that the card cannot go to this person; nothing was done. The next plan takes that into account.`;
};

const reactivates = (change: Change): boolean =>
  (change.kind === 'mover' || change.kind === 'link') && change.differences.some(({ field }) => field === 'state');

/** Mobilo itself refuses the other updates when the account has moved on (If-Match). */
const needsEvidence = ({ change }: LedgerRow): boolean =>
  change.kind === 'joiner' || change.kind === 'leaver' || change.kind === 'deletion' || reactivates(change);

const faultOf = async (
  sides: Sides,
  tenantId: string,
  row: LedgerRow,
  evidence: ReadonlyMap<string, Evidence>,
): Promise<string | null> => {
  const { change } = row;
  const proof = evidence.get(change.personId);
  switch (change.kind) {
    case 'leaver':
      return removalFault(sides, tenantId, row, change, proof);
    case 'deletion':
      return deletionFault(sides.mobilo, tenantId, change, proof);
    case 'joiner':
      return joinerFault(sides, tenantId, row, evidence);
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
  const people = asked.flatMap(({ change, giver }) => [change.personId, ...(giver ? [giver.personId] : [])]);
  const evidence = await sides.directory.readEvidence([...new Set(people)]);
  const faults = await mapAtMost(callsAtOnce, asked, async (row): Promise<readonly (readonly [string, string])[]> => {
    const fault = await faultOf(sides, tenantId, row, evidence);
    return fault === null ? [] : [[row.change.id, fault]];
  });
  return new Map(faults.flat());
};
