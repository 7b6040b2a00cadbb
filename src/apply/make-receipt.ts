import type { Approval, PlanRecord } from '../approval.ts';
import { type Change, type ChangeKind, changeKinds, type Joiner } from '../plan/plan.ts';
import { skusOf } from '../plan/price.ts';
import { byText } from '../plan/world-view.ts';
import { type Outcome, outcomes, type Receipt, type ReceiptItem, type StepKind, type StepState } from './receipt.ts';

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

const isOrdered = (item: ReceiptItem): boolean =>
  item.steps.some((step) => step.kind === 'place-order' && step.state === 'confirmed');

const costOf = (joiners: readonly Joiner[], record: PlanRecord): Receipt['cost'] => {
  const quantities = new Map<string, number>();
  for (const joiner of joiners) for (const sku of skusOf(joiner)) quantities.set(sku, (quantities.get(sku) ?? 0) + 1);
  return [...quantities.entries()]
    .sort(([a], [b]) => byText(a, b))
    .map(([sku, quantity]) => ({
      sku,
      name: record.summary.need.find((pool) => pool.sku === sku)?.name ?? sku,
      quantity,
    }));
};

const tally = <K extends string>(keys: readonly K[], values: readonly K[]): Readonly<Record<K, number>> => {
  const counts = Object.fromEntries(keys.map((key) => [key, 0])) as Record<K, number>;
  for (const value of values) counts[value] += 1;
  return counts;
};

/** The receipt of an approved plan, derived from its ledger alone (R27); `changes` are the approved rows. */
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
  const ordered = new Set(items.filter(isOrdered).map((item) => item.rowId));
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
    cost: costOf(
      changes.filter((change): change is Joiner => change.kind === 'joiner' && ordered.has(change.id)),
      record,
    ),
    items,
  };
};
