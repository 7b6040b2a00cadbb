import type { Mover, Row } from './plan.ts';

const isPlain = (row: Mover): boolean =>
  row.reason === 'profile-changed' && row.differences.every(({ edited }) => !edited);

/**
 * The movers that may be applied without asking: changed profiles, nobody who returned, nobody with a conflict, nothing
 * that somebody edited in Mobilo, no row of `tried`, and none that waits for an address of a row that is left out.
 */
export const selectUpdates = (rows: readonly Row[], tried: ReadonlySet<string>): readonly string[] => {
  const conflicts = new Set(rows.flatMap((row) => (row.kind === 'conflict' ? [row.personId] : [])));
  let chosen = rows.filter(
    (row): row is Mover => row.kind === 'mover' && isPlain(row) && !conflicts.has(row.personId) && !tried.has(row.id),
  );
  for (;;) {
    const ids = new Set(chosen.map((row) => row.id));
    const kept = chosen.filter((row) => row.after.every((id) => ids.has(id)));
    if (kept.length === chosen.length) return [...ids];
    chosen = kept;
  }
};
