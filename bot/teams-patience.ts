import { setTimeout as sleep } from 'node:timers/promises';
import { isToldToWait } from './teams-connector-faults.ts';

/** Milliseconds before the second and the third try. */
const pauses = [2_000, 8_000];

/**
 * Tries again when Teams says that it was too much at once (429, 412) without saying how long to wait. With a
 * Retry-After, and on 502 to 504, botbuilder's client has tried again already. Nothing was posted by a try that failed.
 */
export const patiently = async (work: () => Promise<void>, left: readonly number[] = pauses): Promise<void> => {
  try {
    await work();
  } catch (error) {
    const [pause, ...later] = left;
    if (pause === undefined || !isToldToWait(error)) throw error;
    await sleep(pause * (0.5 + Math.random()), undefined, { ref: false });
    await patiently(work, later);
  }
};
