/** What Microsoft Graph tells by itself: a reason to read, and never data (case 55). */
import { createHash, timingSafeEqual } from 'node:crypto';
import type { SendJob } from './jobs/send.ts';
import type { Sealer } from './mobilo/seal.ts';
import { readDormancy } from './store/dormancy.ts';
import type { Store } from './store/store.ts';
import { readSubscriptions } from './store/subscriptions.ts';
import { lockTenant, readMobiloGrant } from './store/tenants.ts';
import { openClientState } from './subscriptions.ts';

/** Readings that notifications ask for are at least so far apart. */
const gapSeconds = 60;

/** What is looked at in a notification. */
export interface Notification {
  readonly subscriptionId: string;
  readonly clientState?: string | null | undefined;
}

export interface NotificationTools {
  readonly store: Store;
  readonly sealer: Sealer;
  readonly send: SendJob;
  readonly tenantId: string;
}

const digest = (text: string): Buffer => createHash('sha256').update(text).digest();
const isSame = (a: string, b: string): boolean => timingSafeEqual(digest(a), digest(b));

/** Whether one of them comes from a subscription of ours, with the secret that only Graph and we know. */
const isGenuine = async (
  { store, sealer, tenantId }: NotificationTools,
  notifications: readonly Notification[],
): Promise<boolean> => {
  const { kept } = await readSubscriptions(store, tenantId);
  return kept.some((subscription) => {
    const secret = openClientState(sealer, tenantId, subscription);
    if (secret === null) return false;
    const ofThis = notifications.filter((told) => told.subscriptionId === subscription.id);
    return ofThis.some((told) => isSame(told.clientState ?? '', secret));
  });
};

/** A tenant that sleeps, or has nobody to read for yet, is not read. */
const askForReading = ({ store, send, tenantId }: NotificationTools): Promise<void> =>
  store.tx(async (tx) => {
    await lockTenant(tx, tenantId);
    if ((await readDormancy(tx, tenantId)) !== null || (await readMobiloGrant(tx, tenantId)) === null) return;
    await send(tx, 'plan', { tenantId, by: 'sync' }, { gapSeconds });
  });

/** Takes what Graph posted. Answers once the reading it asks for, if any, is sure to come. */
export type TakeNotifications = (notifications: readonly Notification[]) => Promise<void>;

/**
 * However many come, one reading waits. Those that come while it is being asked for share it, since it begins after
 * all of them.
 */
export const createTakeNotifications = (tools: NotificationTools): TakeNotifications => {
  let asking: Promise<void> | null = null;
  return async (notifications) => {
    if (!(await isGenuine(tools, notifications))) return;
    asking ??= askForReading(tools).finally(() => {
      asking = null;
    });
    await asking;
  };
};
