/** Law 7: no row of one tenant is readable or writable with another tenant's id. */
import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import type { FirstApproval } from '../approval.ts';
import { noSubscriptions } from '../kept-subscriptions.ts';
import { defaultSettings } from '../settings.ts';
import * as auditLog from './audit-log.ts';
import { conversationsOf, type PostedCard } from './conversations.ts';
import * as dormancy from './dormancy.ts';
import * as erase from './erase.ts';
import * as known from './known.ts';
import * as leases from './leases.ts';
import * as planRows from './plan-rows.ts';
import * as planRuns from './plan-runs.ts';
import * as plans from './plans.ts';
import * as steps from './steps.ts';
import type { Store, Tx } from './store.ts';
import * as subscriptions from './subscriptions.ts';
import * as tenants from './tenants.ts';
import { describeEachEngine } from './testing/each-engine.ts';
import { approveSample, makeApproval } from './testing/sample-decision.ts';
import { makeJoiner, makeSamplePlan, proposeSample, sampleTimes } from './testing/sample-plan.ts';

/** What the foreigner knows: its own id, and everything of the owner but the owner's id. */
interface Attempt {
  readonly store: Store;
  readonly foreigner: string;
  readonly planId: string;
  readonly pendingId: string;
  readonly fence: number;
  readonly card: PostedCard;
}

/** Calls a query with the foreigner's tenant id and the owner's other ids, and answers with what came of it. */
type Try = (attempt: Attempt) => Promise<unknown>;

const collect = async (values: AsyncIterable<unknown>): Promise<readonly unknown[]> => {
  const collected: unknown[] = [];
  for await (const value of values) collected.push(value);
  return collected;
};

const inTransaction =
  (query: (tx: Tx, attempt: Attempt) => Promise<unknown>): Try =>
  (attempt) =>
    attempt.store.tx((tx) => query(tx, attempt));

const planOf = ({ foreigner, planId }: Attempt) => ({ tenantId: foreigner, planId });

/** The run of the owner's plan, under a lease of the foreigner's own, which is in order. */
const inRun =
  (query: (tx: Tx, run: planRuns.RunKey) => Promise<unknown>): Try =>
  async (attempt) => {
    const fence = (await leases.acquireLease(attempt.store, attempt.foreigner, 'mallory', 60)) ?? 0;
    return attempt.store.tx((tx) => query(tx, { ...planOf(attempt), fence }));
  };

const pendingOf = ({ foreigner, pendingId }: Attempt) => ({ tenantId: foreigner, planId: pendingId });

/** The database itself keeps a part of a plan from naming another tenant than the plan (class 23: integrity). */
const refusal = 'refused by the database';
const refused =
  (query: Try): Try =>
  async (attempt) => {
    const isRefusal = (error: Error & { code?: string }) =>
      [error, error.cause].some((fault) => fault instanceof Error && 'code' in fault && /^23/.test(String(fault.code)));
    await assert.rejects(query(attempt), isRefusal);
    return refusal;
  };

const newStep = { rowId: 'row', kind: 'create-account', target: null, key: 'key' } as const;
const result = { position: 0, state: 'confirmed', reference: null, why: null } as const;
const decision = { fingerprint: 'fingerprint', decision: makeApproval('Mallory'), total: 1 };
const entry = { kind: 'run.stopped', by: 'mallory', data: {} } as const;
const now = new Date('2027-01-01T00:00:00Z');

const emptyKnown = { people: new Map(), accounts: new Map() };
const nothingKnown = { people: [], accounts: [], forgottenPeople: [], forgottenAccounts: [] };
const sampleWatermark = {
  fullAt: sampleTimes.madeAt.toISOString(),
  readAt: sampleTimes.madeAt.toISOString(),
  usersLink: 'users',
  groupsLink: 'groups',
  planId: 'P',
  settingsHash: 'S',
  groups: [],
  people: 1,
  accounts: 1,
  linked: 1,
};

