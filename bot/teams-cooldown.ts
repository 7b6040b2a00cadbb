import { setTimeout as sleep } from 'node:timers/promises';

interface Turn {
  started: boolean;
  readonly done: Promise<void>;
}

/**
 * Lets a piece of work with the same key run once at a time, with a pause of `gap` milliseconds after each run.
 * Asking while one runs or cools down joins the one run that follows, so many askers cost few runs.
 * The promise is that of a run which began after the question.
 */
export const createCooldown = (gap: number) => {
  const turns = new Map<string, Turn>();
  const cooled = new Map<string, Promise<void>>();
  return (key: string, work: () => Promise<void>): Promise<void> => {
    const last = turns.get(key);
    if (last && !last.started) return last.done;
    const wait = cooled.get(key) ?? Promise.resolve();
    const turn: Turn = {
      started: false,
      done: wait.then(() => {
        turn.started = true;
        return work();
      }),
    };
    const cool = turn.done
      .catch(() => undefined)
      .then(() => sleep(gap, undefined, { ref: false }))
      .then(() => {
        if (turns.get(key) !== turn) return;
        turns.delete(key);
        cooled.delete(key);
      });
    turns.set(key, turn);
    cooled.set(key, cool);
    return turn.done;
  };
};
