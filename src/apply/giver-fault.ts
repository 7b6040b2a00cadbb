/** Whether a leaver's card may still go to the joiner it was approved for, checked before anything is done (cases 28, 75). */
import type { Evidence } from '../directory/directory.ts';
import type { Mobilo } from '../mobilo/mobilo.ts';
import type { Leaver } from '../plan/plan.ts';
import type { Step } from '../store/steps.ts';
import { holdsCard } from './find-step.ts';
import { accountIdOf, isInDoubt, isOpen, type LedgerRow } from './ledger.ts';
import { accountFault, leftFault } from './removable.ts';

const hasArrived = async (mobilo: Mobilo, row: LedgerRow, step: Step): Promise<boolean> => {
  const accountId = accountIdOf(row);
  return isInDoubt(step) && accountId !== null && holdsCard(mobilo, accountId, step.target ?? '');
};

const cardFault = async (mobilo: Mobilo, { name, accountId }: Leaver, cardId: string | null) => {
  const card = (await mobilo.readCardsOf(accountId)).find(({ id }) => id === cardId);
  return card?.state === 'active' && !card.printed ? null : `${name} has no such blank active card in Mobilo any more`;
};

const stayFault = async (
  mobilo: Mobilo,
  tenantId: string,
  giver: Leaver,
  cardId: string | null,
  evidence: Evidence | undefined,
): Promise<string | null> => {
  const stays = leftFault(evidence, giver.name);
  if (stays) return stays;
  if (await accountFault(mobilo, tenantId, giver)) return `The account of ${giver.name} may not be removed any more`;
  return cardFault(mobilo, giver, cardId);
};

/** Half a sentence, or null when the card may go, has gone, or was never meant to. */
export const giverFault = async (
  mobilo: Mobilo,
  tenantId: string,
  row: LedgerRow,
  evidence: ReadonlyMap<string, Evidence>,
): Promise<string | null> => {
  const { giver } = row;
  const step = row.steps.find(({ kind }) => kind === 'reassign-card');
  if (!giver || !step || !isOpen(step)) return null;
  const fault = await stayFault(mobilo, tenantId, giver, step.target, evidence.get(giver.personId));
  // Asked last: a call in doubt may arrive between two questions, and a card that has arrived is no fault.
  return fault !== null && (await hasArrived(mobilo, row, step)) ? null : fault;
};
