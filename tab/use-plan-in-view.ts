import { useState } from 'react';
import type { Plan } from './api.ts';
import { useLatestPlan, usePlan } from './queries.ts';
import { countChanges } from './selection.ts';

export interface PlanInView {
  /** Undefined while it is being read; null when there is none. */
  readonly plan: Plan | null | undefined;
  readonly error: Error | null;
  readonly retry: () => void;
  /** It stays in view whatever comes after it. */
  readonly pinned: boolean;
  /** Present when another plan than the one in view is pending. */
  readonly openPending?: () => void;
  /** Follow the newest plan again. */
  readonly release: () => void;
}

/**
 * Which plan the page shows. The first pending plan that comes into view stays there, so that nothing changes under
 * somebody's hands: what becomes of it is said, and a newer one is opened by a press.
 */
export const usePlanInView = (linked: string | null): PlanInView => {
  const [pinned, setPinned] = useState(linked);
  const latest = useLatestPlan();
  const held = usePlan(pinned);
  const newest = latest.data;
  const pending = newest?.state === 'proposed' && countChanges(newest.summary.counts) > 0 ? newest.id : null;
  // Right here and not in an effect: a plan that arrives while the view is released must be held all the same.
  if (pinned === null && pending !== null) setPinned(pending);
  const source = pinned === null ? latest : held;
  return {
    plan: pinned !== null && newest?.id === pinned && !held.data ? newest : source.data,
    error: source.error,
    pinned: pinned !== null,
    retry: () => void source.refetch(),
    release: () => setPinned(null),
    ...(pinned !== null && pending !== null && pending !== pinned && { openPending: () => setPinned(pending) }),
  };
};