const firstApproval: FirstApproval = {
  ...{ action: 'approve', selection: 'all', cards: { byCard: {}, others: null }, confirmedRemovals: null },
  ...{ by: { id: 'mallory', name: 'Mallory' }, at: '2026-11-23T09:00:00.000Z', replaces: null },
};
const sampleQuarantine = {
  failures: 1,
  since: sampleTimes.madeAt.toISOString(),
  nextAt: sampleTimes.expiresAt.toISOString(),
  code: 'mobilo-unavailable',
  why: 'Mobilo does not answer.',
};

const queries: Readonly<Record<string, readonly [expected: unknown, query: Try]>> = {
  appendAudit: [
    undefined,
    inTransaction((tx, attempt) => auditLog.appendAudit(tx, [{ ...entry, ...planOf(attempt) }])),
  ],
  readAudit: [[], ({ store, foreigner, planId }) => auditLog.readAudit(store, foreigner, { planId })],
  streamAudit: [0, async ({ store, foreigner }) => (await collect(auditLog.streamAudit(store, foreigner))).length - 1],
  findConnector: [null, ({ store, foreigner }) => auditLog.findConnector(store, foreigner)],
  verifyAudit: [{ events: 1, brokenAt: null }, ({ store, foreigner }) => auditLog.verifyAudit(store, foreigner)],

  fallAsleep: [true, ({ store, foreigner }) => dormancy.fallAsleep(store, foreigner, now)],
  wakeUp: [false, ({ store, foreigner }) => dormancy.wakeUp(store, foreigner)],
  readDormancy: [null, ({ store, foreigner }) => dormancy.readDormancy(store, foreigner)],
  isRunOpen: [false, ({ store, foreigner }) => erase.isRunOpen(store, foreigner)],
  eraseTenant: [
    { people: 0, accounts: 0, conversations: 0, plans: 0, rows: 0 },
    inTransaction((tx, { foreigner }) => erase.eraseTenant(tx, foreigner, now)),
  ],

  readSubscriptions: [noSubscriptions, ({ store, foreigner }) => subscriptions.readSubscriptions(store, foreigner)],
  writeSubscriptions: [
    undefined,
    ({ store, foreigner }) => subscriptions.writeSubscriptions(store, foreigner, noSubscriptions),
  ],

  acquireLease: [1, ({ store, foreigner }) => leases.acquireLease(store, foreigner, 'mallory', 60)],
  renewLease: [false, ({ store, foreigner, fence }) => leases.renewLease(store, foreigner, fence, 60)],
  releaseLease: [undefined, ({ store, foreigner, fence }) => leases.releaseLease(store, foreigner, fence)],
  holdLease: [false, inTransaction((tx, { foreigner, fence }) => leases.holdLease(tx, foreigner, fence))],

  insertRows: [
    refusal,
    refused(inTransaction((tx, attempt) => planRows.insertRows(tx, planOf(attempt), [makeJoiner('M')]))),
  ],
  readRowPage: [{ rows: [], total: 0, next: null }, (attempt) => planRows.readRowPage(attempt.store, planOf(attempt))],
  findRowsOf: [[], (attempt) => planRows.findRowsOf(attempt.store, planOf(attempt), 'Ada')],
  readAllRows: [[], (attempt) => collect(planRows.readAllRows(attempt.store, planOf(attempt)))],

  startRun: [null, inRun((tx, run) => planRuns.startRun(tx, run, now))],
  finishRun: [null, inRun((tx, run) => planRuns.finishRun(tx, run, now))],
  stopRun: [null, inRun((tx, run) => planRuns.stopRun(tx, run, now, 'Mallory says so.'))],

  findPlan: [null, (attempt) => plans.findPlan(attempt.store, planOf(attempt))],
  findPending: [null, ({ store, foreigner }) => plans.findPending(store, foreigner)],
  findStopped: [null, ({ store, foreigner }) => plans.findStopped(store, foreigner)],
  findLatest: [null, ({ store, foreigner }) => plans.findLatest(store, foreigner)],
  recordDecision: [
    null,
    inTransaction((tx, attempt) => plans.recordDecision(tx, { ...pendingOf(attempt), ...decision })),
  ],
  recordFirstApproval: [
    null,
    inTransaction((tx, attempt) =>
      plans.recordFirstApproval(tx, {
        ...pendingOf(attempt),
        fingerprint: 'fingerprint',
        first: firstApproval,
        before: null,
      }),
    ),
  ],
  expirePlans: [[], inTransaction((tx, { foreigner }) => plans.expirePlans(tx, foreigner, now))],
  insertPlan: [
    [],
    inTransaction(async (tx, { foreigner }) => {
      const plan = makeSamplePlan(foreigner, []);
      return (await plans.insertPlan(tx, { plan, fingerprint: 'another', ...sampleTimes })).superseded;
    }),
  ],

  insertSteps: [refusal, refused(inTransaction((tx, attempt) => steps.insertSteps(tx, pendingOf(attempt), [newStep])))],
  readSteps: [[], (attempt) => steps.readSteps(attempt.store, planOf(attempt))],
  countSteps: [
    { planned: 0, intended: 0, sent: 0, confirmed: 0, uncertain: 0, failed: 0, skipped: 0 },
    (attempt) => steps.countSteps(attempt.store, planOf(attempt)),
  ],
  recordResults: [[], inRun((tx, run) => steps.recordResults(tx, run, [result]))],
  markIntended: [[], inRun((tx, run) => steps.markIntended(tx, run, [0]))],
  markSent: [[], inRun((tx, run) => steps.markSent(tx, run, [0]))],

  ensureTenant: [undefined, ({ store, foreigner }) => tenants.ensureTenant(store, foreigner)],
  lockTenant: [undefined, inTransaction((tx, { foreigner }) => tenants.lockTenant(tx, foreigner))],
  readSettings: [defaultSettings, ({ store, foreigner }) => tenants.readSettings(store, foreigner)],
  saveSettings: [undefined, ({ store, foreigner }) => tenants.saveSettings(store, foreigner, defaultSettings)],
  readMobiloGrant: [null, ({ store, foreigner }) => tenants.readMobiloGrant(store, foreigner)],
  readQuarantine: [null, ({ store, foreigner }) => tenants.readQuarantine(store, foreigner)],
  writeQuarantine: [undefined, ({ store, foreigner }) => tenants.writeQuarantine(store, foreigner, sampleQuarantine)],
  readWatermark: [null, ({ store, foreigner }) => tenants.readWatermark(store, foreigner)],
  writeWatermark: [undefined, ({ store, foreigner }) => tenants.writeWatermark(store, foreigner, sampleWatermark)],
  compareKnown: [nothingKnown, async () => known.compareKnown(emptyKnown, emptyKnown)],
  readKnown: [emptyKnown, ({ store, foreigner }) => known.readKnown(store, foreigner)],
  findKnownPeople: [[], ({ store, foreigner }) => known.findKnownPeople(store, foreigner, 'person_id', ['ada'])],
  findKnownAccounts: [[], ({ store, foreigner }) => known.findKnownAccounts(store, foreigner, 'account_id', ['a'])],
  writeKnown: [
    undefined,
    ({ store, foreigner }) =>
      store.tx((tx) =>
        known.writeKnown(tx, foreigner, { ...nothingKnown, forgottenPeople: ['ada'], forgottenAccounts: ['a'] }),
      ),
  ],
  writeMobiloGrant: [undefined, ({ store, foreigner }) => tenants.writeMobiloGrant(store, foreigner, null)],
  readLastReading: [null, ({ store, foreigner }) => tenants.readLastReading(store, foreigner)],
  touchReading: [undefined, ({ store, foreigner }) => tenants.touchReading(store, foreigner, now)],

  save: [
    undefined,
    ({ store, foreigner, card }) =>
      conversationsOf(store, foreigner).save({ id: card.conversationId, reference: {}, locale: null, personal: true }),
  ],
  find: [null, ({ store, card }) => conversationsOf(store, randomUUID()).find(card.conversationId)],
  list: [[], ({ store }) => conversationsOf(store, randomUUID()).list()],
  listCards: [[], ({ store, foreigner, planId }) => conversationsOf(store, foreigner).listCards(planId)],
  rememberCard: [
    refusal,
    refused(({ store, foreigner, card }) =>
      conversationsOf(store, foreigner).rememberCard({ ...card, activityId: 'another' }),
    ),
  ],
  forgetCard: [undefined, ({ store, foreigner, card }) => conversationsOf(store, foreigner).forgetCard(card)],
  remove: [undefined, ({ store, foreigner, card }) => conversationsOf(store, foreigner).remove(card.conversationId)],
};

