import type { Receipt } from '../../src/apply/receipt.ts';
import { canonicalJson } from '../../src/canonical-json.ts';

/** What two runs of the same world must share: every row with its outcome and steps, and the cost. Ids and times differ. */
const essence = ({ complete, counts, byKind, cost, items }: Receipt): string =>
  canonicalJson({
    complete,
    counts,
    byKind,
    cost,
    items: items.map(({ rowId, kind, outcome, why, steps }) => ({
      rowId,
      kind,
      outcome,
      why,
      steps: steps.map((step) => ({ kind: step.kind, state: step.state })),
    })),
  });

export const isSameReceipt = (one: Receipt, other: Receipt): boolean => essence(one) === essence(other);
