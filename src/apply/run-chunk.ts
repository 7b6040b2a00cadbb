/** Works on a few rows together: their first steps at once, then their second steps, each wave recorded before the next. */
import { mapAtMost } from '../at-most.ts';
import type { Directory } from '../directory/directory.ts';
import { SyncError } from '../errors.ts';
import type { Mobilo } from '../mobilo/mobilo.ts';
import type { Step, StepResult } from '../store/steps.ts';
import { accountIdOf, isInDoubt, isOpen, type LedgerRow } from './ledger.ts';
import { perform, type StepOutcome, settle, settleOnly, skipped } from './outcome-of.ts';
import { findFaults } from './preconditions.ts';
import type { ApplyContext } from './step-in-hand.ts';

const callsAtOnce = 8;

/** Where a chunk writes; each call is one transaction, and throws when the lease is lost. */
export interface Book {
  intend(steps: readonly Step[]): Promise<void>;
  send(steps: readonly Step[]): Promise<void>;
  record(results: readonly StepResult[]): Promise<void>;
}

export interface ChunkTools {
  readonly mobilo: Mobilo;
  readonly directory: Directory;
  readonly context: ApplyContext;
  readonly book: Book;
  readonly signal: AbortSignal;
}

/** Why a chunk cannot go on, and which of its rows ran into it. */
export type Halt = NonNullable<StepOutcome['halt']> & { readonly rowIds: readonly string[] };

const stepInHand = (row: LedgerRow, step: Step) => ({ ...step, change: row.change, accountId: accountIdOf(row) });

/** After a step that was not done, the rest of its row is not done either. */
const resultsOf = (row: LedgerRow, outcome: StepOutcome): readonly StepResult[] => {
  const { result } = outcome;
  if (result.state !== 'failed' && result.state !== 'skipped') return [result];
  const rest = row.steps.filter((step) => isOpen(step) && step.position !== result.position);
  return [result, ...rest.map((step) => skipped(step, 'A step before this one was not done.'))];
};

interface RowOutcome {
  readonly row: LedgerRow;
  readonly results: readonly StepResult[];
  readonly halt: StepOutcome['halt'];
}

const pickHalt = (outcomes: readonly Pick<RowOutcome, 'row' | 'halt'>[]): Halt | null => {
  const halted = outcomes.flatMap(({ row, halt }) => (halt ? [{ id: row.change.id, halt }] : []));
  const [worst] = [...halted.filter(({ halt }) => halt.how === 'stop'), ...halted];
  return worst ? { ...worst.halt, rowIds: halted.map(({ id }) => id) } : null;
};

type Work = readonly (readonly [LedgerRow, Step])[];

const runWave = async (tools: ChunkTools, work: Work): Promise<Halt | null> => {
  const { mobilo, context, book } = tools;
  const doubtful = new Set(work.filter(([, step]) => isInDoubt(step)).map(([, step]) => step.position));
  await book.send(work.map(([, step]) => step));
  const outcomes = await mapAtMost(callsAtOnce, work, async ([row, step]) => {
    const act = doubtful.has(step.position) ? settle : perform;
    return { row, outcome: await act(mobilo, context, step, stepInHand(row, step)) };
  });
  await book.record(outcomes.flatMap(({ row, outcome }) => resultsOf(row, outcome)));
  return pickHalt(outcomes.map(({ row, outcome }) => ({ row, halt: outcome.halt })));
};

/** A row that may not be done any more. What was sent for it is looked up first: the ledger says what was done. */
const skipRow = async ({ mobilo, context }: ChunkTools, row: LedgerRow, why: string): Promise<RowOutcome> => {
  const doubtful = row.steps.find(isInDoubt);
  const settled = doubtful && (await settleOnly(mobilo, context, doubtful, stepInHand(row, doubtful), why));
  if (settled?.halt) return { row, results: [settled.result], halt: settled.halt };
  const rest = row.steps.filter((step) => isOpen(step) && step !== doubtful);
  const results = [...(settled ? [settled.result] : []), ...rest.map((step) => skipped(step, why))];
  return { row, results, halt: null };
};

const skipFaulty = async (tools: ChunkTools, rows: readonly LedgerRow[]): Promise<Halt | null> => {
  const faults = await findFaults(tools, tools.context.tenantId, rows);
  const faulty = rows.flatMap((row) => {
    const why = faults.get(row.change.id);
    return why === undefined ? [] : [{ row, why }];
  });
  const outcomes = await mapAtMost(callsAtOnce, faulty, ({ row, why }) => skipRow(tools, row, why));
  const results = outcomes.flatMap((outcome) => outcome.results);
  if (results.length > 0) await tools.book.record(results);
  return pickHalt(outcomes);
};

/** Answers with the reason why the run cannot go on, or null when every row of the chunk has come to its end. */
export const runChunk = async (tools: ChunkTools, rows: readonly LedgerRow[]): Promise<Halt | null> => {
  const inTheWay = await skipFaulty(tools, rows);
  if (inTheWay) return inTheWay;
  const fresh = rows.flatMap((row) => row.steps.filter((step) => step.state === 'planned'));
  if (fresh.length > 0) await tools.book.intend(fresh);
  for (;;) {
    const work = rows.flatMap((row) => {
      const step = row.steps.find(isOpen);
      return step ? [[row, step] as const] : [];
    });
    if (work.length === 0) return null;
    if (tools.signal.aborted) throw new SyncError('busy', 'This run is continued by another process.');
    const halt = await runWave(tools, work);
    if (halt) return halt;
  }
};