const tables = [
  'plans',
  'plan_rows',
  'steps',
  'audit',
  'conversations',
  'posted_cards',
  'known_people',
  'known_accounts',
];

/** Every row of a tenant, as the database keeps it. */
const dump = async (store: Store, tenantId: string): Promise<readonly unknown[]> => {
  const found = [(await store.executeSql('select * from tenants where id = $1', [tenantId])).rows];
  for (const table of tables)
    found.push(
      (await store.executeSql(`select t::text from ${table} t where tenant_id = $1 order by 1`, [tenantId])).rows,
    );
  return found;
};

/** A tenant of whom there is something in every table. */
const makeOwner = async (store: Store) => {
  const approved = await proposeSample(store);
  const { tenantId, planId } = approved;
  await approveSample(store, approved);
  const fence = (await leases.acquireLease(store, tenantId, 'owner', 60)) ?? 0;
  await store.tx(async (tx) => {
    await steps.insertSteps(tx, approved, [{ ...newStep, key: planId }]);
    await auditLog.appendAudit(tx, [{ ...entry, ...approved, by: 'owner' }]);
  });
  const stopped = await proposeSample(store, [makeJoiner('Edsger')], tenantId);
  await approveSample(store, stopped);
  await store.tx((tx) => planRuns.stopRun(tx, { ...stopped, fence }, sampleTimes.madeAt, 'Mobilo is not connected.'));
  const pending = await proposeSample(store, [makeJoiner('Grace')], tenantId);
  await tenants.saveSettings(store, tenantId, { ...defaultSettings, groups: ['sales'] });
  await tenants.writeMobiloGrant(store, tenantId, 'encrypted');
  await tenants.touchReading(store, tenantId, sampleTimes.madeAt);
  await tenants.writeWatermark(store, tenantId, sampleWatermark);
  const ada = { personId: 'ada', address: 'hash', others: [], groupIds: ['staff'], agreed: null, gone: false };
  const account = { accountId: 'a', personId: 'ada', address: 'hash' };
  await store.tx((tx) => known.writeKnown(tx, tenantId, { ...nothingKnown, people: [ada], accounts: [account] }));
  await subscriptions.writeSubscriptions(store, tenantId, { ...noSubscriptions, failures: 1 });
  await dormancy.fallAsleep(store, tenantId, sampleTimes.madeAt);
  const card = { planId, conversationId: 'chat', activityId: '1', personId: null };
  await conversationsOf(store, tenantId).save({ id: 'chat', reference: {}, locale: 'nl', personal: false });
  await conversationsOf(store, tenantId).rememberCard(card);
  return { tenantId, planId, pendingId: pending.planId, fence, card };
};

