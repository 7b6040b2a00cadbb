/** Applies updates without asking, in the name of whoever switched that on; adds and removals never. */
import type { Actor, PlanRecord, Selection } from './approval.ts';
import { approvePlan, type DecideTools } from './decide.ts';
import { SyncError } from './errors.ts';
import type { Row } from './plan/plan.ts';
import { selectUpdates } from './plan/select-updates.ts';
import { readRole } from './roles.ts';
import { readAllRows } from './store/plan-rows.ts';
import { findPending } from './store/plans.ts';
import { findRowsWorkedOn } from './store/removals.ts';
import { readSettings } from './store/tenants.ts';

/** A row that a run worked on so shortly ago, and that is here again, would come back for ever (case 77). */
const restMilliseconds = 3_600_000;

const findUpdates = async (
  { store }: DecideTools,
  { id, tenantId, summary }: PlanRecord,
): Promise<Selection | null> => {
  const rows: Row[] = [];
  for await (const row of readAllRows(store, { tenantId, planId: id })) rows.push(row);
  const tried = await findRowsWorkedOn(store, tenantId, new Date(Date.now() - restMilliseconds));
  const updates = selectUpdates(rows, tried);
  if (updates.length === 0) return null;
  return updates.length === summary.counts.mover ? { kinds: ['mover'] } : { rows: updates };
};

const approve = async (tools: DecideTools, plan: PlanRecord, selection: Selection, by: Actor): Promise<void> => {
  const { tenantId, id, fingerprint } = plan;
  try {
    await approvePlan(tools, {
      plan: { tenantId, planId: id },
      ...{ fingerprint, selection, by },
      cards: { byCard: {}, others: null },
      automatic: true,
      readRole: async () => readRole(tools.directory, tools.mobilo, await readSettings(tools.store, tenantId), by.id),
    });
  } catch (error) {
    // The plan goes on waiting for a person, and the next reading tries again. A lost role is told by health.
    if (!(error instanceof SyncError)) throw error;
  }
};

/**
 * Approves the updates of the pending plan where that is switched on and the reading was complete. Does nothing once
 * the person has no role any more, or while a second person is waited for.
 */
export const approveUpdates = async (tools: DecideTools, tenantId: string): Promise<void> => {
  const { autoUpdates } = await readSettings(tools.store, tenantId);
  if (!autoUpdates) return;
  const pending = await findPending(tools.store, tenantId);
  if (!pending?.summary.source.complete || pending.firstApproval || pending.summary.counts.mover === 0) return;
  const selection = await findUpdates(tools, pending);
  if (selection) await approve(tools, pending, selection, autoUpdates);
};
