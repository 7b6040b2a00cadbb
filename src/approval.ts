/** Who may decide on a plan, and what a decision makes of it. Pure: the caller brings the record, the clock and the role. */
import { SyncError } from './errors.ts';
import {
  type CardChoice,
  type Change,
  type ChangeKind,
  changeKinds,
  type Leaver,
  type PlanSummary,
  type PoolNeed,
  type Row,
} from './plan/plan.ts';

export const planStates = ['proposed', 'approved', 'rejected', 'expired', 'superseded'] as const;
export type PlanState = (typeof planStates)[number];

/** administrator: Mobilo admin and Global Administrator (R1). approver: named by an administrator. */
export const roles = ['administrator', 'approver', 'colleague'] as const;
export type Role = (typeof roles)[number];

/** Who pressed: an Entra object id, and the name to show. */
export interface Actor {
  readonly id: string;
  readonly name: string;
}

/** Which rows are approved: everything, some kinds, or single rows by id. */
export type Selection = 'all' | { readonly kinds: readonly ChangeKind[] } | { readonly rows: readonly string[] };

/** The choice for leavers' cards: by card id, and for every card not named there. */
export interface CardDecisions {
  readonly byCard: Readonly<Record<string, CardChoice>>;
  readonly others: CardChoice | null;
}

export interface Approval {
  readonly action: 'approve';
  readonly selection: Selection;
  readonly cards: CardDecisions;
  /** The number of selected removals that was typed to release them while they are held (G3); null: none was. */
  readonly confirmedRemovals: number | null;
}

/** How held removals are released: by typing their number, or by a second person who approves the same. */
export type Release = 'typed-number' | 'second-person';

export interface Rejection {
  readonly action: 'reject';
  readonly reason: string | null;
}

/** `automatic`: nobody pressed; it is in the name of whoever lets updates be applied without asking. */
export type Decision = ((Approval & { readonly automatic: boolean }) | Rejection) & {
  readonly by: Actor;
  readonly at: string;
};

/** The first of two approvals, while a second person is waited for. `replaces`: who had first approved something else. */
export type FirstApproval = Approval & { readonly by: Actor; readonly at: string; readonly replaces: Actor | null };

export const runStates = ['waiting', 'running', 'finished', 'stopped'] as const;
export type RunState = (typeof runStates)[number];

/** How far an approved plan has come. Numbers count rows. */
export interface Run {
  readonly state: RunState;
  readonly total: number;
  readonly done: number;
  readonly startedAt: string | null;
  readonly finishedAt: string | null;
  /** Why it stopped, as a sentence. */
  readonly stopped: string | null;
}

/** A plan as it is kept: the immutable summary, and what has become of it. */
export interface PlanRecord {
  readonly id: string;
  readonly tenantId: string;
  readonly fingerprint: string;
  readonly state: PlanState;
  readonly madeAt: string;
  readonly expiresAt: string;
  readonly summary: PlanSummary;
  readonly decision: Decision | null;
  /** Of a proposed plan: somebody approved it and a second person must. Of an approved one: who approved it first. */
  readonly firstApproval: FirstApproval | null;
  readonly run: Run | null;
}

const isChange = (row: Row): row is Change => changeKinds.some((kind) => kind === row.kind);

/** The approved rows, in the plan's order. Rows that only inform are never among them. */
export const selectChanges = (rows: readonly Row[], selection: Selection): readonly Change[] => {
  const changes = rows.filter(isChange);
  if (selection === 'all') return changes;
  if ('kinds' in selection) return changes.filter((row) => selection.kinds.includes(row.kind));
  const wanted = new Set(selection.rows);
  return changes.filter((row) => wanted.has(row.id));
};

/** Is the row among the approved, as far as its kind and id tell? */
export const isSelected = (selection: Selection, rowId: string): boolean => {
  if (selection === 'all') return true;
  return 'kinds' in selection
    ? selection.kinds.some((kind) => rowId.startsWith(`${kind}:`))
    : selection.rows.includes(rowId);
};

/** The choice made for one card, or null when nobody has chosen yet. */
export const choiceFor = (cards: CardDecisions, cardId: string): CardChoice | null =>
  (Object.hasOwn(cards.byCard, cardId) ? cards.byCard[cardId] : null) ?? cards.others;