describeEachEngine("another tenant's id", (use) => {
  let store: Store;
  let owner: Awaited<ReturnType<typeof makeOwner>>;
  before(async () => {
    store = await use().open();
    owner = await makeOwner(store);
  });

  for (const [name, [expected, query]] of Object.entries(queries))
    it(`finds nothing and changes nothing with ${name}`, async () => {
      const foreigner = randomUUID();
      await tenants.ensureTenant(store, foreigner);
      const before = await dump(store, owner.tenantId);
      if (/Audit$/.test(name) && name !== 'appendAudit')
        await store.tx((tx) => auditLog.appendAudit(tx, [{ ...entry, tenantId: foreigner, planId: null }]));
      assert.deepEqual(await query({ ...owner, store, foreigner }), expected);
      assert.deepEqual(await dump(store, owner.tenantId), before);
    });

  it('is tried with every query there is', () => {
    const modules = [
      auditLog,
      dormancy,
      erase,
      known,
      subscriptions,
      leases,
      planRows,
      planRuns,
      plans,
      steps,
      tenants,
      conversationsOf(store, 'T'),
    ];
    const names = modules.flatMap((module) =>
      Object.entries(module).flatMap(([name, value]) => (typeof value === 'function' ? [name] : [])),
    );
    assert.deepEqual(names.toSorted(), Object.keys(queries).toSorted());
  });
});
