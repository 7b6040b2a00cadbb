/** Explanations of people for the specs of cards and bot. */
import type { AccountFacts, PersonFacts } from '../../src/plan/explain.ts';
import type { Explanation } from '../../src/why.ts';
import { idOf, leaver, mover } from './examples.testing.ts';

export const personFacts = (name: string): PersonFacts => ({
  id: idOf(name),
  name,
  email: `${idOf(name)}@contoso.com`,
  signInName: `${idOf(name)}@contoso.com`,
  enabled: true,
  userType: 'Member',
  hireDate: null,
  leaveDate: null,
});

export const accountFacts = (name: string, rest: Partial<AccountFacts> = {}): AccountFacts => ({
  id: `account-${idOf(name)}`,
  name,
  email: `${idOf(name)}@contoso.com`,
  state: 'active',
  role: 'member',
  linkedTo: 'this-person',
  ...rest,
});

/** Somebody in scope through one group, linked and in step, unless `rest` says otherwise. */
export const explained = (name: string, rest: Partial<Explanation> = {}): Explanation => {
  const account = accountFacts(name);
  return {
    personId: idOf(name),
    name,
    outcome: 'in-step',
    person: personFacts(name),
    scope: { verdict: 'in', groups: 3, paths: [[{ id: 'everybody', displayName: 'Everybody' }]], lost: [] },
    match: { how: 'linked', accounts: [account] },
    account,
    evidence: null,
    comparison: [],
    rows: [],
    pending: null,
    lastPlanAt: '2026-11-23T08:30:00.000Z',
    ...rest,
  };
};

const lead = mover('Ada Byron', [
  { field: 'jobTitle', from: 'Engineer', to: 'Lead Engineer', edited: false },
  { field: 'phone', from: '+31 20 1', to: '+31 20 2', edited: true },
]);

/** A mover by a nested group, with one field of each verdict. */
export const explainedMover = explained('Ada Byron', {
  outcome: 'mover',
  scope: {
    verdict: 'in',
    groups: 3,
    paths: [
      ['All of Contoso', 'Engineering', 'Analytical Engines'].map((displayName) => ({ id: displayName, displayName })),
    ],
    lost: [],
  },
  comparison: [
    { field: 'displayName', directory: 'Ada Byron', mobilo: 'Ada Byron', policy: 'always', verdict: 'same' },
    { field: 'department', directory: 'Engines', mobilo: 'Engineering', policy: 'never', verdict: 'never' },
    { field: 'jobTitle', directory: 'Lead Engineer', mobilo: 'Engineer', policy: 'always', verdict: 'update' },
    { field: 'office', directory: null, mobilo: 'Home', policy: 'always', verdict: 'kept' },
    { field: 'phone', directory: '+31 20 2', mobilo: '+31 20 1', policy: 'always', verdict: 'edited' },
  ],
  rows: [lead],
  pending: { planId: 'plan-1', rows: [lead], agrees: true },
});

/** Somebody whom Entra ID has deleted, with a card. */
export const explainedLeaver = explained('Bob Stone', {
  outcome: 'leaver',
  person: null,
  scope: { verdict: 'in-none', groups: 3, paths: [], lost: [] },
  evidence: { kind: 'deleted-restorable', deletedAt: '2026-11-22T10:00:00.000Z', why: null },
  rows: [leaver('Bob Stone', [{}], 'deleted-restorable')],
  pending: { planId: 'plan-1', rows: [], agrees: false },
});
