/** The ledger of one run in memory, kept in step with the database: what is open, row by row, in the order of execution. */
import type { Change, Leaver } from '../plan/plan.ts';
import { openStates, type Step, type StepResult } from '../store/steps.ts';
import type { StepState } from './receipt.ts';

/** A row with its steps. Its account is known from the plan or from the step that made it. */
export interface LedgerRow {
  readonly change: Change;
  readonly steps: Step[];
  /** Of a joiner: the leaver whose card they get. */
  readonly giver: Leaver | null;
}

const inDoubt: readonly StepState[] = ['sent', 'uncertain'];
const open: readonly StepState[] = [...openStates, 'uncertain'];

/** Not at its end yet. */
export const isOpen = (step: Step): boolean => open.includes(step.state);

/** Sent, and the answer never recorded: it must be looked up before anything else (law 4). */
export const isInDoubt = (step: Step): boolean => inDoubt.includes(step.state);

export const accountIdOf = ({ change, steps }: LedgerRow): string | null =>
  change.kind === 'joiner'
    ? (steps.find((step) => step.kind === 'create-account' && step.state === 'confirmed')?.reference ?? null)
    : change.accountId;

const giverOf = (change: Change, changes: ReadonlyMap<string, Change>): Leaver | null => {
  const giver = change.kind === 'joiner' && change.recycles ? changes.get(change.recycles.leaverRowId) : null;
  return giver?.kind === 'leaver' ? giver : null;
};

/** The rows that come before this one: they free the address it takes, or take the card it leaves. */
const waitsFor = (change: Change): readonly string[] => {
  if (change.kind === 'mover') return change.after;
  return change.kind === 'leaver' ? change.cards.flatMap(({ recipient }) => recipient?.rowId ?? []) : [];
};

export class Ledger {
  readonly #rows = new Map<string, LedgerRow>();
  readonly #places = new Map<number, { readonly row: LedgerRow; readonly index: number }>();

  constructor(changes: readonly Change[], steps: readonly Step[]) {
    const byId = new Map(changes.map((change) => [change.id, change]));
    for (const step of steps) {
      const change = byId.get(step.rowId);
      if (!change) continue;
      const row = this.#rows.get(step.rowId) ?? { change, steps: [], giver: giverOf(change, byId) };
      this.#rows.set(step.rowId, row);
      this.#places.set(step.position, { row, index: row.steps.push(step) - 1 });
    }
  }

  get rows(): readonly LedgerRow[] {
    return [...this.#rows.values()];
  }

  stepAt(position: number): Step | null {
    const place = this.#places.get(position);
    return place?.row.steps[place.index] ?? null;
  }

  /** Repeats in memory what was written to the database. */
  record(results: readonly StepResult[]): void {
    for (const result of results) {
      const place = this.#places.get(result.position);
      const step = place?.row.steps[place.index];
      if (place && step)
        place.row.steps[place.index] = { ...step, ...result, reference: result.reference ?? step.reference };
    }
  }

  /** Nothing is open any more. */
  get isOver(): boolean {
    return !this.rows.some((row) => row.steps.some(isOpen));
  }

  /**
   * The next rows to work on together: one kind of change (R28), and none that waits for another one among them.
   * Parked rows are left out, and so is what waits for them. Empty when nothing else is open.
   */
  nextChunk(size: number, parked: ReadonlySet<string> = new Set()): readonly LedgerRow[] {
    const chunk: LedgerRow[] = [];
    const ids = new Set<string>();
    const left = new Set(parked);
    for (const row of this.#rows.values()) {
      if (!row.steps.some(isOpen)) continue;
      const { change } = row;
      const before = waitsFor(change);
      if (left.has(change.id) || before.some((id) => left.has(id))) {
        left.add(change.id);
        continue;
      }
      const waits = before.some((id) => ids.has(id));
      if (chunk.length === size || waits || (chunk[0] && chunk[0].change.kind !== change.kind)) break;
      chunk.push(row);
      ids.add(change.id);
    }
    return chunk;
  }
}
