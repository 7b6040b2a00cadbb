import type { Resource } from './directory/directory.ts';

/** One subscription at Microsoft Graph, as it is kept. */
export interface KeptSubscription {
  readonly id: string;
  readonly resource: Resource;
  /** Where Graph sends its notifications. */
  readonly notificationUrl: string;
  /** ISO 8601. */
  readonly expiresAt: string;
  /** What a genuine notification carries, sealed. */
  readonly clientState: string;
}

export interface KeptSubscriptions {
  readonly kept: readonly KeptSubscription[];
  /** Times of upkeep that failed one after the other. */
  readonly failures: number;
  /** ISO 8601; no instance looks after them before. Null: now. */
  readonly nextAt: string | null;
}

export const noSubscriptions: KeptSubscriptions = { kept: [], failures: 0, nextAt: null };
