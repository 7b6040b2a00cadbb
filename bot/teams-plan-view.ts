/** Draws a plan as it stands, for one reader or for everybody in a conversation. */
import type { Receipt } from '../src/apply/receipt.ts';
import type { PlanRecord, Role } from '../src/approval.ts';
import { SyncError } from '../src/errors.ts';
import type { Sync } from '../src/sync.ts';
import type { AdaptiveCard } from './cards/elements.ts';
import { asksSomebody, drawPlan, hasEnded } from './cards/plan-card.ts';
import type { View } from './cards/view.ts';
import { wordsFor } from './locales/words.ts';

export interface Reader {
  readonly locale: string | null;
  /** Null: the card is for everybody in the conversation. */
  readonly personId: string | null;
}

/** A plan, and its receipt once its run has ended. */
export interface Standing {
  readonly record: PlanRecord;
  readonly receipt: Receipt | null;
}

export const readStanding = async (sync: Sync, record: PlanRecord): Promise<Standing> => ({
  record,
  receipt: hasEnded(record) ? await sync.readReceipt(record.id) : null,
});

/** The role now. Null when it cannot be looked up: the card is then drawn as for everybody, and the server still decides. */
const readRoleOf = async (sync: Sync, personId: string): Promise<Role | null> => {
  try {
    return (await sync.readRole(personId)).role;
  } catch (error) {
    if (error instanceof SyncError) return null;
    throw error;
  }
};

/** A role is looked up only where the card depends on it. */
export const drawFor = async (
  sync: Sync,
  { record, receipt }: Standing,
  { locale, personId }: Reader,
  wizardUrl: View['wizardUrl'],
): Promise<AdaptiveCard> => {
  const role = asksSomebody(record) && personId !== null ? await readRoleOf(sync, personId) : null;
  return drawPlan(record, receipt, { words: wordsFor(locale), role, wizardUrl });
};
