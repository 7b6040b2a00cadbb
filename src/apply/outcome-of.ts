/** What an answer of Mobilo makes of a step, and whether the run can go on. */
import { SyncError } from '../errors.ts';
import type { Mobilo } from '../mobilo/mobilo.ts';
import type { Step, StepResult } from '../store/steps.ts';
import { findStep } from './find-step.ts';
import { performStep } from './perform-step.ts';
import type { ApplyContext, StepInHand } from './step-in-hand.ts';

/** `halt`: why the run cannot go on now. `stop` needs a person; `pause` is tried again by itself. */
export interface StepOutcome {
  readonly result: StepResult;
  readonly halt: { readonly how: 'stop' | 'pause'; readonly error: SyncError } | null;
}

const as = (step: Step, state: StepResult['state'], reference: string | null, why: string | null): StepResult => ({
  position: step.position,
  state,
  reference,
  why,
});

export const confirmed = (step: Step, reference: string): StepOutcome => ({
  result: as(step, 'confirmed', reference, null),
  halt: null,
});

export const skipped = (step: Step, why: string): StepResult => as(step, 'skipped', null, why);

const staleWhy = 'This account was changed in Mobilo after the plan was made. The next plan takes that into account.';

/** Nothing was done, so that the step is as it was before. */
const halted = (step: Step, how: 'stop' | 'pause', error: SyncError): StepOutcome => ({
  result: as(step, 'planned', null, error.message),
  halt: { how, error },
});

const outcomeOfFault = (step: Step, error: SyncError): StepOutcome => {
  switch (error.code) {
    case 'mobilo-stale':
      return { result: as(step, 'skipped', null, staleWhy), halt: null };
    case 'mobilo-refused':
      // Then the account is there and its card or order is not: only a resumed run can end that row whole.
      return step.kind === 'place-order' || step.kind === 'reassign-card'
        ? halted(step, 'stop', error)
        : { result: as(step, 'failed', null, error.message), halt: null };
    case 'directory-forbidden':
      // Only a photo is asked for while a step is done. Without the permission for it, the rest of the run goes on.
      return { result: as(step, 'failed', null, error.message), halt: null };
    case 'mobilo-forbidden':
    case 'mobilo-not-connected':
      return halted(step, 'stop', error);
    case 'mobilo-outcome-unknown':
      return { result: as(step, 'sent', null, error.message), halt: { how: 'pause', error } };
    default:
      return halted(step, 'pause', error);
  }
};

const attempt = async (step: Step, work: () => Promise<StepOutcome>): Promise<StepOutcome> => {
  try {
    return await work();
  } catch (error) {
    if (error instanceof SyncError) return outcomeOfFault(step, error);
    throw error;
  }
};

/** Does a step that was certainly never done. */
export const perform = (mobilo: Mobilo, context: ApplyContext, step: Step, inHand: StepInHand): Promise<StepOutcome> =>
  attempt(step, async () => confirmed(step, await performStep(mobilo, context, inHand)));

/** As long as Mobilo cannot be asked, a step stays in doubt. What a vendor refuses to show is not there. */
const lookUp = async (mobilo: Mobilo, context: ApplyContext, inHand: StepInHand): Promise<string | null> => {
  try {
    return await findStep(mobilo, context, inHand);
  } catch (error) {
    if (!(error instanceof SyncError)) throw error;
    if (error.code === 'mobilo-refused' || error.code === 'directory-forbidden') return null;
    throw new SyncError('mobilo-outcome-unknown', error.message, { cause: error, details: error.details });
  }
};

/** Settles a step in doubt: what Mobilo did is confirmed, what it did not is done now with the same key (case 70). */
export const settle = (mobilo: Mobilo, context: ApplyContext, step: Step, inHand: StepInHand): Promise<StepOutcome> =>
  attempt(step, async () =>
    confirmed(step, (await lookUp(mobilo, context, inHand)) ?? (await performStep(mobilo, context, inHand))),
  );

/** Settles a step in doubt that must not be done any more: it was done, or it is skipped. */
export const settleOnly = (
  mobilo: Mobilo,
  context: ApplyContext,
  step: Step,
  inHand: StepInHand,
  why: string,
): Promise<StepOutcome> =>
  attempt(step, async () => {
    const found = await lookUp(mobilo, context, inHand);
    return found === null ? { result: skipped(step, why), halt: null } : confirmed(step, found);
  });
