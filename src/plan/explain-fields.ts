/** Field by field: what the directory says, what Mobilo says, whose field it is, and what follows. */
import type { Person } from '../directory/directory.ts';
import type { Account } from '../mobilo/mobilo.ts';
import type { Settings } from '../settings.ts';
import { addressOf } from './address.ts';
import { profileFields } from './hash-profile.ts';
import type { FieldPolicy } from './mapping.ts';
import type { ProfileField, Row } from './plan.ts';
import type { PlanTools } from './plan-tools.ts';
import { normaliseAddress, profileOf } from './profile.ts';
import { tidy } from './tidy.ts';

/**
 * `update`: the directory's value is written. `edited`: it is, over a value that somebody changed in Mobilo.
 * `first-time`, `never`: the person owns the field. `kept`: the directory has no value, so Mobilo keeps its own
 * (case 14). `conflict`: the address belongs to somebody else.
 */
export const fieldVerdicts = ['same', 'update', 'edited', 'first-time', 'never', 'kept', 'conflict'] as const;
export type FieldVerdict = (typeof fieldVerdicts)[number];

export interface FieldComparison {
  readonly field: ProfileField;
  readonly directory: string | null;
  readonly mobilo: string | null;
  readonly policy: FieldPolicy;
  readonly verdict: FieldVerdict;
}

type Values = Pick<FieldComparison, 'field' | 'directory' | 'mobilo' | 'policy'>;

const verdictOf = ({ field, directory, mobilo, policy }: Values, rows: readonly Row[]): FieldVerdict => {
  const difference = rows
    .flatMap((row) => (row.kind === 'mover' || row.kind === 'link' ? row.differences : []))
    .find((candidate) => candidate.field === field);
  if (difference) return difference.edited ? 'edited' : 'update';
  if (policy === 'never') return 'never';
  if (directory === mobilo) return 'same';
  if (policy === 'first-time') return 'first-time';
  if (directory === null) return 'kept';
  return field === 'email' && rows.some((row) => row.kind === 'conflict') ? 'conflict' : 'same';
};

/** The directory's value is the plan's own where the plan writes one. */
const wantedOf = (field: ProfileField, rows: readonly Row[], otherwise: string | null): string | null => {
  const differences = rows.flatMap((row) => (row.kind === 'mover' || row.kind === 'link' ? row.differences : []));
  const difference = differences.find((candidate) => candidate.field === field);
  return difference ? difference.to : otherwise;
};

/** Every field that the plan compares, in the order in which people read them. */
export const compareFields = (
  person: Person,
  account: Account,
  rows: readonly Row[],
  { mapping, exclusions }: Settings,
  tools: PlanTools,
): readonly FieldComparison[] => {
  const profile = profileOf(person, mapping, tools);
  const values: readonly Values[] = [
    ...profileFields.map((field) => ({
      field,
      directory: wantedOf(field, rows, profile?.[field] ?? null),
      mobilo: tidy(account.profile[field]),
      policy: mapping[field].policy,
    })),
    {
      field: 'email',
      directory: addressOf(person, exclusions),
      mobilo: normaliseAddress(account.email),
      policy: 'always',
    },
    { field: 'state', directory: 'active', mobilo: account.state, policy: 'always' },
  ];
  return values.map((value) => ({ ...value, verdict: verdictOf(value, rows) }));
};
