/** What moved between two plans, row by row (case 60). Pure. */
import { canonicalJson } from '../canonical-json.ts';
import { type Change, changeKinds, type Difference, type Row } from './plan.ts';
import { withoutPairs } from './recycle.ts';

/** A change of one plan that is not the same in the other one. `fields`: what about it is another now. */
export interface MovedRow {
  readonly rowId: string;
  readonly name: string;
  readonly how: 'gone' | 'new' | 'changed';
  readonly fields: readonly string[];
}

export interface PlanComparison {
  /** The ids of changes that are the same in both, in the order of the newer plan. */
  readonly unchanged: readonly string[];
  readonly moved: readonly MovedRow[];
}

const isChange = (row: Row): row is Change => changeKinds.some((kind) => kind === row.kind);

/** Without the pairs of cards: an approval is checked against those of its own plan. */
const byId = (rows: readonly Row[]): ReadonlyMap<string, Change> =>
  new Map(
    withoutPairs(rows)
      .filter(isChange)
      .map((row) => [row.id, row]),
  );

const differs =
  (one: object, other: object) =>
  (key: string): boolean =>
    canonicalJson(Reflect.get(one, key) ?? null) !== canonicalJson(Reflect.get(other, key) ?? null);

const asObject = (differences: readonly Difference[]): object =>
  Object.fromEntries(differences.map((difference) => [difference.field, difference]));

const keysOf = (one: object, other: object): readonly string[] => [
  ...new Set([...Object.keys(one), ...Object.keys(other)]),
];

/** Names the profile fields of updates one by one, and every other part of a row by its own name. */
const fieldsOf = (before: Change, now: Change): readonly string[] => {
  const fields = keysOf(before, now)
    .filter(differs(before, now))
    .flatMap((key) => {
      if (key !== 'differences' || !('differences' in before) || !('differences' in now)) return [key];
      const [old, fresh] = [asObject(before.differences), asObject(now.differences)];
      return keysOf(old, fresh).filter(differs(old, fresh));
    });
  return [...new Set(fields)];
};

const moved = ({ id, name }: Change, how: MovedRow['how'], fields: readonly string[] = []): MovedRow => ({
  ...{ rowId: id, name, how, fields },
});

/** Rows that only inform are not compared: nobody approves them. */
export const comparePlans = (before: readonly Row[], now: readonly Row[]): PlanComparison => {
  const [old, fresh] = [byId(before), byId(now)];
  const unchanged: string[] = [];
  const changed: MovedRow[] = [];
  for (const row of fresh.values()) {
    const was = old.get(row.id);
    const fields = was ? fieldsOf(was, row) : [];
    if (!was) changed.push(moved(row, 'new'));
    else if (fields.length > 0) changed.push(moved(row, 'changed', fields));
    else unchanged.push(row.id);
  }
  const gone = [...old.values()].filter((row) => !fresh.has(row.id)).map((row) => moved(row, 'gone'));
  return { unchanged, moved: [...gone, ...changed] };
};
