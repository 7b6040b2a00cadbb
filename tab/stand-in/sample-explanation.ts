/** Why a row of the sample plan is in it, with a nested group and one field of each verdict. */
import type { ExplainedAccount, Explanation, Plan, Row } from '../api.ts';

const path = (...names: readonly string[]) => names.map((displayName) => ({ id: displayName, displayName }));

const accountOf = ({ id, name, email }: Row, linkedTo: ExplainedAccount['linkedTo']): ExplainedAccount => ({
  id: `acc_${id}`,
  name,
  email: email ?? 'nobody@contoso.example',
  state: 'active',
  role: 'member',
  linkedTo,
});

const howOf = (row: Row): Explanation['match']['how'] => {
  if (row.kind === 'joiner' || row.kind === 'excluded' || row.kind === 'upcoming') return 'none';
  if (row.kind === 'conflict') return 'conflict';
  return row.kind === 'link' ? 'address' : 'linked';
};

const field = (
  name: string,
  directory: string | null,
  mobilo: string | null,
  verdict: Explanation['comparison'][number]['verdict'],
) => ({ field: name, directory, mobilo, policy: 'always', verdict }) as const;

const comparisonOf = (row: Row): Explanation['comparison'] => {
  if (row.kind !== 'mover' && row.kind !== 'link') return [];
  const written = row.differences.map(({ field: name, from, to }) => field(name, to, from, 'update'));
  const others = [
    field('displayName', row.name, row.name, 'same'),
    field('department', row.department, row.department, 'same'),
    field('office', null, 'Amsterdam, Herengracht 182, third floor', 'kept'),
    field('phone', '+31 20 555 0100', '+31 20 555 0199', 'never'),
    field('email', row.email, row.email, 'same'),
  ];
  const names = new Set(written.map((one) => one.field));
  return [...written, ...others.filter((one) => !names.has(one.field))];
};

const isGone = (row: Row): boolean => row.kind === 'leaver' && row.reason !== 'disabled';

const personOf = (row: Row): Explanation['person'] =>
  isGone(row)
    ? null
    : {
        id: row.personId,
        name: row.name,
        email: row.email,
        signInName: row.email,
        enabled: row.kind !== 'leaver',
        userType: 'Member',
        hireDate: '2021-03-01T00:00:00Z',
        leaveDate: null,
      };

/** The explanation of a row, as the pending plan has it. */
export const explainRow = (row: Row, plan: Plan | null): Explanation => {
  const how = howOf(row);
  const account = how === 'none' ? null : accountOf(row, how === 'linked' ? 'this-person' : 'nobody');
  const accounts = how === 'conflict' ? [accountOf(row, 'somebody-else')] : account ? [account] : [];
  return {
    personId: row.personId,
    name: row.name,
    outcome: row.kind,
    person: personOf(row),
    scope: isGone(row)
      ? { verdict: 'in-none', groups: 14, paths: [], lost: [] }
      : {
          verdict: 'in',
          groups: 14,
          paths: [path('All employees', 'Europe, Middle East and Africa', 'Benelux sales'), path('Sales')],
          lost: [],
        },
    match: { how, accounts },
    account: how === 'conflict' ? null : account,
    evidence: isGone(row)
      ? { kind: 'deleted-restorable', deletedAt: '2026-11-20T08:00:00.000Z', why: null }
      : row.kind === 'leaver'
        ? { kind: 'disabled', deletedAt: null, why: null }
        : null,
    comparison: comparisonOf(row),
    rows: [row],
    pending: plan && { planId: plan.id, rows: [row], agrees: true },
    lastPlanAt: plan?.madeAt ?? null,
  };
};
