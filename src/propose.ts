/** Reads both sides, makes the plan, and keeps it when it says something new. */
import type { PlanRecord } from './approval.ts';
import { approveUpdates } from './approve-updates.ts';
import { canonicalJson } from './canonical-json.ts';
import type { Directory } from './directory/directory.ts';
import { SyncError } from './errors.ts';
import { fingerprintOf } from './fingerprint.ts';
import type { SendJob } from './jobs/send.ts';
import type { Mobilo } from './mobilo/mobilo.ts';
import type { SyncPlan } from './plan/plan.ts';
import type { Proposal } from './proposal.ts';
import { readBase } from './read-base.ts';
import { readEverything } from './read-everything.ts';
import { readPast } from './read-past.ts';
import { readTouched } from './read-touched.ts';
import type { Settings } from './settings.ts';
import { appendAudit } from './store/audit-log.ts';
import { readDormancy } from './store/dormancy.ts';
import { writeKnown } from './store/known.ts';
import { holdLease } from './store/leases.ts';
import { findLatest, insertPlan } from './store/plans.ts';
import type { Queryable, Store, Tx } from './store/store.ts';
import { findUnfinishedRuns } from './store/sweep.ts';
import { ensureTenant, readSettings, touchReading, writeWatermark } from './store/tenants.ts';
import { withLease } from './store/with-lease.ts';

const leaseSeconds = 20;
const planHours = 24;

export interface ProposeTools {
  readonly store: Store;
  readonly directory: Directory;
  readonly mobilo: Mobilo;
  readonly send: SendJob;
}

/** A plan made in the middle of a run would hold what the run is about to do. */
const isRunUnderWay = async (on: Queryable, tenantId: string): Promise<boolean> =>
  (await findUnfinishedRuns(on)).some((run) => run.tenantId === tenantId);

const stillWaits = (latest: PlanRecord | null, fingerprint: string, now: Date): boolean =>
  latest?.state === 'proposed' && latest.fingerprint === fingerprint && new Date(latest.expiresAt) > now;

const settingsMoved = (): SyncError =>
  new SyncError('busy', 'The settings were changed during the reading; it is made again with the new ones.');

interface NewProposal {
  readonly plan: SyncPlan;
  readonly by: string;
  readonly fingerprint: string;
  readonly madeAt: Date;
}

/** Keeps the plan unless it is, to the byte, the one that already waits. Gives the id of the one that is kept. */
const keepPlan = async (
  tools: ProposeTools,
  tx: Tx,
  { plan, by, fingerprint, madeAt }: NewProposal,
): Promise<string> => {
  const { tenantId } = plan;
  const latest = await findLatest(tx, tenantId);
  if (latest && stillWaits(latest, fingerprint, madeAt)) return latest.id;
  const expiresAt = new Date(madeAt.getTime() + planHours * 3_600_000);
  const { planId, superseded } = await insertPlan(tx, { plan, fingerprint, madeAt, expiresAt });
  await appendAudit(tx, [
    ...superseded.map((id) => ({ tenantId, kind: 'plan.superseded' as const, by, planId: id, data: { by: planId } })),
    { tenantId, kind: 'plan.proposed', by, planId, data: { fingerprint, counts: plan.counts } },
  ]);
  for (const id of [...superseded, planId]) await tools.send(tx, 'cards', { tenantId, planId: id });
  return planId;
};

/** Keeps the plan and what the next reading builds on, or nothing of both when a run began during the reading. */
const keepProposal = async (
  tools: ProposeTools,
  { plan, memory }: Proposal,
  settings: Settings,
  fence: number,
  by: string,
): Promise<void> => {
  const { tenantId } = plan;
  const fingerprint = fingerprintOf(plan);
  const madeAt = new Date();
  await tools.store.tx(async (tx) => {
    if (!(await holdLease(tx, tenantId, fence))) throw new SyncError('busy', 'Another process reads this tenant now.');
    if (canonicalJson(await readSettings(tx, tenantId)) !== canonicalJson(settings)) throw settingsMoved();
    await touchReading(tx, tenantId, madeAt);
    if (await isRunUnderWay(tx, tenantId)) return;
    const planId = await keepPlan(tools, tx, { plan, by, fingerprint, madeAt });
    if (!memory) return;
    await writeKnown(tx, tenantId, memory.known);
    await writeWatermark(tx, tenantId, { ...memory.watermark, planId });
  });
};

/** Builds on the last reading where that can be done; a person who asks for everything gets everything. */
const read = async (tools: ProposeTools, settings: Settings, { by, people }: Request): Promise<Proposal> => {
  const now = new Date();
  const past = await readPast(tools.store, tools.directory.tenantId, settings, now);
  const base =
    by === 'sync' || people ? await readBase(tools.store, tools.directory.tenantId, past.settingsHash, now) : null;
  const updated = base && (await readTouched(tools, settings, past, base, people ?? []));
  return updated ?? readEverything(tools, settings, past);
};

/** Who asks, and about whom: everybody, unless people are named. */
interface Request {
  /** An Entra object id, or `sync`. */
  readonly by: string;
  readonly people?: readonly string[] | undefined;
}

/**
 * Proposes a plan. Does nothing while a run of the tenant is under way, because a finished run asks for a plan
 * itself; nothing by itself for a tenant that has removed the app (case 58); and nothing when the plan that waits
 * already says the same. What `sync` itself asks for, or somebody about some people, builds on the last reading where
 * that can be done. A reading that throws leaves everything as it was. Updates are approved at once where the tenant
 * switched that on.
 */
export const proposePlan = async (tools: ProposeTools, by: string, people?: readonly string[]): Promise<void> => {
  const { store, directory } = tools;
  const { tenantId } = directory;
  await ensureTenant(store, tenantId);
  if (by === 'sync' && (await readDormancy(store, tenantId)) !== null) return;
  if (await isRunUnderWay(store, tenantId)) return;
  const done = await withLease(store, tenantId, leaseSeconds, async (fence) => {
    const settings = await readSettings(store, tenantId);
    await keepProposal(tools, await read(tools, settings, { by, people }), settings, fence, by);
    return true;
  });
  // Of everybody a reading is under way then; these people it may have passed already.
  if (!done && people)
    throw new SyncError('busy', 'The directory is being read now. Ask again in a minute.', { retryAfter: 60 });
  await approveUpdates(tools, tenantId);
};
