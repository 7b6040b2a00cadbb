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
  const account = { externalId, email: email ?? '', profile, teamId: order.teamId, sendLoginDetails };
  return (await mobilo.createAccount(account, step.key)).id;
};

const takenProblems: readonly unknown[] = ['email_taken', 'external_id_taken'];

/**
 * An account that is linked to this very person is the one that was wanted: after a backup was restored, the ledger
 * does not know that it was made (case 73, case 78). Anybody else's account stays a refusal.
 */
const createOnce = async (mobilo: Mobilo, tenantId: string, step: StepInHand): Promise<string> => {
  try {
    return await createAccount(mobilo, tenantId, step);
  } catch (error) {
    const taken = error instanceof SyncError && takenProblems.includes(error.details.problem);
    const known = taken ? await mobilo.findAccountByExternalId(externalIdOf(tenantId, step.change.personId)) : null;
    if (known === null) throw error;
    return known.id;
  }
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

/** The account has its login details already. As with an order, a refusal must not be remembered under the key. */
const passCardOn = async (mobilo: Mobilo, { fence }: ApplyContext, step: StepInHand): Promise<string> => {
  const to = { accountId: accountOf(step), sendLoginDetails: false };
  return (await mobilo.reassignCard(targetOf(step), to, `${step.key}/${fence}`)).id;
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
      return createOnce(mobilo, context.tenantId, step);
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
    case 'reassign-card':
      return passCardOn(mobilo, context, step);
    case 'delete-account':
      return deleteAccount(mobilo, step);
    case 'set-photo':
      return copyPhoto(mobilo, context.directory, step);
    case 'deactivate-account':
      return (await mobilo.deactivateAccount(targetOf(step), step.key)).id;
  }
};
