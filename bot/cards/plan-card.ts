/** One plan, one card: what it looks like follows from what has become of the plan. */
import type { Receipt } from '../../src/apply/receipt.ts';
import type { PlanRecord } from '../../src/approval.ts';
import { drawExpired, drawRejected, drawSuperseded } from './closed-card.ts';
import type { AdaptiveCard } from './elements.ts';
import { drawPending } from './pending-card.ts';
import { drawProgress } from './progress-card.ts';
import { drawReceipt } from './receipt-card.ts';
import type { View } from './view.ts';

/** Has its run ended, so that there is a receipt to show? */
export const hasEnded = ({ state, run }: PlanRecord): boolean =>
  state === 'approved' && (run?.state === 'finished' || run?.state === 'stopped');

/** Does it look different to people with different roles, because it holds buttons? */
export const asksSomebody = ({ state, run }: PlanRecord): boolean =>
  state === 'proposed' || (state === 'approved' && run?.state === 'stopped');

/** `receipt` is needed once the run has ended; until it can be read the card shows the progress. */
export const drawPlan = (record: PlanRecord, receipt: Receipt | null, view: View): AdaptiveCard => {
  switch (record.state) {
    case 'proposed':
      return drawPending(record, view);
    case 'approved':
      return receipt && hasEnded(record) ? drawReceipt(record, receipt, view) : drawProgress(record, view);
    case 'rejected':
      return drawRejected(record, view);
    case 'expired':
      return drawExpired(record, view);
    case 'superseded':
      return drawSuperseded(record, view);
  }
};
