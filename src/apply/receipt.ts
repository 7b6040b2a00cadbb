/** The proof of a run (R27): who, what, when, cost, what failed and why. Counts are derived from the ledger, never kept apart. */
import type { Actor } from '../approval.ts';
import type { ChangeKind } from '../plan/plan.ts';

export const stepStates = ['planned', 'intended', 'sent', 'confirmed', 'uncertain', 'failed', 'skipped'] as const;
export type StepState = (typeof stepStates)[number];

export const stepKinds = [
  'create-account',
  'place-order',
  'update-account',
  'reactivate-account',
  'link-account',
  'reassign-card',
  'release-card',
  'deactivate-card',
  'deactivate-account',
  'delete-account',
  'set-photo',
] as const;
export type StepKind = (typeof stepKinds)[number];

export const outcomes = ['done', 'skipped', 'failed', 'uncertain', 'open'] as const;
export type Outcome = (typeof outcomes)[number];

/** What became of one approved row. `why` is a sentence, present unless done. */
export interface ReceiptItem {
  readonly rowId: string;
  readonly kind: ChangeKind;
  readonly name: string;
  readonly outcome: Outcome;
  readonly why: string | null;
  readonly steps: readonly { readonly kind: StepKind; readonly state: StepState; readonly reference: string | null }[];
}

/** So many credits of one pool. */
export interface PoolAmount {
  readonly sku: string;
  readonly name: string;
  readonly quantity: number;
}

export interface Receipt {
  readonly planId: string;
  readonly fingerprint: string;
  readonly approvedBy: Actor;
  /** The second of two people who approved it; null where one was enough. */
  readonly secondBy: Actor | null;
  readonly approvedAt: string;
  readonly startedAt: string | null;
  readonly finishedAt: string | null;
  /** True when nothing failed, nothing is uncertain and nothing is left to do. */
  readonly complete: boolean;
  readonly counts: Readonly<Record<Outcome, number>>;
  readonly byKind: Readonly<Record<ChangeKind, number>>;
  /** Credits spent by confirmed orders, per pool. */
  readonly cost: readonly PoolAmount[];
  /** Credits that were not spent because leavers' cards went to joiners, per pool. */
  readonly saved: readonly PoolAmount[];
  readonly items: readonly ReceiptItem[];
}
