/** What a pressed button does. Card data is never trusted: Sync decides by its own record and the live role (law 9). */
import type * as z from 'zod/v4';
import { type Actor, type PlanRecord, requireDecidable, type Selection, selectChanges } from '../src/approval.ts';
import { SyncError } from '../src/errors.ts';
import type { Leaver } from '../src/plan/plan.ts';
import { requireClearRole } from '../src/roles.ts';
import type { Sync } from '../src/sync.ts';
import { cardsAskedSingly, drawConfirm } from './cards/confirm-card.ts';
import type { AdaptiveCard } from './cards/elements.ts';
import { approvalData, planData, readCardDecisions, rejectionData, type Verb } from './cards/verbs.ts';
import type { View } from './cards/view.ts';
import { wordsFor } from './locales/words.ts';
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

/** The leavers among the approved, up to the one whose cards are too many to be asked about singly. */
const readLeavers = async (sync: Sync, planId: string, selection: Selection): Promise<readonly Leaver[]> => {
  const leavers: Leaver[] = [];
  let offset: number | null = 0;
  while (offset !== null) {
    const page = await sync.readRows(planId, { kind: 'leaver', offset, limit: 200 });
    leavers.push(...selectChanges(page.rows, selection).filter((change) => change.kind === 'leaver'));
    offset = leavers.flatMap((leaver) => leaver.cards).length > cardsAskedSingly ? null : page.next;
  }
  return leavers;
};

/** How many accounts the approval of a selection deletes for good. */
const countDeletions = ({ summary }: PlanRecord, selection: Selection): number => {
  const { deletion } = summary.counts;
  if (selection === 'all') return deletion;
  if ('kinds' in selection) return selection.kinds.includes('deletion') ? deletion : 0;
  return selection.rows.filter((id) => id.startsWith('deletion:')).length;
};

const confirmFirst = async (press: Press, selection: Selection, planId: string): Promise<AdaptiveCard> => {
  const { sync, locale, wizardUrl } = press;
  const [record, leavers, settings] = await Promise.all([
    sync.readPlan(planId),
    readLeavers(sync, planId, selection),
    sync.readSettings(),
  ]);
  const view: View = { words: wordsFor(locale), role: null, wizardUrl };
  const deletions = countDeletions(record, selection);
  return drawConfirm({ record, selection, leavers, deletions, suggestion: settings.cardSuggestion }, view);
};

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

const confirm = async (press: Press): Promise<Pressed> => {
  const { planId, fingerprint, selection } = parse(approvalData, press);
  const cards = readCardDecisions(press.data);
  return unlessOver(press, planId, async () => {
    try {
      const record = await press.sync.approve({ planId, fingerprint, selection, cards, by: press.actor });
      return { card: await draw(record, press), decided: planId };
    } catch (error) {
      if (!(error instanceof SyncError) || error.code !== 'card-choice-missing') throw error;
      return { card: await confirmFirst(press, selection, planId), decided: null };
    }
  });
};

/**
 * Nothing is deleted for good on one press. Whoever may not approve is told so now, and not after the question; only
 * whether the plan has expired is left to the answer.
 */
const mustAsk = async (
  { sync, actor }: Press,
  { planId, fingerprint, selection }: z.infer<typeof approvalData>,
): Promise<boolean> => {
  const record = await sync.readPlan(planId);
  if (countDeletions(record, selection) === 0) return false;
  const reading = await sync.readRole(actor.id);
  requireClearRole(reading);
  requireDecidable(record, { fingerprint, role: reading.role, now: new Date(record.madeAt) });
  return true;
};

/** The first press asks where something must be asked. */
const approve = async (press: Press): Promise<Pressed> => {
  const decision = parse(approvalData, press);
  const { planId, selection } = decision;
  return unlessOver(press, planId, async () =>
    (await mustAsk(press, decision))
      ? { card: await confirmFirst(press, selection, planId), decided: null }
      : confirm(press),
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
  'plan/confirm': confirm,
  'plan/reject': reject,
  'plan/show': show,
  'plan/refresh': show,
  'plan/resume': resume,
};
