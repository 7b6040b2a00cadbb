/** Does one step in Mobilo. */
import { SyncError } from '../errors.ts';
import type { AccountPatch, Mobilo, Profile } from '../mobilo/mobilo.ts';
import type { Difference } from '../plan/plan.ts';
import { externalIdOf } from '../plan/world-view.ts';
import { copyPhoto } from './copy-photo.ts';
import {
  type ApplyContext,
  accountOf,
  comparedOf,
  joinerOf,
  orderReferenceOf,
  type StepInHand,
  targetOf,
} from './step-in-hand.ts';

const patchOf = (differences: readonly Difference[]): AccountPatch => {
  const profile: Partial<Record<keyof Profile, string | null>> = {};
  let email: string | null = null;
  for (const { field, to } of differences) {
    if (field === 'email') email = to;
    else if (field !== 'state') profile[field] = to;
  }
  return {
    ...(email !== null && { email }),
    ...(Object.keys(profile).length > 0 && { profile: profile as Partial<Profile> }),
  };
};

const createAccount = async (mobilo: Mobilo, tenantId: string, step: StepInHand): Promise<string> => {
  const { personId, email, profile, order } = joinerOf(step);
  const externalId = externalIdOf(tenantId, personId);
  const { sendLoginDetails } = order;
  const account = { externalId, email: email ?? '', profile, teamId: null, sendLoginDetails };
  return (await mobilo.createAccount(account, step.key)).id;
};

const isTaken = (error: unknown): boolean => error instanceof SyncError && error.details.problem === 'reference_taken';

/**
 * The reference makes an order happen once, not the key: Mobilo remembers a refusal under its key for a day, and an
 * order that was refused for want of credits must be takeable when there are some.
 */
const placeOrder = async (mobilo: Mobilo, { tenantId, fence }: ApplyContext, step: StepInHand): Promise<string> => {
  const { cardSku, licences, accessories } = joinerOf(step).order;
  const reference = orderReferenceOf(tenantId, step);
  const line = { accountId: accountOf(step), cardSku, licences, accessories };
  try {
    return (await mobilo.placeOrder(reference, [line], `${step.key}/${fence}`)).id;
  } catch (error) {
    const placed = isTaken(error) ? await mobilo.findOrder(reference) : null;
    if (placed === null) throw error;
    return placed.id;
  }
};

/** An account that is gone already is what was wanted, whoever deleted it. */
const deleteAccount = async (mobilo: Mobilo, step: StepInHand): Promise<string> => {
  const accountId = targetOf(step);
  try {
    await mobilo.deleteAccount(accountId, step.key);
  } catch (error) {
    if (!(error instanceof SyncError) || error.details.problem !== 'not_found') throw error;
  }
  return accountId;
};

/** Does the step and answers with what Mobilo calls the result. Throws SyncErrors as the port describes them. */
export const performStep = async (mobilo: Mobilo, context: ApplyContext, step: StepInHand): Promise<string> => {
  switch (step.kind) {
    case 'create-account':
      return createAccount(mobilo, context.tenantId, step);
    case 'place-order':
      return placeOrder(mobilo, context, step);
    case 'update-account': {
      const { differences, accountVersion } = comparedOf(step);
      return (await mobilo.updateAccount(targetOf(step), patchOf(differences), accountVersion, step.key)).id;
    }
    case 'link-account': {
      const { differences, accountVersion, personId } = comparedOf(step);
      const patch = { ...patchOf(differences), externalId: externalIdOf(context.tenantId, personId) };
      return (await mobilo.updateAccount(targetOf(step), patch, accountVersion, step.key)).id;
    }
    case 'reactivate-account':
      return (await mobilo.reactivateAccount(targetOf(step), step.key)).id;
    case 'release-card':
      return (await mobilo.releaseCard(targetOf(step), step.key)).id;
    case 'deactivate-card':
      return (await mobilo.deactivateCard(targetOf(step), step.key)).id;
    case 'delete-account':
      return deleteAccount(mobilo, step);
    case 'set-photo':
      return copyPhoto(mobilo, context.directory, step);
    case 'reassign-card':
      throw new SyncError('internal', `The step ${step.kind} is not there yet.`);
    case 'deactivate-account':
      return (await mobilo.deactivateAccount(targetOf(step), step.key)).id;
  }
};
