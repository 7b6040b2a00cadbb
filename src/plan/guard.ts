import type { Settings } from '../settings.ts';
import type { Held } from './plan.ts';

/** Guard G3: above max(count, percent of the linked accounts), removals are held, from the first to the last. */
export const holdRemovals = (
  removals: number,
  linkedAccounts: number,
  limits: Settings['removalLimit'],
): Held | null => {
  const limit = Math.max(limits.count, Math.floor((linkedAccounts * limits.percent) / 100));
  return removals > limit ? { reason: 'too-many-removals', removals, limit, groups: [] } : null;
};
