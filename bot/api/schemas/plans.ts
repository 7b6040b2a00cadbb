/** Plans, what is decided on them, and what became of them. */
import * as z from 'zod/v4';
import { outcomes, stepKinds, stepStates } from '../../../src/apply/receipt.ts';
import { planStates, runStates } from '../../../src/approval.ts';
import { changeKinds, holdReasons, rowKinds } from '../../../src/plan/plan.ts';
import { joiner, leaver, mover } from './rows.ts';
import { actor, cards, fingerprint, moment, plainLines, poolKind, selection } from './words.ts';

const need = z
  .object({ sku: z.string(), kind: poolKind, name: z.string(), needed: z.int(), available: z.int(), short: z.int() })
  .meta({ id: 'PoolNeed' });

const summary = z
  .object({
    tenantId: z.string(),
    settingsHash: z.string(),
    source: z.object({
      complete: z.boolean(),
      problems: z.array(z.string()),
      people: z.int(),
      accounts: z.int(),
      groups: z.array(
        z.object({
          id: z.string(),
          displayName: z.string(),
          people: z.int(),
          others: z.int(),
          lost: z.string().nullable(),
          securityEnabled: z.boolean(),
          dynamic: z.enum(['on', 'paused']).nullable(),
        }),
      ),
    }),
    counts: z.object(
      Object.fromEntries(rowKinds.map((kind) => [kind, z.int()])) as Record<(typeof rowKinds)[number], z.ZodInt>,
    ),
    need: z.array(need),
    forecast: z.array(z.object({ sku: z.string(), name: z.string(), on: z.string(), needed: z.int(), left: z.int() })),
    held: z
      .object({
        reason: z.enum(holdReasons),
        removals: z.int(),
        limit: z.int(),
        groups: z.array(z.string()),
      })
      .nullable(),
    top: z.object({ joiners: z.array(joiner), movers: z.array(mover), leavers: z.array(leaver) }),
  })
  .meta({ id: 'PlanSummary' });

/** How many held removals were typed to release them (G3). */
const confirmedRemovals = z.int().min(0).nullable();
const approval = { action: z.literal('approve'), selection, cards, confirmedRemovals, by: actor, at: moment };

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
        z.object({ ...approval, automatic: z.boolean() }),
        z.object({ action: z.literal('reject'), reason: z.string().nullable(), by: actor, at: moment }),
      ])
      .nullable(),
    firstApproval: z
      .object({ ...approval, replaces: actor.nullable() })
      .nullable()
      .describe('the first of the two approvals that held removals may need'),
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

const poolAmount = z.object({ sku: z.string(), name: z.string(), quantity: z.int() });

export const receipt = z
  .object({
    planId: z.string(),
    fingerprint: z.string(),
    approvedBy: actor,
    secondBy: actor.nullable(),
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
    cost: z.array(poolAmount),
    saved: z.array(poolAmount),
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

export const stale = z
  .object({
    current: z.object({ planId: z.string(), fingerprint: z.string() }).nullable(),
    unchanged: z.array(z.string()).describe('ids of changes that are the same in the plan that waits now'),
    moved: z.array(
      z.object({
        rowId: z.string(),
        name: z.string(),
        how: z.enum(['gone', 'new', 'changed']),
        fields: z.array(z.string()),
      }),
    ),
  })
  .meta({ id: 'StalePlan' });

export const approveBody = z
  .strictObject({ fingerprint, selection, cards, confirmedRemovals: confirmedRemovals.optional() })
  .meta({ id: 'ApproveBody' });
export const rejectBody = z
  .strictObject({ fingerprint, reason: plainLines.max(500).nullable() })
  .meta({ id: 'RejectBody' });
