import type { DeltaRound } from './delta-round.ts';
import { deltaRow, removedRow } from './delta-row.ts';
import type { OperationCall } from './graph-request.ts';
import type { Row } from './project.ts';

const nothing: ReadonlySet<string> = new Set();

/** The rows of one round: everybody, or each user whose own properties changed, once, in order of the last change. */
export const listUserDelta = ({ directory }: OperationCall, round: DeltaRound): readonly Row[] => {
  if (round.after === null)
    return directory.list('user').map((object) => deltaRow(object, round.select, nothing, false));
  const changed = new Map<string, Set<string>>();
  for (const { id, kind, properties, version } of directory.changesSince(round.after)) {
    if (kind !== 'user' || version > round.until) continue;
    const known = changed.get(id) ?? new Set();
    changed.delete(id);
    changed.set(id, new Set([...known, ...properties]));
  }
  return [...changed].flatMap(([id, properties]) => {
    const object = directory.find(id);
    if (!object) return [];
    if (object.state !== 'present') return [removedRow(object)];
    return properties.size > 0 ? [deltaRow(object, round.select, properties, round.minimal)] : [];
  });
};
