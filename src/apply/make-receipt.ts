import type { Approval, PlanRecord } from '../approval.ts';
import { type Change, type ChangeKind, changeKinds } from '../plan/plan.ts';
import { skusOf } from '../plan/price.ts';
import { byText } from '../plan/world-view.ts';
import {
  type Outcome,
  outcomes,
  type PoolAmount,
  type Receipt,
  type ReceiptItem,
  type StepKind,
  type StepState,
} from './receipt.ts';

/** What the receipt needs of a ledger step. */
export interface LedgerStep {
  readonly rowId: string;
  readonly kind: StepKind;
  readonly state: StepState;
  readonly reference: string | null;
  readonly why: string | null;
}

const outcomeOf = (steps: readonly LedgerStep[]): Outcome => {
  const has = (state: StepState): boolean => steps.some((step) => step.state === state);
  if (has('uncertain')) return 'uncertain';
  if (has('failed')) return 'failed';
  if (steps.length === 0 || has('planned') || has('intended') || has('sent')) return 'open';
  return has('skipped') ? 'skipped' : 'done';
};

const whyOf = (steps: readonly LedgerStep[], outcome: Outcome): string | null => {
  if (outcome === 'done') return null;
  return steps.find((step) => step.why !== null)?.why ?? 'Not done yet.';
};

const makeItem = (change: Change, steps: readonly LedgerStep[]): ReceiptItem => {
  const outcome = outcomeOf(steps);
  return {
    rowId: change.id,
    kind: change.kind,
    name: change.name,
    outcome,
    why: whyOf(steps, outcome),
    steps: steps.map(({ kind, state, reference }) => ({ kind, state, reference })),
  };
};

const isDone = (step: ReceiptItem['steps'][number], kind: StepKind): boolean =>
  step.kind === kind && step.state === 'confirmed';

const countPools = (skus: readonly string[], record: PlanRecord): readonly PoolAmount[] => {
  const quantities = new Map<string, number>();
  for (const sku of skus) quantities.set(sku, (quantities.get(sku) ?? 0) + 1);
  return [...quantities.entries()]
    .sort(([a], [b]) => byText(a, b))
    .map(([sku, quantity]) => ({
      sku,
      name: record.summary.need.find((pool) => pool.sku === sku)?.name ?? sku,
      quantity,
    }));
};

/** What the cards that passed on would have cost: each stands in for a new one of its kind. */
const skusSaved = (changes: readonly Change[], items: readonly ReceiptItem[]): readonly string[] => {
  const passedOn = new Set(
    items.flatMap(({ steps }) => steps.filter((step) => isDone(step, 'reassign-card')).map((step) => step.reference)),
  );
  const cards = changes.flatMap((change) => (change.kind === 'leaver' ? change.cards : []));
  return cards.flatMap(({ id, sku }) => (passedOn.has(id) ? [sku] : []));
};

const tally = <K extends string>(keys: readonly K[], values: readonly K[]): Readonly<Record<K, number>> => {
  const counts = Object.fromEntries(keys.map((key) => [key, 0])) as Record<K, number>;
  for (const value of values) counts[value] += 1;
  return counts;
};

/** The receipt of an approved plan, derived from its ledger alone (R27); `changes` are the approved rows, as `readApprovedChanges` gives them. */
export const makeReceipt = (
  record: PlanRecord & { readonly decision: Approval & NonNullable<PlanRecord['decision']> },
  changes: readonly Change[],
  steps: readonly LedgerStep[],
): Receipt => {
  const byRow = new Map<string, LedgerStep[]>();
  for (const step of steps) {
    const present = byRow.get(step.rowId);
    if (present) present.push(step);
    else byRow.set(step.rowId, [step]);
  }
  const items = changes.map((change) => makeItem(change, byRow.get(change.id) ?? []));
  const ordered = new Set(
    items.filter(({ steps }) => steps.some((step) => isDone(step, 'place-order'))).map((item) => item.rowId),
  );
  const counts = tally(
    outcomes,
    items.map((item) => item.outcome),
  );
  return {
    planId: record.id,
    fingerprint: record.fingerprint,
    approvedBy: record.firstApproval?.by ?? record.decision.by,
    secondBy: record.firstApproval ? record.decision.by : null,
    approvedAt: record.decision.at,
    startedAt: record.run?.startedAt ?? null,
    finishedAt: record.run?.finishedAt ?? null,
    complete: counts.failed === 0 && counts.uncertain === 0 && counts.open === 0,
    counts,
    byKind: tally<ChangeKind>(
      changeKinds,
      items.filter((item) => item.outcome === 'done').map((item) => item.kind),
    ),
    cost: countPools(
      changes.flatMap((change) => (change.kind === 'joiner' && ordered.has(change.id) ? skusOf(change) : [])),
      record,
    ),
    saved: countPools(skusSaved(changes, items), record),
    items,
  };
};
