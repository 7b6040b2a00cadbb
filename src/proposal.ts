import type { Known } from './known.ts';
import { rememberGroups } from './plan/guard.ts';
import type { Past } from './plan/past.ts';
import type { SyncPlan } from './plan/plan.ts';
import type { KnownChanges } from './store/known.ts';
import type { Watermark } from './watermark.ts';

/** A plan, and what its reading leaves behind for the next one; nothing when the next one must be a full one again. */
export interface Proposal {
  readonly plan: SyncPlan;
  readonly memory: { readonly known: KnownChanges; readonly watermark: Omit<Watermark, 'planId'> } | null;
}

/** The past, with what is known of these people. */
export const pastWith = (past: Past, people: Known['people']): Past => ({
  ...past,
  groupsOf: new Map([...people].map(([id, { groupIds }]) => [id, groupIds])),
  agreed: new Map([...people].flatMap(([id, { agreed }]) => (agreed === null ? [] : [[id, agreed] as const]))),
});

/** What the watermark says of a plan. */
export const describePlan = (plan: SyncPlan, past: Past) => ({
  settingsHash: plan.settingsHash,
  groups: rememberGroups(plan.source.groups, past, plan.held),
  people: plan.source.people,
  accounts: plan.source.accounts,
});
