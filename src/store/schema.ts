/** The tables. Every row belongs to a tenant; every query names it (law 7). */
import { type SQL, sql } from 'drizzle-orm';
import {
  type AnyPgColumn,
  bigint,
  boolean,
  check,
  foreignKey,
  index,
  integer,
  jsonb,
  pgTable,
  primaryKey,
  text,
  timestamp,
  unique,
  uniqueIndex,
  uuid,
} from 'drizzle-orm/pg-core';
import { type StepKind, type StepState, stepKinds, stepStates } from '../apply/receipt.ts';
import {
  type Decision,
  type FirstApproval,
  type PlanState,
  planStates,
  type RunState,
  runStates,
} from '../approval.ts';
import type { AuditKind } from '../audit.ts';
import type { KeptSubscriptions } from '../kept-subscriptions.ts';
import { type PlanSummary, type Row, type RowKind, rowKinds } from '../plan/plan.ts';
import type { Settings } from '../settings.ts';
import type { Quarantine, Watermark } from '../watermark.ts';

const moment = (name: string) => timestamp(name, { withTimezone: true, mode: 'date' });

/** The values a column may have, as the database checks them. */
const oneOf = (column: AnyPgColumn, values: readonly string[]): SQL =>
  sql`${column} in (${sql.raw(values.map((value) => `'${value}'`).join(', '))})`;

export const tenants = pgTable('tenants', {
  id: text('id').primaryKey(),
  settings: jsonb('settings').$type<Settings>(),
  /** The grant at Mobilo, encrypted at rest. */
  mobiloGrant: text('mobilo_grant'),
  /** One run and one planning per tenant at a time: who holds it, and a fencing token that only grows. */
  leaseHolder: text('lease_holder'),
  leaseUntil: moment('lease_until'),
  leaseToken: bigint('lease_token', { mode: 'number' }).notNull().default(0),
  lastReadingAt: moment('last_reading_at'),
  /** Where the next incremental reading goes on from; null: the next reading is a full one. */
  watermark: jsonb('watermark').$type<Watermark>(),
  /** Readings that failed one after the other, and when the next one is worth trying (guard G6). */
  quarantine: jsonb('quarantine').$type<Quarantine>(),
  /** What Microsoft Graph was asked to tell of; null before it ever was. */
  subscriptions: jsonb('subscriptions').$type<KeptSubscriptions>(),
  /** When the app was removed from its last conversation; null while it is somewhere (case 58). */
  dormantSince: moment('dormant_since'),
  /** When the directory data of a dormant tenant was erased. */
  erasedAt: moment('erased_at'),
});

/** Who was in scope at the last complete reading: ids and hashes, nobody's name or address. */
export const knownPeople = pgTable(
  'known_people',
  {
    tenantId: text('tenant_id').notNull(),
    personId: text('person_id').notNull(),
    /** Hash of the address; null without one. */
    address: text('address'),
    /** Hashes of the other addresses at which they receive mail. */
    others: text('others').array().notNull().default([]),
    groupIds: text('group_ids').array().notNull(),
    /** What the directory and Mobilo last agreed on, one hash a field; null before they ever did. */
    agreed: text('agreed'),
  },
  (table) => [
    primaryKey({ columns: [table.tenantId, table.personId] }),
    index('known_people_by_address').on(table.tenantId, table.address),
    index('known_people_by_other').using('gin', table.others),
  ],
);

/** Which accounts Mobilo had at the last complete reading. */
export const knownAccounts = pgTable(
  'known_accounts',
  {
    tenantId: text('tenant_id').notNull(),
    accountId: text('account_id').notNull(),
    /** The person it is linked to in this tenant. */
    personId: text('person_id'),
    /** Hash of the address. */
    address: text('address').notNull(),
  },
  (table) => [
    primaryKey({ columns: [table.tenantId, table.accountId] }),
    index('known_accounts_by_person').on(table.tenantId, table.personId),
    index('known_accounts_by_address').on(table.tenantId, table.address),
  ],
);

export const plans = pgTable(
  'plans',
  {
    id: uuid('id').primaryKey().defaultRandom(),
    tenantId: text('tenant_id')
      .notNull()
      .references(() => tenants.id),
    fingerprint: text('fingerprint').notNull(),
    state: text('state').$type<PlanState>().notNull(),
    madeAt: moment('made_at').notNull(),
    expiresAt: moment('expires_at').notNull(),
    summary: jsonb('summary').$type<PlanSummary>().notNull(),
    decision: jsonb('decision').$type<Decision>(),
    /** The first of two approvals, where held removals need a second person. */
    firstApproval: jsonb('first_approval').$type<FirstApproval>(),
    runState: text('run_state').$type<RunState>(),
    runTotal: integer('run_total').notNull().default(0),
    runStartedAt: moment('run_started_at'),
    runFinishedAt: moment('run_finished_at'),
    runStopped: text('run_stopped'),
  },
  (table) => [
    index('plans_by_tenant').on(table.tenantId, table.madeAt),
    /** What rows, steps and cards refer to, so that none of them can belong to another tenant than its plan. */
    unique('plans_of_tenant').on(table.tenantId, table.id),
    uniqueIndex('plans_one_proposed').on(table.tenantId).where(sql`state = 'proposed'`),
    index('plans_unfinished').on(table.runState).where(sql`run_state in ('waiting', 'running')`),
    check('plans_state', oneOf(table.state, planStates)),
    check('plans_run_state', oneOf(table.runState, runStates)),
    check('plans_run_total', sql`${table.runTotal} >= 0`),
  ],
);

