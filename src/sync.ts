/** The story on one screen: propose, decide, run. Bot and tab both stand on this. */
import { makeReceipt } from './apply/make-receipt.ts';
import { isApproved, readAllSteps, readApprovedChanges } from './apply/open-run.ts';
import type { Receipt } from './apply/receipt.ts';
import type { Actor, CardDecisions, PlanRecord, Selection } from './approval.ts';
import type { AuditEvent } from './audit.ts';
import { approvePlan, rejectPlan, requirePlan, resumeRun } from './decide.ts';
import type { Directory, RoleAnswer, SecurityGroup } from './directory/directory.ts';
import { SyncError } from './errors.ts';
import { type Health, readHealth } from './health.ts';
import type { SendJob } from './jobs/send.ts';
import type { CatalogItem, Credits, Mobilo } from './mobilo/mobilo.ts';
import type { Mapping } from './plan/mapping.ts';
import { changeKinds, type Row, type RowKind } from './plan/plan.ts';
import type { MappingPreview } from './plan/preview-mapping.ts';
import { previewOnPeople, requireMapping } from './preview.ts';
import { requireGroups, requireOrders } from './require-settings.ts';
import { type RoleReading, readRole } from './roles.ts';
import type { Settings } from './settings.ts';
import { readStale, type StalePlan } from './stale.ts';
import { appendAudit, readAudit } from './store/audit-log.ts';
import { type PlanKey, readRowPage } from './store/plan-rows.ts';
import { findLatest, findPending, findStopped } from './store/plans.ts';
import type { Store } from './store/store.ts';
import { ensureTenant, readSettings, saveSettings } from './store/tenants.ts';
import { type Explanation, explain } from './why.ts';

/** One page of a plan's rows, in the plan's order. */
export interface RowPage {
  readonly rows: readonly Row[];
  readonly total: number;
  /** Pass it back to read on; null on the last page. */
  readonly next: number | null;
}

/** Looks the acting person's role up live; without one the application asks by itself. */
export type RoleLookup = () => Promise<RoleReading>;

/** What one tenant can do. Every method throws SyncError and nothing else that a person should see. */
export interface Sync {
  readonly tenantId: string;
  /**
   * Asks for a new plan; it is made by a job. Asking again while one is under way changes nothing. With people (object
   * ids), only they and what hangs together with them are read, where an earlier reading can be built on.
   */
  requestPlan(by: Actor, people?: readonly string[]): Promise<void>;
  /**
   * What the sync would do with one person and on what evidence, looked up live: by object id, sign-in name or address.
   * Callers see to it that the asker may know (`explainTo`). Throws `not-found`.
   */
  explain(who: string): Promise<Explanation>;
  /** What waits for a person: the proposed plan, else a run that has stopped, else null. */
  readPending(): Promise<PlanRecord | null>;
  /** The newest plan in any state, or null. */
  readLatest(): Promise<PlanRecord | null>;
  readPlan(planId: string): Promise<PlanRecord>;
  readRows(
    planId: string,
    query: { kind?: RowKind; search?: string; offset?: number; limit?: number },
  ): Promise<RowPage>;
  /** Records the approval and the job that applies it in one transaction, or neither. Roles are looked up live. */
  approve(input: {
    planId: string;
    fingerprint: string;
    selection: Selection;
    cards: CardDecisions;
    /** The number of selected removals, where they are held and it was typed to release them. */
    confirmedRemovals?: number | null | undefined;
    by: Actor;
    role?: RoleLookup;
  }): Promise<PlanRecord>;
  /** What of this plan is the same in the one that waits now, and what moved. */
  readStale(planId: string): Promise<StalePlan>;
  reject(input: {
    planId: string;
    fingerprint: string;
    reason: string | null;
    by: Actor;
    role?: RoleLookup;
  }): Promise<PlanRecord>;
  /** Goes on with a run that stopped: what is confirmed stays, what is open is done. */
  resume(input: { planId: string; by: Actor; role?: RoleLookup }): Promise<PlanRecord>;
  readReceipt(planId: string): Promise<Receipt>;
  readAudit(query: { planId?: string; limit?: number; before?: number }): Promise<readonly AuditEvent[]>;
  /** `ask` answers for Global Administrator with the person's own token; without it the application asks. */
  readRole(personId: string, ask?: () => Promise<RoleAnswer>): Promise<RoleReading>;
  readHealth(): Promise<Health>;
  readCredits(): Promise<Credits>;
  readCatalog(): Promise<readonly CatalogItem[]>;
  readGroups(search?: string): Promise<readonly SecurityGroup[]>;
  readSettings(): Promise<Settings>;
  /** Administrators only. */
  saveSettings(settings: Settings, by: Actor): Promise<Settings>;
  /** What a mapping would give five people in scope, or the one with this object id, sign-in name or address. */
  previewMapping(mapping: Mapping, who?: string): Promise<readonly MappingPreview[]>;
}

