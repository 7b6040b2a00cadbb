import { createHash } from 'node:crypto';
import { canonicalJson } from './canonical-json.ts';
import type { SyncPlan } from './plan/plan.ts';

/** SHA-256, in hex, of the whole plan: what an approver approves is exactly this (law 3). */
export const fingerprintOf = (plan: SyncPlan): string => createHash('sha256').update(canonicalJson(plan)).digest('hex');
