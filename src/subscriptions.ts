/** Looks after the subscriptions of a tenant at Microsoft Graph (case 55). Reading by the clock goes on all the same. */
import { randomBytes } from 'node:crypto';
import { type Directory, type Resource, resources } from './directory/directory.ts';
import type { KeptSubscription, KeptSubscriptions } from './kept-subscriptions.ts';
import type { Sealer } from './mobilo/seal.ts';
import { readDormancy } from './store/dormancy.ts';
import type { Store } from './store/store.ts';
import { readSubscriptions, writeSubscriptions } from './store/subscriptions.ts';
import { ensureTenant, lockTenant } from './store/tenants.ts';

const minute = 60_000;
/** How long one instance may be at it before another one takes over. */
const claimMs = 5 * minute;
const longestBackOffMs = 60 * minute;
/** The life that Graph gives at most: below half of it, a subscription is renewed. */
const lifeMs = 41_760 * minute;

export interface SubscriptionTools {
  readonly store: Store;
  readonly directory: Directory;
  readonly sealer: Sealer;
  /** Where Graph reaches this server; null where it cannot, so that there are no subscriptions. */
  readonly notificationUrl: string | null;
  log(error: unknown): void;
}

/** What a sealed client state belongs to: no other tenant's opens with it. */
const sealContext = (tenantId: string): string => `graph client state of ${tenantId}`;

/** What a genuine notification of this subscription carries; null when the key it was sealed with is no longer ours. */
export const openClientState = (sealer: Sealer, tenantId: string, { clientState }: KeptSubscription): string | null => {
  try {
    return sealer.open(clientState, sealContext(tenantId));
  } catch {
    return null;
  }
};

type Act = () => Promise<KeptSubscription | null>;

const create = async (
  { directory, sealer }: SubscriptionTools,
  resource: Resource,
  notificationUrl: string,
): Promise<KeptSubscription> => {
  const clientState = randomBytes(32).toString('base64url');
  const { id, expiresAt } = await directory.subscribe(notificationUrl, clientState, resource);
  const sealed = sealer.seal(clientState, sealContext(directory.tenantId));
  return { id, resource, notificationUrl, expiresAt, clientState: sealed };
};

const renew = async (tools: SubscriptionTools, kept: KeptSubscription): Promise<KeptSubscription> => {
  const renewed = await tools.directory.renewSubscription(kept.id);
  if (renewed) return { ...kept, expiresAt: renewed.expiresAt };
  return create(tools, kept.resource, kept.notificationUrl);
};

/** What there is to do for one resource; null when nothing is. `url` null: nothing should be told. */
const actFor = (
  tools: SubscriptionTools,
  resource: Resource,
  state: KeptSubscriptions,
  url: string | null,
): Act | null => {
  const { directory, sealer } = tools;
  const kept = state.kept.find((one) => one.resource === resource);
  if (kept && (kept.notificationUrl !== url || openClientState(sealer, directory.tenantId, kept) === null))
    return async () => {
      await directory.unsubscribe(kept.id);
      return url === null ? null : create(tools, resource, url);
    };
  if (url === null) return null;
  if (!kept) return () => create(tools, resource, url);
  return Date.parse(kept.expiresAt) - Date.now() < lifeMs / 2 ? () => renew(tools, kept) : null;
};

type Acts = ReadonlyMap<Resource, Act>;

/** What has to be done now, and is left to this instance until its claim is over. */
const claim = (tools: SubscriptionTools): Promise<Acts> =>
  tools.store.tx(async (tx) => {
    const { tenantId } = tools.directory;
    await ensureTenant(tx, tenantId);
    await lockTenant(tx, tenantId);
    const state = await readSubscriptions(tx, tenantId);
    if (state.nextAt !== null && Date.parse(state.nextAt) > Date.now()) return new Map();
    const url = (await readDormancy(tx, tenantId)) === null ? tools.notificationUrl : null;
    const acts = new Map<Resource, Act>();
    for (const resource of resources) {
      const act = actFor(tools, resource, state, url);
      if (act) acts.set(resource, act);
    }
    const nextAt = new Date(Date.now() + claimMs).toISOString();
    if (acts.size > 0) await writeSubscriptions(tx, tenantId, { ...state, nextAt });
    return acts;
  });

const backOff = (failures: number): number => Math.min(longestBackOffMs, 2 ** (failures - 1) * minute);

/** Keeps what came of it, for each resource as soon as it is known: what Graph made must not be forgotten. */
const keep = (tools: SubscriptionTools, resource: Resource, made: KeptSubscription | null): Promise<void> =>
  tools.store.tx(async (tx) => {
    const { tenantId } = tools.directory;
    await lockTenant(tx, tenantId);
    const state = await readSubscriptions(tx, tenantId);
    const others = state.kept.filter((one) => one.resource !== resource);
    await writeSubscriptions(tx, tenantId, { ...state, kept: made ? [...others, made] : others });
  });

const finish = (tools: SubscriptionTools, failed: boolean): Promise<void> =>
  tools.store.tx(async (tx) => {
    const { tenantId } = tools.directory;
    await lockTenant(tx, tenantId);
    const state = await readSubscriptions(tx, tenantId);
    const failures = failed ? state.failures + 1 : 0;
    const nextAt = failed ? new Date(Date.now() + backOff(failures)).toISOString() : null;
    await writeSubscriptions(tx, tenantId, { ...state, failures, nextAt });
  });

/**
 * Makes the subscriptions that are missing, renews those of whose life less than half is left, makes anew what Graph
 * has lost, and ends all of them while the tenant sleeps. Safe from several instances at once. What fails is logged and
 * tried again later, after twice the time with each failure.
 */
export const keepSubscriptions = async (tools: SubscriptionTools): Promise<void> => {
  const acts = await claim(tools);
  if (acts.size === 0) return;
  let failed = false;
  for (const [resource, act] of acts)
    try {
      await keep(tools, resource, await act());
    } catch (error) {
      failed = true;
      tools.log(error);
    }
  await finish(tools, failed);
};
