import { useEffect, useState } from 'react';
import type { Me } from './api.ts';
import { useLatestPlan, useMe, useRequestPlan } from './queries.ts';

export interface CheckNow {
  readonly start: () => void;
  readonly checking: boolean;
  readonly error: Error | null;
}

interface Before {
  readonly planId: string | null;
  readonly readingAt: string | null;
}

/** A reading of a large directory takes minutes; after this long the page stops waiting, and the job goes on. */
const patience = 10 * 60_000;

/** Asks for a new plan, of everybody or of one person, and waits until there is one, or until a reading has found nothing to do. */
export const useCheckNow = (me: Me, onDone: () => void, about: string | null = null): CheckNow => {
  const request = useRequestPlan(about);
  const [before, setBefore] = useState<Before | null>(null);
  const latest = useLatestPlan(before !== null);
  const person = useMe(before !== null);
  const planId = latest.data?.id ?? null;
  const readingAt = person.data?.health.lastReadingAt ?? me.health.lastReadingAt;
  const done = before !== null && (planId !== before.planId || readingAt !== before.readingAt);

  useEffect(() => {
    if (!done) return;
    setBefore(null);
    onDone();
  }, [done, onDone]);
  useEffect(() => {
    if (before === null) return;
    const timer = setTimeout(() => setBefore(null), patience);
    return () => clearTimeout(timer);
  }, [before]);

  const start = (): void => {
    setBefore({ planId, readingAt });
    request.mutate(undefined, { onError: () => setBefore(null) });
  };
  return { start, checking: before !== null, error: request.error };
};
