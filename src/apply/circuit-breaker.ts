/** Rows that fail one after another have a cause that no row can mend: the run stops before more of them do (case 77). */
import { SyncError } from '../errors.ts';
import type { LedgerRow } from './ledger.ts';

const fewest = 5;
const share = 0.2;

/** More than a fifth of them, and not just the first few. */
export const isTooMany = (failed: number, ended: number): boolean => failed >= fewest && failed > ended * share;

const hasFailed = ({ steps }: LedgerRow): boolean => steps.some((step) => step.state === 'failed');

/** Counts the rows of one turn. What failed in earlier turns was seen by whoever resumed the run. */
export class CircuitBreaker {
  readonly #ended = new Set<string>();
  readonly #failed = new Set<string>();

  count(rows: readonly LedgerRow[]): void {
    for (const row of rows) {
      this.#ended.add(row.change.id);
      if (hasFailed(row)) this.#failed.add(row.change.id);
    }
  }

  /** The reason for which the run should stop, or null. */
  find(): SyncError | null {
    if (!isTooMany(this.#failed.size, this.#ended.size)) return null;
    return new SyncError(
      'mobilo-refused',
      `Mobilo refused ${this.#failed.size} of the last ${this.#ended.size} changes, so the run has stopped before more fail. The receipt says why each was refused. Solve that, then resume.`,
    );
  }
}
