/** Why the sync would do what with one person. */
import * as z from 'zod/v4';
import { matchKinds, outcomeWords, scopeVerdicts } from '../../../src/plan/explain.ts';
import { fieldVerdicts } from '../../../src/plan/explain-fields.ts';
import { fieldPolicies } from '../../../src/plan/mapping.ts';
import { rowKinds } from '../../../src/plan/plan.ts';
import { row } from './rows.ts';
import { moment } from './words.ts';

const text = z.string().nullable();
const account = z
  .object({
    id: z.string(),
    name: z.string(),
    email: z.string(),
    state: z.enum(['active', 'deactivated']),
    role: z.enum(['admin', 'member']),
    linkedTo: z.enum(['this-person', 'somebody-else', 'another-tenant', 'nobody']),
  })
  .meta({ id: 'ExplainedAccount' });

export const explanation = z
  .object({
    personId: text.describe('Entra object id; null for an account that is linked to nobody here'),
    name: z.string(),
    outcome: z.enum([...rowKinds, ...outcomeWords]),
    person: z
      .object({
        id: z.string(),
        name: text,
        email: text,
        signInName: text,
        enabled: z.boolean(),
        userType: text,
        hireDate: moment.nullable(),
        leaveDate: moment.nullable(),
      })
      .nullable(),
    scope: z.object({
      verdict: z.enum(scopeVerdicts),
      groups: z.int(),
      paths: z.array(z.array(z.object({ id: z.string(), displayName: z.string() }))),
      lost: z.array(z.string()),
    }),
    match: z.object({ how: z.enum(matchKinds), accounts: z.array(account) }),
    account: account.nullable(),
    evidence: z
      .object({
        kind: z.enum(['present', 'disabled', 'deleted-restorable', 'deleted-final', 'unknown']),
        deletedAt: moment.nullable(),
        why: text,
      })
      .nullable(),
    comparison: z.array(
      z.object({
        field: z.string(),
        directory: text,
        mobilo: text,
        policy: z.enum(fieldPolicies),
        verdict: z.enum(fieldVerdicts),
      }),
    ),
    rows: z.array(row),
    pending: z.object({ planId: z.string(), rows: z.array(row), agrees: z.boolean() }).nullable(),
    lastPlanAt: moment.nullable(),
  })
  .meta({ id: 'Explanation' });
