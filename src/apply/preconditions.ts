/** Each row's own preconditions, checked right before its first step (law 3, cases 61, 76). */
import type { Directory, Evidence } from '../directory/directory.ts';
import type { Change } from '../plan/plan.ts';
import { isOpen, type LedgerRow } from './ledger.ts';

const isUntouched = (row: LedgerRow): boolean => row.steps.every(isOpen);

const joinerFault = (evidence: Evidence | undefined): string | null => {
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

const leaverFault = (evidence: Evidence | undefined): string | null => {
  switch (evidence?.kind) {
    case 'disabled':
    case 'deleted-restorable':
    case 'deleted-final':
      return null;
    case 'present':
      return 'This person is back in Entra ID and enabled; nothing was removed.';
    default:
      return 'Entra ID did not confirm that this person left; nothing was removed.';
  }
};

const faultOf = (change: Change, evidence: Evidence | undefined): string | null => {
  switch (change.kind) {
    case 'joiner':
      return joinerFault(evidence);
    case 'leaver':
      return leaverFault(evidence);
    case 'mover':
    case 'link':
      // Mobilo itself refuses these when the account has moved on (If-Match).
      return null;
  }
};

/** Why rows may not be applied any more, by row id. Rows whose first step is done are finished without asking again. */
export const findFaults = async (
  directory: Directory,
  rows: readonly LedgerRow[],
): Promise<ReadonlyMap<string, string>> => {
  const asked = rows.filter(
    (row) => isUntouched(row) && (row.change.kind === 'joiner' || row.change.kind === 'leaver'),
  );
  const evidence = asked.length > 0 ? await directory.readEvidence(asked.map((row) => row.change.personId)) : new Map();
  const faults = asked.flatMap(({ change }): [string, string][] => {
    const fault = faultOf(change, evidence.get(change.personId));
    return fault === null ? [] : [[change.id, fault]];
  });
  return new Map(faults);
};
