/** Asks again every `every` milliseconds until there is an answer. Throws after `seconds`, saying what was waited for. */
export const waitUntil = async <T>(
  what: string,
  ask: () => Promise<T | null>,
  { seconds = 120, every = 100 } = {},
): Promise<T> => {
  const end = performance.now() + seconds * 1000;
  for (;;) {
    const answer = await ask();
    if (answer !== null) return answer;
    if (performance.now() > end) throw new Error(`Waited ${seconds} s for ${what}, in vain.`);
    await new Promise((resolve) => setTimeout(resolve, every));
  }
};
