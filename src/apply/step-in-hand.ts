/** What is known when a step is about to be done or looked up. */
import type { Directory } from '../directory/directory.ts';
import { SyncError } from '../errors.ts';
import type { Change, Joiner, Leaver, Link, Mover } from '../plan/plan.ts';
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
  /** Where profile photos come from. */
  readonly directory: Pick<Directory, 'readPhoto'>;
}

const wrongRow = (step: StepInHand): SyncError =>
  new SyncError('internal', `The ledger names the step ${step.kind} for a ${step.change.kind}.`);

export const joinerOf = (step: StepInHand): Joiner => {
  if (step.change.kind !== 'joiner') throw wrongRow(step);
  return step.change;
};

export const comparedOf = (step: StepInHand): Mover | Link => {
  if (step.change.kind !== 'mover' && step.change.kind !== 'link') throw wrongRow(step);
  return step.change;
};

export const leaverOf = (step: StepInHand): Leaver => {
  if (step.change.kind !== 'leaver') throw wrongRow(step);
  return step.change;
};

export const targetOf = (step: StepInHand): string => {
  if (step.target === null) throw wrongRow(step);
  return step.target;
};

/** The account of the row; a joiner's is there once the step before has made it. */
export const accountOf = (step: StepInHand): string => {
  if (step.accountId === null) throw wrongRow(step);
  return step.accountId;
};

/**
 * The reference under which Mobilo knows a joiner's order. It names the account and no plan: whichever plans and runs
 * come to order for this account, Mobilo takes one of the orders (law 4).
 */
export const orderReferenceOf = (tenantId: string, step: StepInHand): string =>
  `${externalIdOf(tenantId, joinerOf(step).personId)}/${accountOf(step)}`;
