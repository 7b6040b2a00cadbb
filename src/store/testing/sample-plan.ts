import { randomUUID } from 'node:crypto';
import type { Joiner, Leaver, Mover, Row, SyncPlan } from '../../plan/plan.ts';
import type { PlanKey } from '../plan-rows.ts';
import { insertPlan } from '../plans.ts';
import type { Store } from '../store.ts';

const noProfile = {
  displayName: '',
  givenName: null,
  surname: null,
  jobTitle: null,
  department: null,
  company: null,
  office: null,
  phone: null,
  mobile: null,
};

const base = (kind: string, name: string) => ({
  id: `${kind}:${name}`,
  name,
  email: `${name.toLowerCase().replaceAll(' ', '.')}@contoso.com`,
  department: null,
  personId: name,
  notes: [],
});

export const makeJoiner = (name: string): Joiner => ({
  ...base('joiner', name),
  kind: 'joiner',
  reason: 'new-in-scope',
  groupIds: [],
  orderGroupId: null,
  recycles: null,
  photo: false,
  profile: { ...noProfile, displayName: name },
  order: { cardSku: null, licences: ['user'], accessories: [], sendLoginDetails: false, teamId: null },
});

export const makeMover = (name: string): Mover => ({
  ...base('mover', name),
  kind: 'mover',
  reason: 'profile-changed',
  accountId: `account of ${name}`,
  accountVersion: '1',
  differences: [{ field: 'department', from: null, to: 'Sales', edited: false }],
  after: [],
  photo: false,
});

export const makeLeaver = (name: string): Leaver => ({
  ...base('leaver', name),
  kind: 'leaver',
  reason: 'disabled',
  accountId: `account of ${name}`,
  accountVersion: '1',
  since: null,
  cards: [],
});

/** A plan of these rows, and nothing else that matters. */
export const makeSamplePlan = (tenantId: string, rows: readonly Row[]): SyncPlan => {
  const count = (kind: Row['kind']): number => rows.filter((row) => row.kind === kind).length;
  return {
    tenantId,
    settingsHash: 'settings',
    source: { complete: true, problems: [], people: rows.length, accounts: 0, groups: [] },
    counts: {
      joiner: count('joiner'),
      mover: count('mover'),
      leaver: count('leaver'),
      link: 0,
      deletion: 0,
      upcoming: 0,
      keep: 0,
      conflict: 0,
      excluded: 0,
    },
    need: [],
    forecast: [],
    held: null,
    rows,
  };
};

/** When sample plans are made and expire, unless a spec says otherwise. */
export const sampleTimes = { madeAt: new Date('2026-11-23T08:00:00Z'), expiresAt: new Date('2026-11-24T08:00:00Z') };

/** Proposes a plan of these rows for the tenant, which is a new one unless it is named. */
export const proposeSample = async (
  store: Store,
  rows: readonly Row[] = [makeJoiner('Ada')],
  tenantId: string = randomUUID(),
): Promise<PlanKey> => {
  const plan = makeSamplePlan(tenantId, rows);
  const { planId } = await store.tx((tx) => insertPlan(tx, { plan, fingerprint: 'fingerprint', ...sampleTimes }));
  return { tenantId, planId };
};
