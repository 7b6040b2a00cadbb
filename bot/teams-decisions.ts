/** What a pressed button does. Card data is never trusted: Sync decides by its own record and the live role (law 9). */
import type * as z from 'zod/v4';
import type { Actor, PlanRecord } from '../src/approval.ts';
import { SyncError } from '../src/errors.ts';
import type { Sync } from '../src/sync.ts';
import type { AdaptiveCard } from './cards/elements.ts';
import {
  approvalData,
  planData,
  readCardDecisions,
  readConfirmedRemovals,
  rejectionData,
  staleData,
  type Verb,
} from './cards/verbs.ts';
import type { View } from './cards/view.ts';
import { type Attempt, type Attempted, approveUnchanged, tryToApprove } from './teams-approval.ts';
import { drawFor, readStanding } from './teams-plan-view.ts';

export interface Press {
  readonly sync: Sync;
  readonly actor: Actor;
  readonly locale: string | null;
  readonly wizardUrl: View['wizardUrl'];
  /** The button's data and the values of the inputs, as the client sent them. */
  readonly data: Readonly<Record<string, unknown>>;
}

export interface Pressed {
  /** What the person who pressed sees now. */
  readonly card: AdaptiveCard;
  /** The plan that was decided on by this press, so that its other cards are stale; null when nothing was decided. */
  readonly decided: string | null;
}

/** A button on a card that this version did not draw. */
export const strangeButton = (): SyncError =>
  new SyncError(
    'bad-request',
    'This button belongs to another version of the card. Send "pending" to get the plan as it is now.',
  );

const parse = <T>(schema: z.ZodType<T>, { data }: Press): T => {
  const parsed = schema.safeParse(data);
  if (parsed.success) return parsed.data;
  throw strangeButton();
};

const draw = async (record: PlanRecord, { sync, actor, locale, wizardUrl }: Press): Promise<AdaptiveCard> =>
  drawFor(sync, await readStanding(sync, record), { locale, personId: actor.id }, wizardUrl);

const isOver = (error: unknown): error is SyncError =>
  error instanceof SyncError && ['plan-decided', 'plan-superseded', 'plan-expired'].includes(error.code);

/** Where the plan takes no decision any more, the person sees what has become of it, and who decided when. */
const unlessOver = async (press: Press, planId: string, decide: () => Promise<Pressed>): Promise<Pressed> => {
  try {
    return await decide();
  } catch (error) {
    if (!isOver(error)) throw error;
    const record = await press.sync.readPlan(planId);
    const expired = error.code === 'plan-expired' && record.state === 'proposed';
    return { card: await draw(expired ? { ...record, state: 'expired' } : record, press), decided: null };
  }
};

const attemptOf = (press: Press): Attempt => ({
  ...parse(approvalData, press),
  cards: readCardDecisions(press.data),
  confirmedRemovals: readConfirmedRemovals(press.data),
});

/** A first approval decides nothing yet, but every card of the plan tells of it. */
const afterwards = async (press: Press, attempted: Attempted): Promise<Pressed> =>
  'card' in attempted
    ? { card: attempted.card, decided: null }
    : { card: await draw(attempted.record, press), decided: attempted.record.id };

const approve = async (press: Press): Promise<Pressed> => {
  const attempt = attemptOf(press);
  return unlessOver(press, attempt.planId, async () => afterwards(press, await tryToApprove(press, attempt)));
};

const approveTheRest = async (press: Press): Promise<Pressed> => {
  const { current } = parse(staleData, press);
  const attempt = attemptOf(press);
  return unlessOver(press, current.planId, async () =>
    afterwards(press, await approveUnchanged(press, attempt, current)),
  );
};

const reject = async (press: Press): Promise<Pressed> => {
  const { planId, fingerprint, reason } = parse(rejectionData, press);
  return unlessOver(press, planId, async () => {
    const record = await press.sync.reject({ planId, fingerprint, reason: reason || null, by: press.actor });
    return { card: await draw(record, press), decided: planId };
  });
};

/** The run goes on in a job; until that begins, the record still says that it has stopped. */
const resume = async (press: Press): Promise<Pressed> => {
  const { planId } = parse(planData, press);
  return unlessOver(press, planId, async () => {
    const record = await press.sync.resume({ planId, by: press.actor });
    const run = record.run && { ...record.run, state: 'waiting' as const, stopped: null };
    return { card: await draw({ ...record, run }, press), decided: null };
  });
};

const show = async (press: Press): Promise<Pressed> => {
  const { planId } = parse(planData, press);
  return { card: await draw(await press.sync.readPlan(planId), press), decided: null };
};

/** What each verb does. They throw SyncErrors; pressing twice shows the state that the first press made. */
export const decisions: Readonly<Record<Verb, (press: Press) => Promise<Pressed>>> = {
  'plan/approve': approve,
  'plan/confirm': approve,
  'plan/approve-unchanged': approveTheRest,
  'plan/reject': reject,
  'plan/show': show,
  'plan/refresh': show,
  'plan/resume': resume,
};
