/** Erases what a tenant's directory has told of people (case 58). Ids and numbers stay: the trail is proved with them. */
import { and, count, eq, inArray, isNotNull, sql } from 'drizzle-orm';
import type { Row, RowKind } from '../plan/plan.ts';
import { conversations, knownAccounts, knownPeople, plans, postedCards, rows, steps, tenants } from './schema.ts';
import type { Queryable, Tx } from './store.ts';

/** How many of each were erased, or emptied of names. */
export interface Erased {
  readonly people: number;
  readonly accounts: number;
  readonly conversations: number;
  readonly plans: number;
  readonly rows: number;
}

const nobody = { name: '', email: null, department: null };
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

/** What takes the place of the personal data in a row of each kind. */
const blanks: { readonly [K in RowKind]: Partial<Extract<Row, { kind: K }>> } = {
  joiner: { ...nobody, profile: noProfile, recycles: null },
  mover: { ...nobody, differences: [] },
  leaver: { ...nobody, since: null, cards: [] },
  link: { ...nobody, differences: [] },
  deletion: nobody,
  upcoming: { ...nobody, on: new Date(0).toISOString(), due: null },
  keep: nobody,
  conflict: nobody,
  excluded: nobody,
};

const noNames = { top: { joiners: [], movers: [], leavers: [] } };
const erasedReason = 'The reason was erased with the data of the directory.';

const json = (value: unknown) => sql`${JSON.stringify(value)}::jsonb`;

/** Who decided is kept by id, and what they wrote is not. */
const bareDecision = (column: typeof plans.decision | typeof plans.firstApproval) =>
  sql`${column} || jsonb_build_object('by', jsonb_build_object('id', ${column}->'by'->'id', 'name', ${column}->'by'->'id'))
    || case when ${column} ? 'reason' then '{"reason": null}'::jsonb else '{}'::jsonb end`;

const bareSummary = sql`${plans.summary} || ${json(noNames)}
  || jsonb_build_object('source', ${plans.summary}->'source' || '{"groups": [], "problems": []}'::jsonb)
  || case when jsonb_typeof(${plans.summary}->'held') = 'object'
    then jsonb_build_object('held', ${plans.summary}->'held' || '{"groups": []}'::jsonb) else '{}'::jsonb end`;

/** A run that has stopped is over for good: nobody could say any more what it was about. */
const bareRunState = sql`case ${plans.runState} when 'stopped' then 'finished' else ${plans.runState} end`;

const erasePlans = async (tx: Tx, tenantId: string): Promise<Pick<Erased, 'plans' | 'rows'>> => {
  const ofTenant = eq(plans.tenantId, tenantId);
  const [planned] = await tx.db.select({ total: count() }).from(plans).where(ofTenant);
  const [told] = await tx.db.select({ total: count() }).from(rows).where(eq(rows.tenantId, tenantId));
  await tx.db
    .update(rows)
    .set({ words: '', row: sql`${rows.row} || (${json(blanks)} -> ${rows.kind})` })
    .where(eq(rows.tenantId, tenantId));
  await tx.db
    .update(plans)
    .set({
      summary: bareSummary,
      decision: bareDecision(plans.decision),
      firstApproval: bareDecision(plans.firstApproval),
      runState: bareRunState,
    })
    .where(ofTenant);
  const withReason = and(eq(steps.tenantId, tenantId), isNotNull(steps.why));
  await tx.db.update(steps).set({ why: erasedReason }).where(withReason);
  return { plans: planned?.total ?? 0, rows: told?.total ?? 0 };
};

/** Whether a run of the tenant still needs its rows. */
export const isRunOpen = async (on: Queryable, tenantId: string): Promise<boolean> => {
  const open = and(eq(plans.tenantId, tenantId), inArray(plans.runState, ['waiting', 'running']));
  return (await on.db.select({ id: plans.id }).from(plans).where(open).limit(1)).length > 0;
};

/** Erases all of it, and remembers that. Settings, ledger and trail stay. */
export const eraseTenant = async (tx: Tx, tenantId: string, at: Date): Promise<Erased> => {
  await tx.db.delete(postedCards).where(eq(postedCards.tenantId, tenantId));
  const places = await tx.db
    .delete(conversations)
    .where(eq(conversations.tenantId, tenantId))
    .returning({ id: conversations.id });
  const people = await tx.db.delete(knownPeople).where(eq(knownPeople.tenantId, tenantId));
  const accounts = await tx.db.delete(knownAccounts).where(eq(knownAccounts.tenantId, tenantId));
  const erased = await erasePlans(tx, tenantId);
  await tx.db.update(tenants).set({ watermark: null, quarantine: null, erasedAt: at }).where(eq(tenants.id, tenantId));
  return {
    people: people.rowCount ?? 0,
    accounts: accounts.rowCount ?? 0,
    conversations: places.length,
    ...erased,
  };
};
