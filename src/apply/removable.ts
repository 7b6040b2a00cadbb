/** What must still hold of a leaver before anything of theirs is touched (cases 29, 76). Each fault is half a sentence. */
import type { Evidence } from '../directory/directory.ts';
import type { Mobilo } from '../mobilo/mobilo.ts';
import type { Leaver } from '../plan/plan.ts';
import { externalIdOf } from '../plan/world-view.ts';

/** Null when Entra ID still proves that they left; `who` begins the sentence. */
export const leftFault = (evidence: Evidence | undefined, who: string): string | null => {
  switch (evidence?.kind) {
    case 'disabled':
    case 'deleted-restorable':
    case 'deleted-final':
      return null;
    case 'present':
      return `${who} is back in Entra ID and enabled`;
    default:
      return `Entra ID did not confirm that ${who === 'This person' ? 'this person' : who} left`;
  }
};

/** Null while the account is theirs and no admin's. */
export const accountFault = async (mobilo: Mobilo, tenantId: string, leaver: Leaver): Promise<string | null> => {
  const account = await mobilo.readAccount(leaver.accountId);
  if (account?.externalId !== externalIdOf(tenantId, leaver.personId))
    return 'This account is no longer linked to this person in Mobilo';
  if (account.role === 'admin') return 'This account has become an admin in Mobilo, and admins are never removed';
  return null;
};
