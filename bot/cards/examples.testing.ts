/** Plans and receipts for the specs of cards and bot: small enough to read, with one of everything. */
import type { Outcome, Receipt, ReceiptItem } from '../../src/apply/receipt.ts';
import type { PlanRecord } from '../../src/approval.ts';
import type { Profile } from '../../src/mobilo/mobilo.ts';
import type { Counts, Joiner, Leaver, LeaverCard, Mover, PlanSummary, PoolNeed } from '../../src/plan/plan.ts';

const profile = (displayName: string): Profile => ({
  displayName,
  givenName: null,
  surname: null,
  jobTitle: null,
  department: null,
  company: null,
  office: null,
  phone: null,
  mobile: null,
});

export const idOf = (name: string): string => name.toLowerCase().replaceAll(' ', '-');

export const joiner = (name: string, department: string, order: Partial<Joiner['order']> = {}): Joiner => ({
  id: `joiner:${idOf(name)}`,
  kind: 'joiner',
  reason: 'new-in-scope',
  name,
  email: `${idOf(name)}@contoso.com`,
  department,
  personId: idOf(name),
  notes: [],
  groupIds: ['everybody'],
  orderGroupId: null,
  recycles: null,
  photo: false,
  profile: profile(name),
  order: { cardSku: 'metal', licences: ['user'], accessories: [], sendLoginDetails: false, teamId: null, ...order },
});

export const mover = (
  name: string,
  differences: Mover['differences'],
  reason: Mover['reason'] = 'profile-changed',
): Mover => ({
  id: `mover:${idOf(name)}`,
  kind: 'mover',
  reason,
  name,
  email: `${idOf(name)}@contoso.com`,
  department: null,
  personId: idOf(name),
  accountId: `account-${idOf(name)}`,
  accountVersion: '1',
  differences,
  after: [],
  photo: false,
  notes: [],
});

export const leaver = (
  name: string,
  cards: readonly Partial<LeaverCard>[],
  reason: Leaver['reason'] = 'disabled',
): Leaver => ({
  id: `leaver:${idOf(name)}`,
  kind: 'leaver',
  reason,
  name,
  email: `${idOf(name)}@contoso.com`,
  department: 'Sales',
  personId: idOf(name),
  accountId: `account-${idOf(name)}`,
  accountVersion: '1',
  notes: [],
  since: reason === 'disabled' ? null : '2026-11-22T10:00:00.000Z',
  cards: cards.map((card, index) => ({
    id: `${idOf(name)}-${index + 1}`,
    sku: 'metal',
    name: 'Metal',
    printed: false,
    recipient: null,
    ...card,
  })),
});

const noRows: Counts = {
  joiner: 0,
  mover: 0,
  leaver: 0,
  link: 0,
  deletion: 0,
  upcoming: 0,
  keep: 0,
  conflict: 0,
  excluded: 0,
};

export const pools: readonly PoolNeed[] = [
  { sku: 'metal', kind: 'card', name: 'Metal', needed: 8, available: 10, short: 0 },
  { sku: 'wood', kind: 'card', name: 'Wood', needed: 4, available: 40, short: 0 },
  { sku: 'crm', kind: 'licence', name: 'CRM', needed: 6, available: 9, short: 0 },
];

/** Metal is three short. */
export const shortPools: readonly PoolNeed[] = pools.map((pool) =>
  pool.sku === 'metal' ? { ...pool, available: 5, short: 3 } : pool,
);

export const joiners = [
  joiner('Ada Byron', 'Engineering', { licences: ['user', 'crm'] }),
  joiner('Jan van den Berg', 'Sales', { cardSku: 'wood' }),
  joiner('Mia Chen', 'Finance', { cardSku: null }),
];
export const movers = [
  mover('Grace Hopper', [{ field: 'jobTitle', from: 'Engineer', to: 'Lead Engineer', edited: false }]),
  mover('Alan Turing', [{ field: 'state', from: 'deactivated', to: 'active', edited: false }], 'returned'),
];
export const leavers = [
  leaver('Bob Stone', [{}], 'deleted-restorable'),
  leaver('Eve Noor', [{ name: 'Wood', printed: true }]),
];

export const summarize = (
  rows: Partial<PlanSummary['top']>,
  counts: Partial<Counts> = {},
  rest: Partial<PlanSummary> = {},
): PlanSummary => {
  const top = { joiners: [], movers: [], leavers: [], ...rows };
  return {
    tenantId: 'contoso',
    settingsHash: 'settings',
    forecast: [],
    source: { complete: true, problems: [], people: 480, accounts: 470, groups: [] },
    counts: { ...noRows, joiner: top.joiners.length, mover: top.movers.length, leaver: top.leavers.length, ...counts },
    need: [],
    held: null,
    top,
    ...rest,
  };
};

export const record = (summary: PlanSummary, rest: Partial<PlanRecord> = {}): PlanRecord => ({
  id: 'plan-1',
  tenantId: 'contoso',
  fingerprint: 'f1',
  state: 'proposed',
  madeAt: '2026-11-23T08:30:00.000Z',
  expiresAt: '2026-11-24T08:30:00.000Z',
  summary,
  decision: null,
  firstApproval: null,
  run: null,
  ...rest,
});

/** Twelve joiners, seven movers, three leavers, of whom a few are shown by name. */
export const busyDay = summarize({ joiners, movers, leavers }, { joiner: 12, mover: 7, leaver: 3 }, { need: pools });

export const approvedBy = (name: string): PlanRecord['decision'] => ({
  action: 'approve',
  selection: 'all',
  cards: { byCard: {}, others: null },
  confirmedRemovals: null,
  automatic: false,
  by: { id: idOf(name), name },
  at: '2026-11-23T08:41:00.000Z',
});

export const approved = (run: Partial<NonNullable<PlanRecord['run']>> = {}): PlanRecord =>
  record(busyDay, {
    state: 'approved',
    decision: approvedBy('Mary Jackson'),
    run: { state: 'running', total: 22, done: 14, startedAt: null, finishedAt: null, stopped: null, ...run },
  });

export const receiptItem = (name: string, outcome: Outcome, why: string | null, order?: string): ReceiptItem => ({
  rowId: `joiner:${idOf(name)}`,
  kind: 'joiner',
  name,
  outcome,
  why,
  steps: order ? [{ kind: 'place-order', state: 'confirmed', reference: order }] : [],
});

export const receiptOf = (items: readonly ReceiptItem[], rest: Partial<Receipt> = {}): Receipt => {
  const count = (outcome: Outcome) => items.filter((item) => item.outcome === outcome).length;
  const counts = {
    done: count('done'),
    skipped: count('skipped'),
    failed: count('failed'),
    uncertain: count('uncertain'),
    open: count('open'),
  };
  return {
    planId: 'plan-1',
    fingerprint: 'f1',
    approvedBy: { id: 'mary-jackson', name: 'Mary Jackson' },
    secondBy: null,
    approvedAt: '2026-11-23T08:41:00.000Z',
    startedAt: '2026-11-23T08:41:01.000Z',
    finishedAt: '2026-11-23T08:43:00.000Z',
    complete: counts.failed + counts.uncertain + counts.open === 0,
    counts,
    byKind: { joiner: counts.done, mover: 0, leaver: 0, link: 0, deletion: 0 },
    cost: [],
    saved: [],
    items,
    ...rest,
  };
};
