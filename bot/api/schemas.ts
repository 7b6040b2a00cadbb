/** The words of /api/v1. They validate what comes in, and the OpenAPI description is generated from them. */
import * as z from 'zod/v4';
import { outcomes, stepKinds, stepStates } from '../../src/apply/receipt.ts';
import { planStates, roles, runStates } from '../../src/approval.ts';
import { auditKinds } from '../../src/audit.ts';
import { cardChoices, changeKinds, rowKinds } from '../../src/plan/plan.ts';

const id = z.string().min(1).max(200);
const moment = z.string().describe('ISO 8601, UTC');
const poolKind = z.enum(['card', 'licence', 'accessory']);
const actor = z.object({ id: z.string(), name: z.string() });

export const problem = z
  .object({
    type: z.string(),
    title: z.string(),
    status: z.int(),
    code: z.string().describe('stable; translate by this'),
    detail: z.string().describe('a complete sentence in English'),
    requestId: z.string(),
    details: z.record(z.string(), z.unknown()),
  })
  .meta({ id: 'Problem', description: 'RFC 9457 problem details' });

const answer = z.enum(['yes', 'no', 'unknown']);

export const me = z
  .object({
    id: z.string(),
    name: z.string(),
    tenantId: z.string(),
    role: z.enum(roles),
    checks: z.object({ globalAdministrator: answer, mobiloAdmin: answer, approver: answer }),
    health: z.object({
      directory: z.object({ ok: z.boolean(), sentence: z.string() }),
      mobilo: z.object({ ok: z.boolean(), sentence: z.string() }),
      lastReadingAt: moment.nullable(),
    }),
  })
  .meta({ id: 'Me' });

export const credits = z
  .object({
    version: z.string(),
    pools: z.array(
      z.object({ sku: z.string(), kind: poolKind, name: z.string(), available: z.int(), reserved: z.int() }),
    ),
  })
  .meta({ id: 'Credits' });

export const catalog = z
  .object({
    items: z.array(
      z.object({
        sku: z.string(),
        kind: poolKind,
        name: z.string(),
        material: z.string().nullable(),
        printed: z.boolean(),
      }),
    ),
  })
  .meta({ id: 'Catalog' });

const base = {
  id: z.string(),
  name: z.string(),
  email: z.string().nullable(),
  department: z.string().nullable(),
  personId: z.string(),
};
const differences = z.array(z.object({ field: z.string(), from: z.string().nullable(), to: z.string().nullable() }));
const order = z.object({
  cardSku: z.string().nullable(),
  licences: z.array(z.string()),
  accessories: z.array(z.string()),
  sendLoginDetails: z.boolean(),
});
const text = z.string().nullable();
const profile = z.object({
  displayName: z.string(),
  givenName: text,
  surname: text,
  jobTitle: text,
  department: text,
  company: text,
  office: text,
  phone: text,
  mobile: text,
});

const joiner = z
  .object({
    kind: z.literal('joiner'),
    reason: z.literal('new-in-scope'),
    ...base,
    groupIds: z.array(z.string()),
    profile,
    order,
  })
  .meta({ id: 'Joiner' });
const mover = z
  .object({
    kind: z.literal('mover'),
    reason: z.enum(['profile-changed', 'returned']),
    ...base,
    accountId: z.string(),
    accountVersion: z.string(),
    differences,
    after: z.array(z.string()),
  })
  .meta({ id: 'Mover' });
const leaver = z
  .object({
    kind: z.literal('leaver'),
    reason: z.enum(['deleted-restorable', 'deleted-final', 'disabled']),
    ...base,
    accountId: z.string(),
    accountVersion: z.string(),
    since: moment.nullable(),
    cards: z.array(z.object({ id: z.string(), sku: z.string(), name: z.string(), printed: z.boolean() })),
  })
  .meta({ id: 'Leaver' });
const link = z
  .object({
    kind: z.literal('link'),
    reason: z.literal('same-address'),
    ...base,
    accountId: z.string(),
    accountVersion: z.string(),
    differences,
  })
  .meta({ id: 'Link' });
const keep = z
  .object({
    kind: z.literal('keep'),
    reason: z.enum(['out-of-scope', 'scope-lost', 'protected', 'no-evidence']),
    ...base,
    accountId: z.string(),
  })
  .meta({ id: 'Keep' });
const conflict = z
  .object({
    kind: z.literal('conflict'),
    reason: z.enum(['address-linked-to-another', 'address-shared', 'several-accounts', 'linked-twice']),
    ...base,
    accountIds: z.array(z.string()),
  })
  .meta({ id: 'Conflict' });
const excluded = z
  .object({ kind: z.literal('excluded'), reason: z.enum(['guest', 'disabled', 'no-address', 'no-name']), ...base })
  .meta({ id: 'Excluded' });
export const row = z
  .discriminatedUnion('kind', [joiner, mover, leaver, link, keep, conflict, excluded])
  .meta({ id: 'Row' });

const selection = z.union([
  z.literal('all'),
  z.strictObject({ kinds: z.array(z.enum(changeKinds)).min(1) }),
  z.strictObject({ rows: z.array(id).min(1).max(200_000) }),
]);
const cards = z.strictObject({
  byCard: z.record(id, z.enum(cardChoices)),
  others: z.enum(cardChoices).nullable(),
});

const need = z
  .object({ sku: z.string(), kind: poolKind, name: z.string(), needed: z.int(), available: z.int(), short: z.int() })
  .meta({ id: 'PoolNeed' });

