/** For specs: the line between the product and Mobilo, on which a process can be interrupted at any call. */

export const interruptions = ['abort', 'abort-after', 'die', 'die-after', 'arrive-late'] as const;

/**
 * abort: the turn's signal fires before the call; abort-after: when its answer is there. die, die-after: the process
 * stands still before or after the call, and wakes up when everything is over. arrive-late: the connection breaks, and
 * yet the call arrives when everything is over.
 */
export type Interruption = (typeof interruptions)[number];

export interface InterruptedLine {
  readonly fetch: (request: Request) => Promise<Response>;
  /** Interrupts once, at the call with this number from now on (1 is the next). */
  interruptAt(call: number, how: Interruption): void;
  /** Fires when the current turn should end. */
  readonly signal: () => AbortSignal;
  /** Resolves when the process of the current turn stands still. */
  readonly died: () => Promise<'died'>;
  /** A new turn, in a process that lives. */
  nextTurn(): void;
  /** Lets everything go on that stands still, and waits for the calls among it. */
  wakeEverything(): Promise<void>;
}

const makeTurn = () => {
  const abort = new AbortController();
  let die = (): void => {};
  const died = new Promise<'died'>((resolve) => {
    die = () => resolve('died');
  });
  return { abort, die, died };
};

export const createInterruptedLine = (): InterruptedLine => {
  let turn = makeTurn();
  let waiting: { call: number; how: Interruption } | null = null;
  let wake = (): void => {};
  const over = new Promise<void>((resolve) => {
    wake = resolve;
  });
  const late: Promise<unknown>[] = [];

  const standStill = async (): Promise<void> => {
    turn.die();
    await over;
  };
  const sendLate = (request: Request): Response => {
    const copy = new Request(request, { signal: null });
    late.push(over.then(() => fetch(copy)).catch(() => null));
    throw new TypeError('fetch failed', { cause: Object.assign(new Error('lost'), { code: 'ECONNRESET' }) });
  };
  const interrupt = async (how: Interruption, request: Request): Promise<Response> => {
    if (how === 'arrive-late') return sendLate(request);
    if (how === 'abort') turn.abort.abort();
    if (how === 'die') await standStill();
    const response = await fetch(request);
    if (how === 'abort-after') turn.abort.abort();
    if (how === 'die-after') await standStill();
    return response;
  };
  return {
    fetch: (request) => {
      if (waiting) waiting.call -= 1;
      if (waiting?.call !== 0) return fetch(request);
      const { how } = waiting;
      waiting = null;
      return interrupt(how, request);
    },
    interruptAt: (call, how) => {
      waiting = { call, how };
    },
    signal: () => turn.abort.signal,
    died: () => turn.died,
    nextTurn: () => {
      turn = makeTurn();
      waiting = null;
    },
    wakeEverything: async () => {
      wake();
      await Promise.all(late);
    },
  };
};
