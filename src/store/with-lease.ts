import { randomUUID } from 'node:crypto';
import { startHeartbeat } from './heartbeat.ts';
import { acquireLease, releaseLease, renewLease } from './leases.ts';
import type { Store } from './store.ts';

/** What is done under a lease: writes carry the fence, and `signal` fires when the lease may be somebody else's. */
export type LeasedWork<T> = (fence: number, signal: AbortSignal) => Promise<T>;

/**
 * Works under the tenant's lease, and keeps it as long as that takes; null when somebody else has it. `seconds` is how
 * long a killed process keeps the others waiting, not how long the work may last. Work whose last transaction sends a
 * job for the same tenant releases the lease in that transaction: the job may be at work before this function is done.
 */
export const withLease = async <T>(
  store: Store,
  tenantId: string,
  seconds: number,
  work: LeasedWork<T>,
): Promise<T | null> => {
  const fence = await acquireLease(store, tenantId, randomUUID(), seconds);
  if (fence === null) return null;
  const lost = new AbortController();
  const onLost = () => lost.abort(new Error('Another process has taken over this tenant.'));
  const heartbeat = startHeartbeat(() => renewLease(store, tenantId, fence, seconds), seconds, onLost);
  try {
    return await work(fence, lost.signal);
  } finally {
    heartbeat.end();
    await releaseLease(store, tenantId, fence);
  }
};