const summary = z
  .object({
    tenantId: z.string(),
    source: z.object({
      complete: z.boolean(),
      problems: z.array(z.string()),
      people: z.int(),
      accounts: z.int(),
      groups: z.array(
        z.object({ id: z.string(), displayName: z.string(), people: z.int(), lost: z.string().nullable() }),
      ),
    }),
    counts: z.object(
      Object.fromEntries(rowKinds.map((kind) => [kind, z.int()])) as Record<(typeof rowKinds)[number], z.ZodInt>,
    ),
    need: z.array(need),
    held: z
      .object({ reason: z.enum(['too-many-removals', 'incomplete-reading']), removals: z.int(), limit: z.int() })
      .nullable(),
    top: z.object({ joiners: z.array(joiner), movers: z.array(mover), leavers: z.array(leaver) }),
  })
  .meta({ id: 'PlanSummary' });

export const plan = z
  .object({
    id: z.string(),
    tenantId: z.string(),
    fingerprint: z.string(),
    state: z.enum(planStates),
    madeAt: moment,
    expiresAt: moment,
    summary,
    decision: z
      .union([
        z.object({ action: z.literal('approve'), selection, cards, by: actor, at: moment }),
        z.object({ action: z.literal('reject'), reason: z.string().nullable(), by: actor, at: moment }),
      ])
      .nullable(),
    run: z
      .object({
        state: z.enum(runStates),
        total: z.int(),
        done: z.int(),
        startedAt: moment.nullable(),
        finishedAt: moment.nullable(),
        stopped: z.string().nullable(),
      })
      .nullable(),
  })
  .meta({ id: 'Plan' });

export const optionalPlan = z.object({ plan: plan.nullable() }).meta({ id: 'OptionalPlan' });
export const rowPage = z
  .object({ rows: z.array(row), total: z.int(), next: z.int().nullable() })
  .meta({ id: 'RowPage' });

export const receipt = z
  .object({
    planId: z.string(),
    fingerprint: z.string(),
    approvedBy: actor,
    approvedAt: moment,
    startedAt: moment.nullable(),
    finishedAt: moment.nullable(),
    complete: z.boolean(),
    counts: z.object(
      Object.fromEntries(outcomes.map((name) => [name, z.int()])) as Record<(typeof outcomes)[number], z.ZodInt>,
    ),
    byKind: z.object(
      Object.fromEntries(changeKinds.map((name) => [name, z.int()])) as Record<(typeof changeKinds)[number], z.ZodInt>,
    ),
    cost: z.array(z.object({ sku: z.string(), name: z.string(), quantity: z.int() })),
    items: z.array(
      z.object({
        rowId: z.string(),
        kind: z.enum(changeKinds),
        name: z.string(),
        outcome: z.enum(outcomes),
        why: z.string().nullable(),
        steps: z.array(
          z.object({ kind: z.enum(stepKinds), state: z.enum(stepStates), reference: z.string().nullable() }),
        ),
      }),
    ),
  })
  .meta({ id: 'Receipt' });

export const auditPage = z
  .object({
    events: z.array(
      z.object({
        tenantId: z.string(),
        sequence: z.int(),
        at: moment,
        kind: z.enum(auditKinds),
        by: z.string(),
        planId: z.string().nullable(),
        data: z.record(z.string(), z.unknown()),
        previousHash: z.string(),
        hash: z.string(),
      }),
    ),
  })
  .meta({ id: 'AuditPage' });

export const settings = z
  .strictObject({
    groups: z.union([z.literal('all'), z.array(id).min(1)]),
    order: z.strictObject({
      cardSku: id.nullable(),
      licences: z.array(id),
      accessories: z.array(id),
      sendLoginDetails: z.boolean(),
    }),
    approvers: z.array(id),
    approverGroupId: id.nullable(),
    cardSuggestion: z.enum(cardChoices).nullable(),
    removalLimit: z.strictObject({ count: z.int().min(0), percent: z.number().min(0).max(100) }),
  })
  .meta({ id: 'Settings' });

export const groupList = z
  .object({
    groups: z.array(
      z.object({ id: z.string(), displayName: z.string(), description: z.string().nullable(), dynamic: z.boolean() }),
    ),
  })
  .meta({ id: 'GroupList' });

export const accepted = z.object({ accepted: z.literal(true) }).meta({ id: 'Accepted' });
export const connectStart = z.object({ url: z.string() }).meta({ id: 'ConnectStart' });

const fingerprint = z.string().regex(/^[0-9a-f]{64}$/);
export const approveBody = z.strictObject({ fingerprint, selection, cards }).meta({ id: 'ApproveBody' });
export const rejectBody = z
  .strictObject({ fingerprint, reason: z.string().max(500).nullable() })
  .meta({ id: 'RejectBody' });
export const planParams = z.object({ planId: z.guid() });
export const rowQuery = z.object({
  kind: z.enum(rowKinds).optional(),
  search: z.string().max(200).optional(),
  offset: z.coerce.number().int().min(0).optional(),
  limit: z.coerce.number().int().min(1).max(500).optional(),
});
export const auditQuery = z.object({
  planId: z.guid().optional(),
  limit: z.coerce.number().int().min(1).max(500).optional(),
  before: z.coerce.number().int().min(1).optional(),
});
export const groupQuery = z.object({ search: z.string().max(200).optional() });
