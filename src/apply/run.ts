/** A run under way: its ledger in memory, and the transactions that write it, its audit trail and its end. */
import type { AuditEntry, AuditKind } from '../audit.ts';
import type { Directory } from '../directory/directory.ts';
import { SyncError } from '../errors.ts';
import type { JobData } from '../jobs/queues.ts';
import type { SendJob } from '../jobs/send.ts';
import type { Mobilo } from '../mobilo/mobilo.ts';
import { appendAudit } from '../store/audit-log.ts';
import { releaseLease } from '../store/leases.ts';
import { finishRun, type RunKey, stopRun } from '../store/plan-runs.ts';
import { markIntended, markSent, recordResults, type Step, type StepResult } from '../store/steps.ts';
import type { Store, Tx } from '../store/store.ts';
import { isInDoubt, type Ledger } from './ledger.ts';
import type { StepState } from './receipt.ts';
import type { Book } from './run-chunk.ts';

/** How often the cards in the chats follow a run. Teams allows a bot about one message a second in a conversation. */
const progressMilliseconds = 1500;

export interface RunTools {
  readonly store: Store;
  readonly mobilo: Mobilo;
  readonly directory: Directory;
  readonly send: SendJob;
}

export const leaseLost = (): SyncError => new SyncError('busy', 'Another process has taken over this run.');

const auditKindOf = (state: StepState): AuditKind | null => {
  switch (state) {
    case 'confirmed':
    case 'skipped':
    case 'failed':
    case 'uncertain':
      return `step.${state}`;
    case 'planned':
    case 'intended':
    case 'sent':
      return null;
  }
};

export class Run {
  readonly key: RunKey;
  readonly ledger: Ledger;
  readonly book: Book;
  readonly #tools: RunTools;
  #shownAt = performance.now();

  constructor(tools: RunTools, key: RunKey, ledger: Ledger) {
    this.#tools = tools;
    this.key = key;
    this.ledger = ledger;
    this.book = {
      intend: (steps) => this.#mark(steps, 'intended', markIntended),
      send: (steps) => this.#mark(steps, 'sent', markSent),
      record: (results) => this.#record(results),
    };
  }

  /** Nothing is open any more. The plan that is made right after shows that nothing is left to do (R27). */
  async finish(): Promise<void> {
    const { tenantId } = this.key;
    await this.#tools.store.tx(async (tx) => {
      if (!(await finishRun(tx, this.key, new Date()))) throw leaseLost();
      await appendAudit(tx, [this.#entry('run.finished', {})]);
      await this.#sendCards(tx);
      // Given back here, since the job for the next plan may be at work before this function ends.
      await releaseLease(tx, tenantId, this.key.fence);
      await this.#tools.send(tx, 'plan', { tenantId, by: 'sync' });
    });
  }

  /** Leaves the rest to the next job, so that tenants take turns. */
  async handOver(order: JobData['apply']): Promise<void> {
    await this.#tools.store.tx(async (tx) => {
      await releaseLease(tx, this.key.tenantId, this.key.fence);
      await this.#tools.send(tx, 'apply', order);
    });
  }

  /** Ends the run with a sentence. What was sent and never answered is left to a person. */
  async stop(error: SyncError): Promise<void> {
    const doubtful = this.ledger.rows.flatMap((row) => row.steps.filter(isInDoubt));
    const results = doubtful.map(({ position, why }) => ({ position, reference: null, why: why ?? error.message }));
    if (results.length > 0) await this.#record(results.map((result) => ({ ...result, state: 'uncertain' })));
    await this.#tools.store.tx(async (tx) => {
      if (!(await stopRun(tx, this.key, new Date(), error.message))) throw leaseLost();
      await appendAudit(tx, [this.#entry('run.stopped', { code: error.code })]);
      await this.#sendCards(tx);
    });
  }

  #entry(kind: AuditKind, data: AuditEntry['data']): AuditEntry {
    const { tenantId, planId } = this.key;
    return { tenantId, planId, kind, by: 'sync', data };
  }

  #sendCards(tx: Tx): Promise<void> {
    const { tenantId, planId } = this.key;
    return this.#tools.send(tx, 'cards', { tenantId, planId });
  }

  async #mark(steps: readonly Step[], state: StepState, mark: typeof markSent): Promise<void> {
    const positions = steps.map((step) => step.position);
    const written = await mark(this.#tools.store, this.key, positions);
    if (written.length === 0) throw leaseLost();
    this.ledger.record(positions.map((position) => ({ position, state, reference: null, why: null })));
  }

  async #record(results: readonly StepResult[]): Promise<void> {
    await this.#tools.store.tx(async (tx) => {
      const written = await recordResults(tx, this.key, results);
      if (written.length === 0) throw leaseLost();
      await appendAudit(tx, this.#entriesOf(results));
      if (performance.now() - this.#shownAt < progressMilliseconds) return;
      this.#shownAt = performance.now();
      await this.#sendCards(tx);
    });
    this.ledger.record(results);
  }

  #entriesOf(results: readonly StepResult[]): readonly AuditEntry[] {
    return results.flatMap((result) => {
      const kind = auditKindOf(result.state);
      const step = this.ledger.stepAt(result.position);
      return kind && step ? [this.#entry(kind, { step: step.kind, row: step.rowId, reference: result.reference })] : [];
    });
  }
}
