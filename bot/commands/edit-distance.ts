type Line = readonly number[];

const far = Number.POSITIVE_INFINITY;

/**
 * The slips that make one word of the other: letters added, removed, replaced, or swapped with their neighbour
 * (the optimal string alignment distance).
 */
export const editDistance = (from: string, to: string): number => {
  const nextLine = (row: number, last: Line, beforeLast: Line): Line => {
    const line = [row + 1];
    for (let column = 0; column < to.length; column += 1) {
      const swapped = row > 0 && column > 0 && from[row] === to[column - 1] && from[row - 1] === to[column];
      line.push(
        Math.min(
          (last[column + 1] ?? far) + 1,
          (line[column] ?? far) + 1,
          (last[column] ?? far) + (from[row] === to[column] ? 0 : 1),
          swapped ? (beforeLast[column - 1] ?? far) + 1 : far,
        ),
      );
    }
    return line;
  };
  let beforeLast: Line = [];
  let last: Line = Array.from({ length: to.length + 1 }, (_, column) => column);
  for (const row of Array.from(from).keys()) [beforeLast, last] = [last, nextLine(row, last, beforeLast)];
  return last[to.length] ?? far;
};
