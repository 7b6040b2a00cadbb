/** One step against Mobilo: do it, or find out whether it was done before. */
import { SyncError } from '../errors.ts';
import type { AccountPatch, Mobilo, Profile } from '../mobilo/mobilo.ts';
import type { Change, Difference, Joiner, Link, Mover } from '../plan/plan.ts';
import { externalIdOf } from '../plan/world-view.ts';
import type { StepKind } from './receipt.ts';

/** A step together with the row it belongs to. `accountId` is known once the joiner's account is. */
export interface StepInHand {
  readonly kind: StepKind;
  readonly target: string | null;
  readonly key: string;
  readonly change: Change;
  readonly accountId: string | null;
}

/** The reference under which Mobilo knows a joiner's order: ours, and the same for ever. */
export const orderReference = (planId: string, rowId: string): string => `${planId}/${rowId}`;

const wrongRow = (step: StepInHand): SyncError =>
  new SyncError('internal', `The ledger names the step ${step.kind} for a ${step.change.kind}.`);

const joinerOf = (step: StepInHand): Joiner => {
  if (step.change.kind !== 'joiner') throw wrongRow(step);
  return step.change;
};

const comparedOf = (step: StepInHand): Mover | Link => {
  if (step.change.kind !== 'mover' && step.change.kind !== 'link') throw wrongRow(step);
  return step.change;
};

const targetOf = (step: StepInHand): string => {
  if (step.target === null) throw wrongRow(step);
  return step.target;
};

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
  const account = await mobilo.createAccount({ externalId, email: email ?? '', profile, sendLoginDetails }, step.key);
  return account.id;
};

const placeOrder = async (mobilo: Mobilo, planId: string, step: StepInHand): Promise<string> => {
  const { id, order } = joinerOf(step);
  if (step.accountId === null) throw wrongRow(step);
  const { cardSku, licences, accessories } = order;
  const line = { accountId: step.accountId, cardSku, licences, accessories };
  return (await mobilo.placeOrder(orderReference(planId, id), [line], step.key)).id;
};

const deactivateAccount = async (mobilo: Mobilo, step: StepInHand): Promise<string> => {
  const account = await mobilo.readAccount(targetOf(step));
  if (account?.role === 'admin')
    throw new SyncError('mobilo-stale', 'This account has become an admin in Mobilo; admins are never removed.');
  return (await mobilo.deactivateAccount(targetOf(step), step.key)).id;
};

/** Does the step and answers with what Mobilo calls the result. Throws SyncErrors as the port describes them. */
export const performStep = async (
  mobilo: Mobilo,
  context: { readonly tenantId: string; readonly planId: string },
  step: StepInHand,
): Promise<string> => {
  switch (step.kind) {
    case 'create-account':
      return createAccount(mobilo, context.tenantId, step);
    case 'place-order':
      return placeOrder(mobilo, context.planId, step);
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
    case 'deactivate-account':
      return deactivateAccount(mobilo, step);
  }
};

/**
 * For a step that was sent and whose answer was never recorded (law 4, case 70): the reference when Mobilo did it,
 * null when it may be sent again. Steps that cost nothing are sent again with the same key, which Mobilo recognises.
 */
export const findStep = async (
  mobilo: Mobilo,
  context: { readonly tenantId: string; readonly planId: string },
  step: StepInHand,
): Promise<string | null> => {
  switch (step.kind) {
    case 'create-account': {
      const account = await mobilo.findAccountByExternalId(externalIdOf(context.tenantId, joinerOf(step).personId));
      return account?.id ?? null;
    }
    case 'place-order':
      return (await mobilo.findOrder(orderReference(context.planId, step.change.id)))?.id ?? null;
    case 'update-account':
    case 'link-account':
    case 'reactivate-account':
    case 'release-card':
    case 'deactivate-card':
    case 'deactivate-account':
      return null;
  }
};
