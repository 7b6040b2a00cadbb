/** Carries out an approved plan: resumable at any instant, one run a tenant, every step written before its effect (laws 3-6). */
import type { PlanRecord } from '../approval.ts';
import { SyncError } from '../errors.ts';
import type { Turn } from '../jobs/work-job.ts';
import type { Mobilo } from '../mobilo/mobilo.ts';
import { findPlan } from '../store/plans.ts';
import { withLease } from '../store/with-lease.ts';
import { CircuitBreaker } from './circuit-breaker.ts';
import type { Ledger } from './ledger.ts';
import { findLostApprover } from './lost-approver.ts';
import { type ApprovedPlan, isApproved, openRun } from './open-run.ts';
import { leaseLost, type Run, type RunTools } from './run.ts';
import { type Halt, runChunk } from './run-chunk.ts';

const chunkSize = 50;
const mostParked = 25;
const leaseSeconds = 20;

/** Which run, and whose role it stands on when somebody else than the approver resumed it. */
export interface RunOrder {
  readonly tenantId: string;
  readonly planId: string;
  readonly resumedBy?: string | undefined;
}

/** Both roles again, right before anything is written (R1, case 61). Only a clear no stops a run. */
const findLostRole = async (tools: RunTools, record: ApprovedPlan, order: RunOrder): Promise<SyncError | null> => {
  const { role: connected } = await tools.mobilo.readMe();
  if (connected !== 'admin')
    return new SyncError(
      'mobilo-forbidden',
      'The person who connected Mobilo is no admin there any more. An admin must connect Mobilo again; then resume.',
    );
  return findLostApprover(tools, record, order.resumedBy ?? null);
};

const isDefinite = (error: SyncError): boolean =>
  error.code === 'mobilo-forbidden' || error.code === 'mobilo-not-connected' || error.code === 'directory-forbidden';

/** The reason for which a fault ends the run, or null when it should be tried again by itself. */
const asReason = (error: unknown, turn: Turn): SyncError | null => {
  if (!(error instanceof SyncError) || error.code === 'busy') return null;
  return turn.last || isDefinite(error) ? error : null;
};

const next = (ledger: Ledger, parked: ReadonlySet<string>) => ledger.nextChunk(chunkSize, parked);

/**
 * Rows that Mobilo does not answer for although it answers otherwise are left to the next turn, and the others go on
 * (case 77). Throws when Mobilo does not answer at all (case 82), or for too many rows.
 */
const park = async (mobilo: Mobilo, halt: Halt, parked: Set<string>): Promise<void> => {
  for (const id of halt.rowIds) parked.add(id);
  if (parked.size >= mostParked) throw halt.error;
  try {
    await mobilo.readMe();
  } catch {
    throw halt.error;
  }
};

/** Works until nothing is open, the turn is over, or something is in the way. */
const work = async (tools: RunTools, run: Run, turn: Turn): Promise<'finished' | 'more' | SyncError> => {
  const { key, ledger, book } = run;
  const chunkTools = { ...tools, context: key, book, signal: turn.signal };
  const breaker = new CircuitBreaker();
  const parked = new Set<string>();
  let waiting: SyncError | null = null;
  for (let rows = next(ledger, parked); rows.length > 0; rows = next(ledger, parked)) {
    const halt = await runChunk(chunkTools, rows);
    if (halt?.how === 'stop') return halt.error;
    if (halt) await park(tools.mobilo, halt, parked);
    waiting = halt?.error ?? waiting;
    breaker.count(rows);
    if (turn.signal.aborted) throw leaseLost();
    const broken = breaker.find();
    if (broken && !ledger.isOver) return broken;
    if (turn.isOver()) return 'more';
  }
  if (waiting) throw waiting;
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