export interface SyncTools {
  readonly store: Store;
  readonly directory: Directory;
  readonly mobilo: Mobilo;
  readonly send: SendJob;
}

const hasChanges = (record: PlanRecord | null): boolean =>
  record !== null && changeKinds.some((kind) => record.summary.counts[kind] > 0);

const readReceipt = async (store: Store, plan: PlanKey): Promise<Receipt> => {
  const record = await requirePlan(store, plan);
  if (!isApproved(record)) throw new SyncError('not-found', 'This plan was not approved, so that it has no receipt.');
  return makeReceipt(record, await readApprovedChanges(store, record), await readAllSteps(store, plan));
};

const requestPlan = (tools: SyncTools, tenantId: string, by: string, people?: readonly string[]): Promise<void> =>
  tools.store.tx(async (tx) => {
    await ensureTenant(tx, tenantId);
    await appendAudit(tx, [{ tenantId, kind: 'plan.requested', by, planId: null, data: people ? { people } : {} }]);
    await tools.send(tx, 'plan', { tenantId, by, people });
  });

/** Updates without asking are in the name of whoever saves that, never of somebody else whom a client names. */
const signed = (settings: Settings, { id, name }: Actor): Settings => ({
  ...settings,
  autoUpdates: settings.autoUpdates && { id, name },
});

const saveSettingsOf = async (tools: SyncTools, tenantId: string, given: Settings, by: Actor): Promise<Settings> => {
  const settings = signed(given, by);
  requireMapping(settings.mapping);
  await requireOrders(tools.mobilo, settings);
  await requireGroups(tools.directory, settings);
  await tools.store.tx(async (tx) => {
    await ensureTenant(tx, tenantId);
    await saveSettings(tx, tenantId, settings);
    await appendAudit(tx, [{ tenantId, kind: 'settings.saved', by: by.id, planId: null, data: { ...settings } }]);
    await tools.send(tx, 'plan', { tenantId, by: by.id });
  });
  return settings;
};

/** The sync of the directory's tenant. */
export const createSync = (tools: SyncTools): Sync => {
  const { store, directory, mobilo } = tools;
  const { tenantId } = directory;
  const planOf = (planId: string): PlanKey => ({ tenantId, planId });
  const roleOf = async (personId: string, ask?: () => Promise<RoleAnswer>): Promise<RoleReading> =>
    readRole(directory, mobilo, await readSettings(store, tenantId), personId, ask);
  return {
    tenantId,
    requestPlan: (by, people) => requestPlan(tools, tenantId, by.id, people),
    explain: (who) => explain(tools, who),
    readPending: async () => {
      const pending = await findPending(store, tenantId);
      return hasChanges(pending) ? pending : findStopped(store, tenantId);
    },
    readLatest: () => findLatest(store, tenantId),
    readPlan: (planId) => requirePlan(store, planOf(planId)),
    readRows: async (planId, query) => {
      await requirePlan(store, planOf(planId));
      return readRowPage(store, planOf(planId), query);
    },
    approve: ({ planId, role, ...input }) =>
      approvePlan(tools, { ...input, plan: planOf(planId), readRole: role ?? (() => roleOf(input.by.id)) }),
    readStale: async (planId) => {
      await requirePlan(store, planOf(planId));
      return readStale(store, planOf(planId));
    },
    reject: ({ planId, role, ...input }) =>
      rejectPlan(tools, { ...input, plan: planOf(planId), readRole: role ?? (() => roleOf(input.by.id)) }),
    resume: ({ planId, role, by }) =>
      resumeRun(tools, { by, plan: planOf(planId), readRole: role ?? (() => roleOf(by.id)) }),
    readReceipt: (planId) => readReceipt(store, planOf(planId)),
    readAudit: (query) => readAudit(store, tenantId, query),
    readRole: roleOf,
    readHealth: () => readHealth(tools),
    readCredits: () => mobilo.readCredits(),
    readCatalog: () => mobilo.readCatalog(),
    readGroups: (search) => directory.readGroups(search),
    readSettings: () => readSettings(store, tenantId),
    saveSettings: (settings, by) => saveSettingsOf(tools, tenantId, settings, by),
    previewMapping: (mapping, who) => previewOnPeople(tools, mapping, who),
  };
};
