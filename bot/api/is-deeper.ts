/** Whether JSON is nested deeper than a limit, level by level: the shapes are checked by calling themselves, this is not. */
export const isDeeper = (value: unknown, limit: number): boolean => {
  const isNested = (item: unknown): item is object => typeof item === 'object' && item !== null;
  let level = [value].filter(isNested);
  for (let depth = 1; level.length > 0; depth += 1) {
    if (depth > limit) return true;
    level = level.flatMap((item) => Object.values(item).filter(isNested));
  }
  return false;
};