const amount = (pool: PoolNeed): string => `${pool.name}: ${pool.needed} needed, ${pool.available} left`;

/** Throws when this plan, as it stands, takes no decision any more. */
const requireOpen = (record: PlanRecord, now: Date): void => {
  switch (record.state) {
    case 'approved':
    case 'rejected': {
      const by = record.decision;
      throw new SyncError('plan-decided', `${by?.by.name ?? 'Somebody'} has already ${record.state} this plan.`, {
        details: { by: by?.by.name, at: by?.at, state: record.state },
      });
    }
    case 'superseded':
      throw new SyncError(
        'plan-superseded',
        'A newer plan has replaced this one. Open the pending plan and decide on that.',
      );
    case 'expired':
      throw new SyncError('plan-expired', 'This plan has expired. Ask for a new one with "sync".');
    case 'proposed':
      if (now >= new Date(record.expiresAt))
        throw new SyncError('plan-expired', 'This plan has expired. Ask for a new one with "sync".');
  }
};

/** Everything that must hold before a decision is recorded. Throws the first reason against it. */
export const requireDecidable = (
  record: PlanRecord,
  decision: { readonly fingerprint: string; readonly role: Role; readonly now: Date },
): void => {
  if (decision.role === 'colleague')
    throw new SyncError('forbidden', 'Only an administrator or an approver may decide on this plan. Ask one of them.');
  requireOpen(record, decision.now);
  if (decision.fingerprint !== record.fingerprint)
    throw new SyncError(
      'fingerprint-mismatch',
      'This is not the plan that is pending now. Open the pending plan and look at it again.',
    );
};

/** Whoever approves rows that are not there has something else in view than what would be applied. */
const namesOthers = (selection: Selection, selected: readonly Change[]): boolean =>
  typeof selection === 'object' && 'rows' in selection && new Set(selection.rows).size !== selected.length;

/** A card goes to the joiner it was proposed for, and only when that joiner is approved too (R25). */
const requireRecipients = (cards: CardDecisions, leavers: readonly Leaver[], selected: readonly Change[]): void => {
  const ids = new Set(selected.map(({ id }) => id));
  for (const leaver of leavers)
    for (const { id, name, recipient } of leaver.cards) {
      if (choiceFor(cards, id) !== 'reassign' || (recipient && ids.has(recipient.rowId))) continue;
      throw new SyncError(
        'card-choice-missing',
        recipient
          ? `The card ${name} of ${leaver.name} can go to ${recipient.name} only when that joiner is approved as well. Select the joiner too, or choose to release or deactivate the card.`
          : `There is no joiner to whom the card ${name} of ${leaver.name} could go. Choose to release or deactivate it.`,
        { details: { cards: [id] } },
      );
    }
};

/**
 * Everything that must hold before the selected changes may be applied: something is selected and all of it is there,
 * every leaver's card has a choice that can be kept (R24, R25), no pool is short (R9; the order is refused as a whole).
 * Whether held removals are released is for `requireReleased`.
 */
export const requireApprovable = (approval: Approval, selected: readonly Change[], need: readonly PoolNeed[]): void => {
  if (selected.length === 0)
    throw new SyncError('selection-empty', 'Nothing is selected. Select at least one change, or reject the plan.');
  if (namesOthers(approval.selection, selected))
    throw new SyncError(
      'bad-request',
      'Some of the selected rows are no changes of this plan. Open the pending plan and select again.',
    );
  const leavers = selected.filter((change) => change.kind === 'leaver');
  const open = leavers.flatMap((leaver) => leaver.cards).filter((card) => choiceFor(approval.cards, card.id) === null);
  if (open.length > 0)
    throw new SyncError(
      'card-choice-missing',
      `Choose what happens to ${open.length === 1 ? 'the card' : `the ${open.length} cards`} of the leavers first: give to a joiner, release or deactivate.`,
      { details: { cards: open.map((card) => card.id) } },
    );
  requireRecipients(approval.cards, leavers, selected);
  const short = need.filter((pool) => pool.short > 0);
  if (short.length > 0)
    throw new SyncError(
      'credits-short',
      `Not enough credits: ${short.map(amount).join('; ')}. Add credits in Mobilo, or approve only the updates.`,
      { details: { pools: short } },
    );
};
