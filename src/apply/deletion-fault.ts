/** What must still hold right before an account is deleted for good (law 3, cases 19, 20, 22, 29). */
import type { Evidence } from '../directory/directory.ts';
import type { Mobilo } from '../mobilo/mobilo.ts';
import type { Deletion } from '../plan/plan.ts';
import { externalIdOf } from '../plan/world-view.ts';

const goneFault = (evidence: Evidence | undefined): string | null => {
  switch (evidence?.kind) {
    case 'deleted-final':
      return null;
    case 'present':
    case 'disabled':
    case 'deleted-restorable':
      return 'This person is not gone from Entra ID for good';
    default:
      return 'Entra ID did not confirm that this person is gone for good';
  }
};

/** An account that is gone already is what was wanted. */
const accountFault = async (mobilo: Mobilo, tenantId: string, deletion: Deletion): Promise<string | null> => {
  const account = await mobilo.readAccount(deletion.accountId);
  if (account === null) return null;
  if (account.externalId !== externalIdOf(tenantId, deletion.personId))
    return 'This account is no longer linked to this person in Mobilo';
  if (account.role === 'admin') return 'This account has become an admin in Mobilo, and admins are never deleted';
  if (account.state !== 'deactivated') return 'This account has been reactivated in Mobilo';
  const cards = await mobilo.readCardsOf(deletion.accountId);
  return cards.some(({ state }) => state === 'active' || state === 'ordered')
    ? 'This account has a card in use again'
    : null;
};

/** Why the account may not be deleted, as a sentence; null when it may. */
export const deletionFault = async (
  mobilo: Mobilo,
  tenantId: string,
  deletion: Deletion,
  evidence: Evidence | undefined,
): Promise<string | null> => {
  const fault = goneFault(evidence) ?? (await accountFault(mobilo, tenantId, deletion));
  return fault && `${fault}; it was not deleted. The next plan takes that into account.`;
};
