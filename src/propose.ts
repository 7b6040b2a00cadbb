/** Reads both sides, makes the plan, and keeps it when it says something new. */
import type { PlanRecord } from './approval.ts';
import { canonicalJson } from './canonical-json.ts';
import type { Directory } from './directory/directory.ts';
import { SyncError } from './errors.ts';
import { fingerprintOf } from './fingerprint.ts';
import type { SendJob } from './jobs/send.ts';
import type { Mobilo } from './mobilo/mobilo.ts';
import { makePlan, peopleNeedingEvidence, type Reading } from './plan/make-plan.ts';
import type { SyncPlan } from './plan/plan.ts';
import type { Settings } from './settings.ts';
import { appendAudit } from './store/audit-log.ts';
import { readDormancy } from './store/dormancy.ts';
import { holdLease } from './store/leases.ts';
import { findLatest, insertPlan } from './store/plans.ts';
import type { Queryable, Store } from './store/store.ts';
import { findUnfinishedRuns } from './store/sweep.ts';
import { ensureTenant, readSettings, touchReading } from './store/tenants.ts';
import { withLease } from './store/with-lease.ts';

const leaseSeconds = 20;
const planHours = 24;

export interface ProposeTools {
  readonly store: Store;
  readonly directory: Directory;
  readonly mobilo: Mobilo;
  readonly send: SendJob;
}

const collect = async <T>(values: AsyncIterable<T>): Promise<readonly T[]> => {
  const collected: T[] = [];
  for await (const value of values) collected.push(value);
  return collected;
};

const groupsInScope = async (directory: Directory, settings: Settings): Promise<readonly string[]> =>
  settings.groups === 'all' ? (await directory.readGroups()).map((group) => group.id) : settings.groups;

const readBothSides = async (directory: Directory, mobilo: Mobilo, settings: Settings): Promise<Reading> => {
  const [snapshot, accounts, cards, credits, catalog] = await Promise.all([
    groupsInScope(directory, settings).then((groupIds) => directory.readSnapshot(groupIds)),
    collect(mobilo.readAccounts()),
    collect(mobilo.readCards()),
    mobilo.readCredits(),
    mobilo.readCatalog(),
  ]);
  return { snapshot, accounts, cards, pools: credits.pools, catalog };
};

/** The plan for the directory and Mobilo as they are now. Nothing is kept. */
export const readPlan = async (directory: Directory, mobilo: Mobilo, settings: Settings): Promise<SyncPlan> => {
  const reading = await readBothSides(directory, mobilo, settings);
  const evidence = await directory.readEvidence(peopleNeedingEvidence(reading));
  return makePlan(reading, evidence, settings);
};

/** A plan made in the middle of a run would hold what the run is about to do. */
const isRunUnderWay = async (on: Queryable, tenantId: string): Promise<boolean> =>
  (await findUnfinishedRuns(on)).some((run) => run.tenantId === tenantId);

const stillWaits = (latest: PlanRecord | null, fingerprint: string, now: Date): boolean =>
  latest?.state === 'proposed' && latest.fingerprint === fingerprint && new Date(latest.expiresAt) > now;

const settingsMoved = (): SyncError =>
  new SyncError('busy', 'The settings were changed during the reading; it is made again with the new ones.');

/** Keeps the plan unless it is, to the byte, the one that already waits, or a run began during the reading. */
const keepPlan = async (
  tools: ProposeTools,
  plan: SyncPlan,
  settings: Settings,
  fence: number,
  by: string,
): Promise<void> => {
  const { tenantId } = plan;
  const fingerprint = fingerprintOf(plan);
  const madeAt = new Date();
  const expiresAt = new Date(madeAt.getTime() + planHours * 3_600_000);
  await tools.store.tx(async (tx) => {
    if (!(await holdLease(tx, tenantId, fence))) throw new SyncError('busy', 'Another process reads this tenant now.');
    if (canonicalJson(await readSettings(tx, tenantId)) !== canonicalJson(settings)) throw settingsMoved();
    await touchReading(tx, tenantId, madeAt);
    if (await isRunUnderWay(tx, tenantId)) return;
    if (stillWaits(await findLatest(tx, tenantId), fingerprint, madeAt)) return;
    const { planId, superseded } = await insertPlan(tx, { plan, fingerprint, madeAt, expiresAt });
    await appendAudit(tx, [
      ...superseded.map((id) => ({ tenantId, kind: 'plan.superseded' as const, by, planId: id, data: { by: planId } })),
      { tenantId, kind: 'plan.proposed', by, planId, data: { fingerprint, counts: plan.counts } },
    ]);
    for (const id of [...superseded, planId]) await tools.send(tx, 'cards', { tenantId, planId: id });
  });
};

/**
 * Proposes a plan. Does nothing while a run of the tenant is under way, because a finished run asks for a plan
 * itself; nothing by itself for a tenant that has removed the app (case 58); and nothing when the plan that waits already says the same.
 */
export const proposePlan = async (tools: ProposeTools, by: string): Promise<void> => {
  const { store, directory, mobilo } = tools;
  const { tenantId } = directory;
  await ensureTenant(store, tenantId);
  if (by === 'sync' && (await readDormancy(store, tenantId)) !== null) return;
  if (await isRunUnderWay(store, tenantId)) return;
  await withLease(store, tenantId, leaseSeconds, async (fence) => {
    const settings = await readSettings(store, tenantId);
    await keepPlan(tools, await readPlan(directory, mobilo, settings), settings, fence, by);
  });
};
