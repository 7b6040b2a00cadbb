/** Approving from a card: at once, after a question about cards or held removals, or what is left of a plan that was replaced. */
import type { Actor, CardDecisions, PlanRecord, Selection } from '../src/approval.ts';
import { choiceFor, isSelected, requireDecidable, selectChanges } from '../src/approval.ts';
import { SyncError } from '../src/errors.ts';
import type { Leaver } from '../src/plan/plan.ts';
import { requireClearRole } from '../src/roles.ts';
import type { Sync } from '../src/sync.ts';
import { cardsAskedSingly, drawConfirm } from './cards/confirm-card.ts';
import type { AdaptiveCard } from './cards/elements.ts';
import { drawStale, type Superseded } from './cards/stale-card.ts';
import type { View } from './cards/view.ts';
import { wordsFor } from './locales/words.ts';

/** Who approves, and how they read. */
export interface Approver {
  readonly sync: Sync;
  readonly actor: Actor;
  readonly locale: string | null;
  readonly wizardUrl: View['wizardUrl'];
}

/** What is approved, as the card said it. */
export interface Attempt {
  readonly planId: string;
  readonly fingerprint: string;
  readonly selection: Selection;
  readonly cards: CardDecisions;
  readonly confirmedRemovals: number | null;
}

/** The record, when something was approved; else the card that asks or explains. */
export type Attempted = { readonly record: PlanRecord } | { readonly card: AdaptiveCard };

const viewFor = ({ locale, wizardUrl }: Approver): View => ({ words: wordsFor(locale), role: null, wizardUrl });

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

/** Choices that a button brought along are not asked for again: they come back with the answer. */
const withoutChosen = (leavers: readonly Leaver[], cards: CardDecisions): readonly Leaver[] =>
  leavers.map((leaver) => ({
    ...leaver,
    cards: leaver.cards.filter((card) => choiceFor(cards, card.id) === null),
  }));

/** How many accounts the approval of a selection deletes for good. */
const countDeletions = ({ summary }: PlanRecord, selection: Selection): number => {
  const { deletion } = summary.counts;
  if (selection === 'all') return deletion;
  if ('kinds' in selection) return selection.kinds.includes('deletion') ? deletion : 0;
  return selection.rows.filter((id) => id.startsWith('deletion:')).length;
};

const ask = async (approver: Approver, attempt: Attempt, removals: number | null): Promise<AdaptiveCard> => {
  const { sync } = approver;
  const { planId, selection, confirmedRemovals, cards } = attempt;
  const [record, leavers, settings] = await Promise.all([
    sync.readPlan(planId),
    readLeavers(sync, planId, selection),
    sync.readSettings(),
  ]);
  const question = {
    ...{ record, selection, removals, cards },
    leavers: withoutChosen(leavers, cards),
    deletions: countDeletions(record, selection),
    mistyped: removals !== null && confirmedRemovals !== null && confirmedRemovals !== removals,
    suggestion: settings.cardSuggestion,
  };
  return drawConfirm(question, viewFor(approver));
};

/**
 * The question before a deletion, or null when nothing is deleted. Whoever may not approve is told so now, and not
 * after the question; only whether the plan has expired is left to the answer.
 */
export const askBeforeDeleting = async (approver: Approver, attempt: Attempt): Promise<AdaptiveCard | null> => {
  const { sync, actor } = approver;
  const record = await sync.readPlan(attempt.planId);
  if (countDeletions(record, attempt.selection) === 0) return null;
  const reading = await sync.readRole(actor.id);
  requireClearRole(reading);
  const now = new Date(record.madeAt);
  requireDecidable(record, { fingerprint: attempt.fingerprint, role: reading.role, now });
  return ask(approver, attempt, attempt.confirmedRemovals);
};

const isSuperseded = (details: object): details is Superseded =>
  'current' in details && details.current !== null && 'unchanged' in details && 'moved' in details;

/** The card that goes on from a refusal; a refusal that leads nowhere is thrown again. */
const answer = async (approver: Approver, attempt: Attempt, error: SyncError): Promise<AdaptiveCard> => {
  const { code, details } = error;
  if (code === 'card-choice-missing') return ask(approver, attempt, attempt.confirmedRemovals);
  if (code === 'removals-held' && details.reason !== 'incomplete-reading')
    return ask(approver, attempt, Number(details.removals));
  if (code === 'plan-superseded' && isSuperseded(details)) return drawStale(details, attempt, viewFor(approver));
  throw error;
};

export const tryToApprove = async (approver: Approver, attempt: Attempt): Promise<Attempted> => {
  try {
    return { record: await approver.sync.approve({ ...attempt, by: approver.actor }) };
  } catch (error) {
    if (!(error instanceof SyncError)) throw error;
    return { card: await answer(approver, attempt, error) };
  }
};

/** Approves, in the plan that the card showed as the newer one, exactly the rows of the attempt that are unchanged. */
export const approveUnchanged = async (
  approver: Approver,
  attempt: Attempt,
  current: Pick<Attempt, 'planId' | 'fingerprint'>,
): Promise<Attempted> => {
  const { unchanged } = await approver.sync.readStale(attempt.planId);
  const rows = unchanged.filter((rowId) => isSelected(attempt.selection, rowId));
  const rest: Attempt = { ...attempt, ...current, selection: { rows } };
  const question = await askBeforeDeleting(approver, rest);
  return question ? { card: question } : tryToApprove(approver, rest);
};
