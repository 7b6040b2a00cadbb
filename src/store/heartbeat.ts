/** A beating heart: stop it with `end`. */
export interface Heartbeat {
  end(): void;
}

/**
 * Proves four times in `seconds` that this process lives, by `beat`. Calls `onLost` when `beat` says that what it holds
 * is somebody else's by now, or has had no answer for half the time: early enough to give up before others take over.
 */
export const startHeartbeat = (beat: () => Promise<boolean>, seconds: number, onLost: () => void): Heartbeat => {
  let silence = setTimeout(onLost, seconds * 500);
  const timer = setInterval(async () => {
    const ours = await beat().catch(() => null);
    if (ours === null) return; // no answer: the silence is being timed
    clearTimeout(silence);
    if (ours) silence = setTimeout(onLost, seconds * 500);
    else onLost();
  }, seconds * 250);
  return {
    end: () => {
      clearInterval(timer);
      clearTimeout(silence);
    },
  };
};
