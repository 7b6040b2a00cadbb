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

export interface ApplyContext {
  readonly tenantId: string;
  readonly planId: string;
  /** Of the lease under which the run works: another one with each turn. */
  readonly fence: number;
}

/**
 * The reference under which Mobilo knows a joiner's order. It names the account and no plan: whichever plans and runs
 * come to order for this account, Mobilo takes one of the orders (law 4).
 */
export const orderReference = (tenantId: string, personId: string, accountId: string): string =>
  `${externalIdOf(tenantId, personId)}/${accountId}`;

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

const isTaken = (error: unknown): boolean => error instanceof SyncError && error.details.problem === 'reference_taken';

const findOrder = async (mobilo: Mobilo, reference: string): Promise<string | null> =>
  (await mobilo.findOrder(reference))?.id ?? null;

/**
 * The reference makes an order happen once, not the key: Mobilo remembers a refusal under its key for a day, and an
 * order that was refused for want of credits must be takeable when there are some.
 */
const placeOrder = async (mobilo: Mobilo, { tenantId, fence }: ApplyContext, step: StepInHand): Promise<string> => {
  const { personId, order } = joinerOf(step);
  if (step.accountId === null) throw wrongRow(step);
  const reference = orderReference(tenantId, personId, step.accountId);
  const { cardSku, licences, accessories } = order;
  const line = { accountId: step.accountId, cardSku, licences, accessories };
  try {
    return (await mobilo.placeOrder(reference, [line], `${step.key}/${fence}`)).id;
  } catch (error) {
    const placed = isTaken(error) ? await findOrder(mobilo, reference) : null;
    if (placed === null) throw error;
    return placed;
  }
};

const deactivateAccount = async (mobilo: Mobilo, step: StepInHand): Promise<string> => {
  const account = await mobilo.readAccount(targetOf(step));
  if (account?.role === 'admin')
    throw new SyncError('mobilo-stale', 'This account has become an admin in Mobilo; admins are never removed.');
  return (await mobilo.deactivateAccount(targetOf(step), step.key)).id;
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
    case 'deactivate-account':
      return deactivateAccount(mobilo, step);
  }
};

/**
 * For a step that was sent and whose answer was never recorded (law 4, case 70): the reference when Mobilo did it,
 * null when it may be sent again. Steps that cost nothing are sent again with the same key, which Mobilo recognises.
 */
export const findStep = async (mobilo: Mobilo, context: ApplyContext, step: StepInHand): Promise<string | null> => {
  switch (step.kind) {
    case 'create-account': {
      const account = await mobilo.findAccountByExternalId(externalIdOf(context.tenantId, joinerOf(step).personId));
      return account?.id ?? null;
    }
    case 'place-order':
      if (step.accountId === null) throw wrongRow(step);
      return findOrder(mobilo, orderReference(context.tenantId, joinerOf(step).personId, step.accountId));
    case 'update-account':
    case 'link-account':
    case 'reactivate-account':
    case 'release-card':
    case 'deactivate-card':
    case 'deactivate-account':
      return null;
  }
};
