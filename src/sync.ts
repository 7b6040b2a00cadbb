/** The story on one screen: propose, decide, run. Bot and tab both stand on this. */

import type { Receipt } from './apply/receipt.ts';
import type { Actor, CardDecisions, PlanRecord, Selection } from './approval.ts';
import type { AuditEvent } from './audit.ts';
import type { RoleAnswer, SecurityGroup } from './directory/directory.ts';
import type { CatalogItem, Credits } from './mobilo/mobilo.ts';
import type { Row, RowKind } from './plan/plan.ts';
import type { RoleReading } from './roles.ts';
import type { Settings } from './settings.ts';

/** One page of a plan's rows, in the plan's order. */
export interface RowPage {
  readonly rows: readonly Row[];
  readonly total: number;
  /** Pass it back to read on; null on the last page. */
  readonly next: number | null;
}

/** Is everything in order? One line a check, for `status` and the first page of the tab. */
export interface Health {
  readonly directory: { readonly ok: boolean; readonly sentence: string };
  readonly mobilo: { readonly ok: boolean; readonly sentence: string };
  readonly lastReadingAt: string | null;
}

/** Looks the acting person's role up live; without one the application asks by itself. */
export type RoleLookup = () => Promise<RoleReading>;

/** What one tenant can do. Every method throws SyncError and nothing else that a person should see. */
export interface Sync {
  readonly tenantId: string;
  /** Asks for a new plan; it is made by a job. Asking again while one is under way changes nothing. */
  requestPlan(by: Actor): Promise<void>;
  /** The proposed plan, or null. */
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
    by: Actor;
    role?: RoleLookup;
  }): Promise<PlanRecord>;
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
}
