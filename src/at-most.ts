/** Maps with at most `limit` calls under way at once, and keeps the order of the values. The first fault is thrown. */
export const mapAtMost = async <T, R>(
  limit: number,
  values: readonly T[],
  map: (value: T) => Promise<R>,
): Promise<readonly R[]> => {
  const results = new Array<R>(values.length);
  const queue = values.entries();
  const work = async (): Promise<void> => {
    for (const [index, value] of queue) results[index] = await map(value);
  };
  await Promise.all(Array.from({ length: Math.min(limit, values.length) }, work));
  return results;
};
