/** Carries out an approved plan: resumable at any instant, one run a tenant, every step written before its effect (laws 3-6). */
import type { PlanRecord } from '../approval.ts';
import { SyncError } from '../errors.ts';
import type { Turn } from '../jobs/work-job.ts';
import { mayDecide, readRole } from '../roles.ts';
import { findPlan } from '../store/plans.ts';
import { readSettings } from '../store/tenants.ts';
import { withLease } from '../store/with-lease.ts';
import { type ApprovedPlan, isApproved, openRun } from './open-run.ts';
import { leaseLost, type Run, type RunTools } from './run.ts';
import { runChunk } from './run-chunk.ts';

const chunkSize = 50;
const leaseSeconds = 20;

/** Which run, and whose role it stands on when somebody else than the approver resumed it. */
export interface RunOrder {
  readonly tenantId: string;
  readonly planId: string;
  readonly resumedBy?: string | undefined;
}

/** Both roles again, right before anything is written (R1, case 61). Only a clear no stops a run. */
const findLostRole = async (tools: RunTools, record: ApprovedPlan, order: RunOrder): Promise<SyncError | null> => {
  const { store, mobilo, directory } = tools;
  const { role: connected } = await mobilo.readMe();
  if (connected !== 'admin')
    return new SyncError(
      'mobilo-forbidden',
      'The person who connected Mobilo is no admin there any more. An admin must connect Mobilo again; then resume.',
    );
  const { by } = record.decision;
  const personId = order.resumedBy ?? by.id;
  const reading = await readRole(directory, mobilo, await readSettings(store, record.tenantId), personId);
  if (mayDecide(reading) !== 'no') return null;
  const who = personId === by.id ? `${by.name} approved this plan and` : 'Whoever resumed this run';
  const sentence = `${who} has lost the role for it since. Another approver must resume it.`;
  return new SyncError('forbidden', sentence);
};

const isDefinite = (error: SyncError): boolean =>
  error.code === 'mobilo-forbidden' || error.code === 'mobilo-not-connected' || error.code === 'directory-forbidden';

/** The reason for which a fault ends the run, or null when it should be tried again by itself. */
const asReason = (error: unknown, turn: Turn): SyncError | null => {
  if (!(error instanceof SyncError) || error.code === 'busy') return null;
  return turn.last || isDefinite(error) ? error : null;
};

/** Works until nothing is open, the turn is over, or something is in the way. */
const work = async (tools: RunTools, run: Run, turn: Turn): Promise<'finished' | 'more' | SyncError> => {
  const { key, ledger, book } = run;
  const chunkTools = { ...tools, context: { ...key, directory: tools.directory }, book, signal: turn.signal };
  for (let rows = ledger.nextChunk(chunkSize); rows.length > 0; rows = ledger.nextChunk(chunkSize)) {
    const halt = await runChunk(chunkTools, rows);
    if (halt?.how === 'stop') return halt.error;
    if (halt) throw halt.error;
    if (turn.signal.aborted) throw leaseLost();
    if (turn.isOver()) return 'more';
  }
  return 'finished';
};

const carryOn = async (tools: RunTools, run: Run, record: ApprovedPlan, order: RunOrder, turn: Turn): Promise<void> => {
  try {
    const end = (await findLostRole(tools, record, order)) ?? (await work(tools, run, turn));
    if (end === 'finished') await run.finish();
    else if (end === 'more') await run.handOver(order);
    else await run.stop(end);
  } catch (error) {
    const reason = asReason(error, turn);
    if (!reason) throw error;
    await run.stop(reason);
  }
};

const isOver = (record: PlanRecord | null): boolean => !isApproved(record) || record.run.state === 'finished';

/**
 * One turn of the run of an approved plan; a run that is over is left as it is. Throws when the turn should be
 * tried again later, with nothing lost: what was done is in the ledger.
 */
export const runPlan = async (tools: RunTools, order: RunOrder, turn: Turn): Promise<void> => {
  const { store } = tools;
  const { tenantId, planId } = order;
  if (isOver(await findPlan(store, { tenantId, planId }))) return;
  const done = await withLease(store, tenantId, leaseSeconds, async (fence, signal) => {
    const record = await findPlan(store, { tenantId, planId });
    if (!isApproved(record) || record.run.state === 'finished') return 'done';
    const run = await openRun(tools, { tenantId, planId, fence }, record);
    await carryOn(tools, run, record, order, { ...turn, signal: AbortSignal.any([turn.signal, signal]) });
    return 'done';
  });
  if (done === null)
    throw new SyncError('busy', 'Another run or reading of this tenant is under way.', { retryAfter: 2 });
};
