/** Everything of a tenant beside its plans: who asks, credits, settings, groups, the trail. */
import * as z from 'zod/v4';
import { roles } from '../../../src/approval.ts';
import { auditKinds } from '../../../src/audit.ts';
import { cardChoices } from '../../../src/plan/plan.ts';
import { id, moment, poolKind } from './words.ts';

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

const healthCheck = z.object({
  ok: z.boolean(),
  code: z.string().nullable().describe('what is wrong; null when all is well'),
  sentence: z.string(),
});
const answer = z.enum(['yes', 'no', 'unknown']);

export const me = z
  .object({
    id: z.string(),
    name: z.string(),
    tenantId: z.string(),
    role: z.enum(roles),
    checks: z.object({ globalAdministrator: answer, mobiloAdmin: answer, approver: answer }),
    health: z.object({
      directory: healthCheck,
      mobilo: healthCheck,
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
    groups: z.union([z.literal('all'), z.array(id).min(1).max(2000)]),
    order: z.strictObject({
      cardSku: id.nullable(),
      licences: z.array(id),
      accessories: z.array(id),
      sendLoginDetails: z.boolean(),
    }),
    approvers: z.array(z.guid()).max(200),
    approverGroupId: z.guid().nullable(),
    cardSuggestion: z.enum(cardChoices).nullable(),
    removalLimit: z.strictObject({ count: z.int().min(0).max(1000), percent: z.number().min(0).max(50) }),
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
