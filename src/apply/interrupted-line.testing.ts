/** For specs: the line between the product and Mobilo, on which a process can be interrupted at any call. */

export const interruptions = ['abort', 'abort-after', 'die', 'die-after', 'arrive-late'] as const;

/**
 * abort: the turn's signal fires before the call; abort-after: when its answer is there. die, die-after: the process
 * stands still before or after the call, and wakes up later. arrive-late: the connection breaks, and yet the call
 * arrives later.
 */
type How = (typeof interruptions)[number];

export interface Interruption {
  /** Which call from now on; 1 is the next. */
  readonly call: number;
  readonly how: How;
  /** Later: so many calls of others after this one, or when everything is over. */
  readonly later: number;
}

export interface InterruptedLine {
  readonly fetch: (request: Request) => Promise<Response>;
  interrupt(interruption: Interruption): void;
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

/** What waits for a later call. */
interface Sleeper {
  calls: number;
  readonly wake: () => void;
  /** The call that arrives late, once it has arrived. */
  arrived: Promise<unknown>;
}

class Sleepers {
  #sleeping: Sleeper[] = [];

  /** Resolves after so many calls. */
  sleep(calls: number): { readonly over: Promise<void>; readonly sleeper: Sleeper } {
    let wake = (): void => {};
    const over = new Promise<void>((resolve) => {
      wake = resolve;
    });
    const sleeper = { calls, wake, arrived: Promise.resolve() };
    this.#sleeping.push(sleeper);
    return { over, sleeper };
  }

  /** One more call is made: whoever waited for it is first. */
  async count(): Promise<void> {
    for (const sleeper of this.#sleeping) sleeper.calls -= 1;
    await this.#wake(this.#sleeping.filter(({ calls }) => calls <= 0));
  }

  wakeAll(): Promise<void> {
    return this.#wake(this.#sleeping);
  }

  async #wake(woken: readonly Sleeper[]): Promise<void> {
    this.#sleeping = this.#sleeping.filter((sleeper) => !woken.includes(sleeper));
    for (const { wake } of woken) wake();
    await Promise.all(woken.map(({ arrived }) => arrived));
  }
}

export const createInterruptedLine = (): InterruptedLine => {
  const sleepers = new Sleepers();
  let turn = makeTurn();
  let waiting: (Interruption & { left: number }) | null = null;

  const standStill = (later: number): Promise<void> => {
    turn.die();
    return sleepers.sleep(later).over;
  };
  const sendLate = (request: Request, later: number): never => {
    const copy = new Request(request, { signal: null });
    const { over, sleeper } = sleepers.sleep(later);
    sleeper.arrived = over.then(() => fetch(copy)).catch(() => null);
    throw new TypeError('fetch failed', { cause: Object.assign(new Error('lost'), { code: 'ECONNRESET' }) });
  };
  const interrupt = async ({ how, later }: Interruption, request: Request): Promise<Response> => {
    if (how === 'arrive-late') return sendLate(request, later);
    if (how === 'abort') turn.abort.abort();
    if (how === 'die') await standStill(later);
    const response = await fetch(request);
    if (how === 'abort-after') turn.abort.abort();
    if (how === 'die-after') await standStill(later);
    return response;
  };
  return {
    fetch: async (request) => {
      await sleepers.count();
      if (waiting) waiting.left -= 1;
      if (waiting?.left !== 0) return fetch(request);
      const now = waiting;
      waiting = null;
      return interrupt(now, request);
    },
    interrupt: (interruption) => {
      waiting = { ...interruption, left: interruption.call };
    },
    signal: () => turn.abort.signal,
    died: () => turn.died,
    nextTurn: () => {
      turn = makeTurn();
      waiting = null;
    },
    wakeEverything: () => sleepers.wakeAll(),
  };
};
