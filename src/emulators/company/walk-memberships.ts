/** What is reached from `start` by `next`, each id once, nearest first, without `start`; cycles and diamonds end (case 35). */
export const walkMemberships = (start: string, next: (id: string) => Iterable<string>): readonly string[] => {
  const seen = new Set([start]);
  for (const from of seen) for (const id of next(from)) seen.add(id);
  seen.delete(start);
  return [...seen];
};