/** A plan's parts go with it, and name the same tenant. */
const ofPlan = (part: { readonly tenantId: AnyPgColumn; readonly planId: AnyPgColumn }) =>
  foreignKey({ columns: [part.tenantId, part.planId], foreignColumns: [plans.tenantId, plans.id] }).onDelete('cascade');

export const rows = pgTable(
  'plan_rows',
  {
    tenantId: text('tenant_id').notNull(),
    planId: uuid('plan_id').notNull(),
    position: integer('position').notNull(),
    kind: text('kind').$type<RowKind>().notNull(),
    /** Lower-case name and address, for search. */
    words: text('words').notNull(),
    row: jsonb('row').$type<Row>().notNull(),
  },
  (table) => [
    primaryKey({ columns: [table.planId, table.position] }),
    index('plan_rows_by_kind').on(table.planId, table.kind, table.position),
    ofPlan(table),
    check('plan_rows_kind', oneOf(table.kind, rowKinds)),
    check('plan_rows_position', sql`${table.position} >= 0`),
  ],
);

/** The ledger: one line a step, written before the effect (law 4). */
export const steps = pgTable(
  'steps',
  {
    tenantId: text('tenant_id').notNull(),
    planId: uuid('plan_id').notNull(),
    position: integer('position').notNull(),
    rowId: text('row_id').notNull(),
    kind: text('kind').$type<StepKind>().notNull(),
    state: text('state').$type<StepState>().notNull(),
    /** The card, account or order the step is about, where it is known before the step runs. */
    target: text('target'),
    /** Deterministic: the same step of the same plan always sends the same key. */
    key: text('key').notNull(),
    /** What Mobilo called the result: an account, card or order id. */
    reference: text('reference'),
    /** A sentence, unless confirmed. */
    why: text('why'),
    fence: bigint('fence', { mode: 'number' }).notNull().default(0),
    updatedAt: moment('updated_at').notNull().defaultNow(),
  },
  (table) => [
    primaryKey({ columns: [table.planId, table.position] }),
    uniqueIndex('steps_key').on(table.tenantId, table.key),
    index('steps_open').on(table.planId, table.position).where(sql`state in ('planned', 'intended', 'sent')`),
    ofPlan(table),
    check('steps_state', oneOf(table.state, stepStates)),
    check('steps_kind', oneOf(table.kind, stepKinds)),
    check('steps_position', sql`${table.position} >= 0`),
  ],
);

export const audit = pgTable(
  'audit',
  {
    tenantId: text('tenant_id').notNull(),
    sequence: bigint('sequence', { mode: 'number' }).notNull(),
    at: moment('at').notNull(),
    kind: text('kind').$type<AuditKind>().notNull(),
    by: text('by').notNull(),
    planId: uuid('plan_id'),
    data: jsonb('data').$type<Readonly<Record<string, unknown>>>().notNull(),
    previousHash: text('previous_hash').notNull(),
    hash: text('hash').notNull(),
  },
  (table) => [
    primaryKey({ columns: [table.tenantId, table.sequence] }),
    index('audit_by_plan').on(table.tenantId, table.planId),
    check('audit_sequence', sql`${table.sequence} > 0`),
  ],
);

/** Where the bot may speak: one conversation of Teams each. */
export const conversations = pgTable(
  'conversations',
  {
    tenantId: text('tenant_id').notNull(),
    id: text('id').notNull(),
    reference: jsonb('reference').$type<Readonly<Record<string, unknown>>>().notNull(),
    locale: text('locale'),
    personal: boolean('personal').notNull(),
    updatedAt: moment('updated_at').notNull().defaultNow(),
  },
  (table) => [primaryKey({ columns: [table.tenantId, table.id] })],
);

/** The cards that were posted for a plan, so that they can become progress and receipt. */
export const postedCards = pgTable(
  'posted_cards',
  {
    tenantId: text('tenant_id').notNull(),
    planId: uuid('plan_id').notNull(),
    conversationId: text('conversation_id').notNull(),
    activityId: text('activity_id').notNull(),
    /** For whom it was drawn: an Entra object id in a personal chat, null for everybody. */
    personId: text('person_id'),
  },
  (table) => [primaryKey({ columns: [table.planId, table.conversationId, table.activityId] }), ofPlan(table)],
);
