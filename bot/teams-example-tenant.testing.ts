/** One tenant in memory, for the specs of the bot: the ports it calls, kept to the product's own rules of approval. */
import type { Receipt } from '../src/apply/receipt.ts';
import {
  type Actor,
  type PlanRecord,
  type Role,
  requireApprovable,
  requireDecidable,
  selectChanges,
} from '../src/approval.ts';
import type { Presence } from '../src/dormancy.ts';
import { SyncError } from '../src/errors.ts';
import type { Row } from '../src/plan/plan.ts';
import { requireReleased } from '../src/release.ts';
import { defaultSettings, type Settings } from '../src/settings.ts';
import type { StalePlan } from '../src/stale.ts';
import type { Conversation, Conversations, PostedCard } from '../src/store/conversations.ts';
import type { Sync } from '../src/sync.ts';
import type { Explanation } from '../src/why.ts';

export interface ExampleTenant {
  plan: PlanRecord | null;
  rows: readonly Row[];
  receipt: Receipt | null;
  /** Refuses an approval, and nothing else. */
  tooLate: SyncError | null;
  /** What has become of a plan that was replaced. */
  stale: StalePlan | null;
  settings: Settings;
  roles: Record<string, Role>;
  /** Thrown by `status` and by every decision, to see what a person is told. */
  fault: Error | null;
  readonly requests: (Actor & { readonly people?: readonly string[] })[];
  /** By what somebody may type. */
  readonly explanations: Map<string, Explanation>;
  readonly decisions: unknown[];
  readonly conversations: Map<string, Conversation>;
  readonly cards: PostedCard[];
}

const now = new Date('2026-11-23T09:00:00.000Z');

export const exampleTenant = (): ExampleTenant => ({
  plan: null,
  rows: [],
  receipt: null,
  tooLate: null,
  stale: null,
  settings: defaultSettings,
  roles: { mary: 'approver', katherine: 'administrator' },
  fault: null,
  requests: [],
  explanations: new Map(),
  decisions: [],
  conversations: new Map(),
  cards: [],
});

const roleOf = (tenant: ExampleTenant, personId: string): Role => tenant.roles[personId] ?? 'colleague';

const findPlan = (tenant: ExampleTenant, planId: string): PlanRecord => {
  if (tenant.plan?.id === planId) return tenant.plan;
  throw new SyncError('plan-not-found', 'This plan does not exist any more. Send "pending" to see the plan of now.');
};

const decide = (
  tenant: ExampleTenant,
  { by, planId, fingerprint, ...input }: { by: Actor; planId: string; fingerprint: string },
  state: 'approved' | 'rejected',
  decision: object,
): PlanRecord => {
  requireDecidable(findPlan(tenant, planId), { fingerprint, role: roleOf(tenant, by.id), now });
  tenant.decisions.push({ by: by.id, ...input });
  const run = { state: 'waiting', total: 3, done: 0, startedAt: null, finishedAt: null, stopped: null } as const;
  const made = { ...decision, by, at: now.toISOString() } as PlanRecord['decision'];
  tenant.plan = { ...findPlan(tenant, planId), state, decision: made, run: state === 'approved' ? run : null };
  return tenant.plan;
};

const approve = (tenant: ExampleTenant, input: Parameters<Sync['approve']>[0]): PlanRecord => {
  const { planId, fingerprint, selection, cards, confirmedRemovals = null, by } = input;
  if (tenant.fault) throw tenant.fault;
  if (tenant.tooLate) throw tenant.tooLate;
  const record = findPlan(tenant, planId);
  requireDecidable(record, { fingerprint, role: roleOf(tenant, by.id), now });
  const approval = { action: 'approve', selection, cards, confirmedRemovals } as const;
  const selected = selectChanges(tenant.rows, selection);
  requireReleased(record.summary.held, selected, confirmedRemovals, tenant.settings.release);
  requireApprovable(approval, selected, []);
  return decide(tenant, input, 'approved', approval);
};

const notAsked = () => Promise.reject(new Error('The bot has no business asking this.'));

/** What the bot asks of a tenant; the rest of Sync belongs to the tab. */
export const exampleSync = (tenant: ExampleTenant): Sync => ({
  tenantId: 'contoso',
  requestPlan: async (by, people) => void tenant.requests.push({ ...by, ...(people && { people }) }),
  explain: async (who) => {
    const explanation = tenant.explanations.get(who);
    if (explanation) return explanation;
    throw new SyncError('not-found', `Nobody knows "${who}". Type an address, a sign-in name or an object id.`);
  },
  readPending: async () => (tenant.plan?.state === 'proposed' ? tenant.plan : null),
  readLatest: async () => tenant.plan,
  readPlan: async (planId) => findPlan(tenant, planId),
  readRows: async (_planId, { kind, offset = 0, limit = 100 }) => {
    const rows = tenant.rows.filter((row) => row.kind === kind);
    const next = offset + limit < rows.length ? offset + limit : null;
    return { rows: rows.slice(offset, offset + limit), total: rows.length, next };
  },
  approve: async (input) => approve(tenant, input),
  reject: async (input) => decide(tenant, input, 'rejected', { action: 'reject', reason: input.reason }),
  resume: async ({ planId, by }) => {
    tenant.decisions.push({ by: by.id, resumed: planId });
    return findPlan(tenant, planId);
  },
  readStale: async () => tenant.stale ?? notAsked(),
  readReceipt: async () => tenant.receipt ?? notAsked(),
  readRole: async (personId) => ({
    role: roleOf(tenant, personId),
    globalAdministrator: 'no',
    mobiloAdmin: 'no',
    approver: 'no',
  }),
  readHealth: async () => {
    if (tenant.fault) throw tenant.fault;
    const check = { ok: true, code: null, sentence: 'It answers.' };
    return { directory: check, mobilo: check, lastReadingAt: null, quarantine: null, automatic: null };
  },
  readSettings: async () => tenant.settings,
  readAudit: notAsked,
  readCredits: notAsked,
  readCatalog: notAsked,
  readGroups: notAsked,
  saveSettings: notAsked,
  previewMapping: notAsked,
});

const isSame = (a: PostedCard) => (b: PostedCard) =>
  a.conversationId === b.conversationId && a.activityId === b.activityId;

export const exampleConversations = ({ conversations, cards }: ExampleTenant): Conversations => ({
  save: async (conversation) => void conversations.set(conversation.id, conversation),
  find: async (id) => conversations.get(id) ?? null,
  list: async () => [...conversations.values()],
  remove: async (id) => {
    conversations.delete(id);
    for (const card of cards.filter((posted) => posted.conversationId === id)) cards.splice(cards.indexOf(card), 1);
  },
  rememberCard: async (card) => void cards.push(card),
  forgetCard: async (card) => {
    const index = cards.findIndex(isSame(card));
    if (index >= 0) cards.splice(index, 1);
  },
  listCards: async (planId) => cards.filter((card) => card.planId === planId),
});

/** A tenant that only forgets; what else happens when the app leaves is the core's, and is described there. */
export const examplePresence = (tenant: ExampleTenant): Presence => ({
  leave: (conversationId) => exampleConversations(tenant).remove(conversationId),
  arrive: async () => {},
});
