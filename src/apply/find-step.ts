/** Whether Mobilo did a step that was sent and whose answer was never recorded (law 4, case 70). */
import type { Account, BusinessCard, Mobilo } from '../mobilo/mobilo.ts';
import type { Difference } from '../plan/plan.ts';
import { externalIdOf } from '../plan/world-view.ts';
import { findPhoto } from './copy-photo.ts';
import {
  type ApplyContext,
  accountOf,
  comparedOf,
  leaverOf,
  orderReferenceOf,
  type StepInHand,
  targetOf,
} from './step-in-hand.ts';

const says = (account: Account, { field, to }: Difference): boolean => {
  if (field === 'state') return true;
  return (field === 'email' ? account.email : account.profile[field]) === to;
};

/** Does the account say everything that the step was to write? Whoever wrote it, it need not be written again. */
const isUpdated = (account: Account, step: StepInHand): boolean =>
  comparedOf(step).differences.every((difference) => says(account, difference));

const findAccount = async (
  mobilo: Mobilo,
  step: StepInHand,
  fits: (account: Account) => boolean,
): Promise<string | null> => {
  const account = await mobilo.readAccount(targetOf(step));
  return account && fits(account) ? account.id : null;
};

const findCard = async (
  mobilo: Mobilo,
  step: StepInHand,
  fits: (card: BusinessCard | undefined) => boolean,
): Promise<string | null> => {
  const cards = await mobilo.readCardsOf(leaverOf(step).accountId);
  return fits(cards.find(({ id }) => id === step.target)) ? step.target : null;
};

/** Is this card one of this account's? */
export const holdsCard = async (mobilo: Mobilo, accountId: string, cardId: string): Promise<boolean> =>
  (await mobilo.readCardsOf(accountId)).some(({ id }) => id === cardId);

/** What Mobilo calls the result when the effect of the step is there; null when the step may be sent (again). */
export const findStep = async (
  mobilo: Mobilo,
  { tenantId, directory }: ApplyContext,
  step: StepInHand,
): Promise<string | null> => {
  const externalId = externalIdOf(tenantId, step.change.personId);
  switch (step.kind) {
    case 'create-account':
      return (await mobilo.findAccountByExternalId(externalId))?.id ?? null;
    case 'place-order':
      return (await mobilo.findOrder(orderReferenceOf(tenantId, step)))?.id ?? null;
    case 'update-account':
      return findAccount(mobilo, step, (account) => isUpdated(account, step));
    case 'link-account':
      return findAccount(mobilo, step, (account) => account.externalId === externalId && isUpdated(account, step));
    case 'reactivate-account':
      return findAccount(mobilo, step, (account) => account.state === 'active');
    case 'deactivate-account':
      return findAccount(mobilo, step, (account) => account.state === 'deactivated');
    case 'release-card':
      return findCard(mobilo, step, (card) => card === undefined || card.state === 'released');
    case 'reassign-card':
      return (await holdsCard(mobilo, accountOf(step), targetOf(step))) ? targetOf(step) : null;
    case 'delete-account':
      return (await mobilo.readAccount(targetOf(step))) === null ? step.target : null;
    case 'set-photo':
      return findPhoto(mobilo, directory, step);
    case 'deactivate-card':
      return findCard(mobilo, step, (card) => card?.state === 'deactivated');
  }
};
