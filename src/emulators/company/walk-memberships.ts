/** What is reached from `start` by `next`, each once, nearest first, without `start`; cycles and diamonds end (case 35). */
export const walkMemberships = <T>(
  start: string,
  next: (id: string) => Iterable<readonly [string, T]>,
): readonly T[] => {
  const seen = new Set([start]);
  const reached: T[] = [];
  const queue = [start];
  for (const from of queue)
    for (const [id, value] of next(from)) {
      if (seen.has(id)) continue;
      seen.add(id);
      reached.push(value);
      queue.push(id);
    }
  return reached;
};
