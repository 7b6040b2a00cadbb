/** What each operation answers. Shapes and roles were checked before. */
import type { PlanRecord } from '../../src/approval.ts';
import type { Mapping } from '../../src/plan/mapping.ts';
import type { RowKind } from '../../src/plan/plan.ts';
import type { RoleReading } from '../../src/roles.ts';
import type { Settings } from '../../src/settings.ts';
import type { Sync } from '../../src/sync.ts';
import { explainTo } from '../../src/why.ts';
import type { TabCaller } from '../auth/tab-token.ts';
import type { OperationName } from './operations.ts';

export interface Call {
  readonly sync: Sync;
  readonly caller: TabCaller;
  readonly params: object;
  readonly query: object;
  readonly body: object;
  readonly readRole: () => Promise<RoleReading>;
  readonly connectMobilo: () => Promise<string>;
}

type Answerer = (call: Call) => Promise<unknown>;

const planIdOf = (call: Call): string => (call.params as { planId: string }).planId;
const actorOf = ({ caller }: Call) => ({ id: caller.id, name: caller.name });

const readMe = async (call: Call) => {
  const [reading, health] = await Promise.all([call.readRole(), call.sync.readHealth()]);
  const { role, globalAdministrator, mobiloAdmin, approver } = reading;
  const checks = { globalAdministrator, mobiloAdmin, approver };
  const { id, name, tenantId } = call.caller;
  return { id, name, tenantId, role, checks, health };
};

const readRows = (call: Call) => {
  const query = call.query as { kind?: RowKind; search?: string; offset?: number; limit?: number };
  return call.sync.readRows(planIdOf(call), query);
};

const approve = (call: Call): Promise<PlanRecord> => {
  const body = call.body as Pick<
    Parameters<Sync['approve']>[0],
    'fingerprint' | 'selection' | 'cards' | 'confirmedRemovals'
  >;
  return call.sync.approve({ planId: planIdOf(call), ...body, by: actorOf(call), role: call.readRole });
};

const reject = (call: Call): Promise<PlanRecord> => {
  const body = call.body as { fingerprint: string; reason: string | null };
  return call.sync.reject({ planId: planIdOf(call), ...body, by: actorOf(call), role: call.readRole });
};

const requestPlan = async (call: Call) => {
  await call.sync.requestPlan(actorOf(call));
  return { accepted: true };
};

const previewMapping = async (call: Call) => {
  const { mapping, who } = call.body as { mapping: Mapping; who?: string };
  return { people: await call.sync.previewMapping(mapping, who) };
};

const explainPerson = async (call: Call) => {
  const { who } = call.query as { readonly who: string };
  const asker = { id: call.caller.id, role: await call.readRole() };
  return explainTo((name) => call.sync.explain(name), who.trim(), asker);
};

const checkPerson = async (call: Call) => {
  await call.sync.requestPlan(actorOf(call), [(call.params as { readonly personId: string }).personId]);
  return { accepted: true };
};

export const answerers: Readonly<Record<OperationName, Answerer>> = {
  readMe,
  readCredits: (call) => call.sync.readCredits(),
  readCatalog: async (call) => ({ items: await call.sync.readCatalog() }),
  readGroups: async (call) => ({ groups: await call.sync.readGroups((call.query as { search?: string }).search) }),
  readPendingPlan: async (call) => ({ plan: await call.sync.readPending() }),
  readLatestPlan: async (call) => ({ plan: await call.sync.readLatest() }),
  requestPlan,
  readPlan: (call) => call.sync.readPlan(planIdOf(call)),
  readRows,
  readStalePlan: (call) => call.sync.readStale(planIdOf(call)),
  approvePlan: approve,
  rejectPlan: reject,
  resumeRun: (call) => call.sync.resume({ planId: planIdOf(call), by: actorOf(call), role: call.readRole }),
  readReceipt: (call) => call.sync.readReceipt(planIdOf(call)),
  readAudit: async (call) => ({ events: await call.sync.readAudit(call.query) }),
  readSettings: (call) => call.sync.readSettings(),
  saveSettings: (call) => call.sync.saveSettings(call.body as Settings, actorOf(call)),
  previewMapping,
  explainPerson,
  checkPerson,
  connectMobilo: async (call) => ({ url: await call.connectMobilo() }),
};
