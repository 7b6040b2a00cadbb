/** Everything of a tenant beside its plans: who asks, credits, settings, groups, the trail. */
import * as z from 'zod/v4';
import { roles } from '../../../src/approval.ts';
import { auditKinds } from '../../../src/audit.ts';
import { profileFields } from '../../../src/plan/hash-profile.ts';
import { type Expression, fieldPolicies, mappable } from '../../../src/plan/mapping.ts';
import { sizeFault } from '../../../src/plan/mapping-fault.ts';
import { cardChoices } from '../../../src/plan/plan.ts';
import { actor, id, moment, plainText, poolKind } from './words.ts';

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
      quarantine: z
        .object({ failures: z.int(), since: moment, nextAt: moment, code: z.string(), why: z.string() })
        .nullable()
        .describe('readings that failed one after the other; null when the last one succeeded'),
      automatic: healthCheck.nullable().describe('updates that are applied without asking; null where that is off'),
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

const order = z.strictObject({
  cardSku: id.nullable(),
  licences: z.array(id),
  accessories: z.array(id),
  sendLoginDetails: z.boolean(),
  teamId: id.nullable(),
});

/** Expressions hold one another. Their size is checked first: the shapes call themselves, and say much about each part. */
const property = z.strictObject({ copy: z.enum(mappable) });
const constant = z.strictObject({ constant: plainText.max(200) });
const expression: z.ZodType<Expression> = z.lazy(() =>
  z.union([
    property,
    constant,
    z.strictObject({ firstOf: z.array(expression).min(1).max(10) }),
    z.strictObject({ join: z.array(expression).min(1).max(10), with: plainText.max(20) }),
    z.strictObject({ lower: expression }),
    z.strictObject({ strip: expression, prefix: plainText.min(1).max(100) }),
  ]),
);
const smallExpression = z.preprocess((from, context) => {
  const fault = sizeFault(from);
  if (fault) context.addIssue({ code: 'custom', message: `This rule ${fault}`, continue: false });
  return from;
}, expression);
const rule = z.strictObject({
  from: smallExpression,
  policy: z.enum(fieldPolicies),
  whenCleared: z.enum(['keep', 'blank']),
});

const mapping = z.strictObject({
  displayName: rule,
  givenName: rule,
  surname: rule,
  jobTitle: rule,
  department: rule,
  company: rule,
  office: rule,
  phone: rule,
  mobile: rule,
});

export const previewBody = z.strictObject({
  mapping,
  who: id.optional().describe('object id, sign-in name or address of one person'),
});
export const mappingPreview = z
  .object({
    people: z.array(
      z.object({
        personId: z.string(),
        name: z.string(),
        fields: z.array(
          z.object({ field: z.enum(profileFields), value: z.string().nullable(), policy: z.enum(fieldPolicies) }),
        ),
      }),
    ),
  })
  .meta({ id: 'MappingPreview' });

export const settings = z
  .strictObject({
    groups: z.union([z.literal('all'), z.array(id).min(1).max(2000)]),
    order,
    groupOrders: z.array(z.strictObject({ groupId: id, order })).max(500),
    approvers: z.array(z.guid()).max(200),
    approverGroupId: z.guid().nullable(),
    cardSuggestion: z.enum(cardChoices).nullable(),
    removalLimit: z.strictObject({ count: z.int().min(0).max(1000), percent: z.number().min(0).max(50) }),
    release: z.enum(['typed-number', 'second-person']),
    mapping,
    phoneRegion: z.string().regex(/^[A-Z]{2}$/, 'must be a country code of two capitals'),
    photo: z.enum(fieldPolicies),
    exclusions: z.strictObject({
      guestsIn: z.boolean(),
      unlicensedIn: z.boolean(),
      signInNameAsAddress: z.boolean(),
      people: z.array(z.guid()).max(5000),
      groupId: z.guid().nullable(),
      signInNames: z.array(plainText.min(1).max(100)).max(100),
    }),
    deleteAfterDays: z.int().min(1).max(3650).nullable(),
    orderAheadDays: z.int().min(0).max(365).nullable(),
    autoUpdates: actor.nullable(),
    readEveryMinutes: z.int().min(15).max(10_080).nullable(),
    retentionDays: z.int().min(1).max(3650),
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
