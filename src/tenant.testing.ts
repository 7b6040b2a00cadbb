/** For specs: one tenant with both vendors, a real store and real queues, and what its people do. */
import { randomUUID } from 'node:crypto';
import { makeReceipt } from './apply/make-receipt.ts';
import { isApproved, readAllSteps, readApprovedChanges } from './apply/open-run.ts';
import type { Receipt } from './apply/receipt.ts';
import type { RunTools } from './apply/run.ts';
import { runPlan } from './apply/run-plan.ts';
import type { Actor, CardDecisions, PlanRecord, Selection } from './approval.ts';
import { approvePlan, requirePlan, resumeRun } from './decide.ts';
import { type Jobs, startJobs } from './jobs/jobs.ts';
import type { Turn } from './jobs/work-job.ts';
import { proposePlan } from './propose.ts';
import { readRole } from './roles.ts';
import { defaultSettings, type Settings } from './settings.ts';
import { findLatest } from './store/plans.ts';
import type { Step } from './store/steps.ts';
import type { Store } from './store/store.ts';
import { readSettings, saveSettings } from './store/tenants.ts';
import { approversGroupId, staff, startVendors, type Vendors, type VendorsOptions } from './vendors.testing.ts';

const idle = async (): Promise<void> => {};

/** Queues that are filled and never worked on: the spec itself decides when something runs. */
export const openQueuesOnly = (store: Store): Promise<Jobs> =>
  startJobs({ store, work: false, handlers: { plan: idle, apply: idle, cards: idle }, log: () => {} });

/** A turn of a job that nobody interrupts. */
export const wholeTurn: Turn = { signal: new AbortController().signal, isOver: () => false, last: false };

export interface Approval {
  readonly selection?: Selection;
  readonly cards?: CardDecisions;
  readonly confirmedRemovals?: number;
  readonly by?: Actor;
}

export interface Tenant {
  readonly id: string;
  readonly vendors: Vendors;
  readonly tools: RunTools;
  /** What the sync proposes now; the newest plan in any state when it proposes nothing. */
  propose(): Promise<PlanRecord>;
  approve(record: PlanRecord, approval?: Approval): Promise<PlanRecord>;
  run(planId: string, turn?: Partial<Turn>, resumedBy?: string): Promise<void>;
  resume(planId: string, by?: Actor): Promise<PlanRecord>;
  read(planId: string): Promise<PlanRecord>;
  receipt(planId: string): Promise<Receipt>;
  steps(planId: string): Promise<readonly Step[]>;
  saveSettings(change: Partial<Settings>): Promise<void>;
  close(): Promise<void>;
}

export interface TenantOptions extends Omit<VendorsOptions, 'tenantId'> {
  readonly store: Store;
  readonly jobs: Jobs;
}

/** Leavers without limit, and a metal card with two licences for each joiner. */
const sampleSettings: Settings = {
  ...defaultSettings,
  order: { cardSku: 'card-metal', licences: ['user', 'crm'], accessories: [], sendLoginDetails: true, teamId: null },
  approverGroupId: approversGroupId,
  removalLimit: { count: 1000, percent: 100 },
};

const readReceipt = async (store: Store, record: PlanRecord): Promise<Receipt> => {
  if (!isApproved(record)) throw new Error(`The plan is ${record.state}, so that it has no receipt.`);
  const steps = await readAllSteps(store, { tenantId: record.tenantId, planId: record.id });
  return makeReceipt(record, await readApprovedChanges(store, record), steps);
};

/** A new tenant of its own in the store. */
export const openTenant = async ({ store, jobs, ...options }: TenantOptions): Promise<Tenant> => {
  const tenantId = randomUUID();
  const vendors = await startVendors({ ...options, tenantId });
  const { directory, office } = vendors;
  const tools: RunTools = { store, directory, mobilo: office.mobilo, send: jobs.send };
  const settings = { ...sampleSettings, groups: options.world.groupsInScope };
  await saveSettings(store, tenantId, settings);
  const roleOf = (by: Actor) => async () =>
    readRole(directory, office.mobilo, await readSettings(store, tenantId), by.id);
  const keyOf = (planId: string) => ({ tenantId, planId });
  const read = (planId: string) => requirePlan(store, keyOf(planId));
  return {
    id: tenantId,
    vendors,
    tools,
    propose: async () => {
      await proposePlan(tools, 'spec');
      const latest = await findLatest(store, tenantId);
      if (!latest) throw new Error('There is no plan at all.');
      return latest;
    },
    approve: ({ id, fingerprint }, { selection = 'all', cards, confirmedRemovals, by = staff.approver } = {}) =>
      approvePlan(tools, {
        plan: keyOf(id),
        fingerprint,
        selection,
        cards: cards ?? { byCard: {}, others: 'deactivate' },
        confirmedRemovals,
        by,
        readRole: roleOf(by),
      }),
    run: (planId, turn = {}, resumedBy = undefined) =>
      runPlan(tools, { ...keyOf(planId), resumedBy }, { ...wholeTurn, ...turn }),
    resume: (planId, by = staff.approver) => resumeRun(tools, { plan: keyOf(planId), by, readRole: roleOf(by) }),
    read,
    receipt: async (planId) => readReceipt(store, await read(planId)),
    steps: (planId) => readAllSteps(store, keyOf(planId)),
    saveSettings: async (change) =>
      saveSettings(store, tenantId, { ...(await readSettings(store, tenantId)), ...change }),
    close: () => vendors.close(),
  };
};
