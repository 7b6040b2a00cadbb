import { randomUUID } from 'node:crypto';
import type { CompanyDirectory } from '../company/directory.ts';
import type { DirectoryChange } from '../company/directory-object.ts';
import { tenantId } from '../world.ts';
import type { HeldSubscription, Subscriptions } from './subscriptions.ts';

/** What a notification tells: that an object changed, never how. */
interface Told {
  readonly resource: HeldSubscription['resource'];
  readonly changeType: 'updated' | 'deleted';
  readonly id: string;
}

/** One post to a subscriber, and what came of it: 0 without an answer. */
export interface Delivery {
  readonly subscriptionId: string;
  readonly notifications: number;
  readonly status: number;
}

export interface NotifierOptions {
  /** How long Graph waits before it posts again what was not taken; twice as long each time. */
  readonly firstRetryMs?: number;
}

const usualRetryMs = 1000;
/** Graph gives up after four hours. */
const patienceMs = 4 * 3_600_000;
const answerWithinMs = 3000;
const mostInOnePost = 100;
const lanes = 16;

/** Whoever is created, restored or put into the recycle bin is `updated`; only what is gone for ever is `deleted` (§1.8). */
const tellOf = ({ id, kind, state, joined, left }: DirectoryChange): readonly Told[] => {
  const groups = [...joined, ...left].map(
    (groupId): Told => ({ resource: '/groups', changeType: 'updated', id: groupId }),
  );
  const changeType = state === 'purged' ? 'deleted' : 'updated';
  if (kind === 'user') return [{ resource: '/users', changeType, id }, ...groups];
  return kind === 'group' ? [{ resource: '/groups', changeType, id }, ...groups] : groups;
};

const kindOf: Readonly<Record<Told['resource'], string>> = { '/users': 'User', '/groups': 'Group' };

const write = (subscription: HeldSubscription, { resource, changeType, id }: Told): object => {
  const kind = kindOf[resource];
  return {
    changeType,
    clientState: subscription.clientState ?? null,
    resource: `${kind}s/${id}`,
    resourceData: {
      '@odata.type': `#Microsoft.Graph.${kind}`,
      '@odata.id': `${kind}s/${id}`,
      id,
      organizationId: tenantId,
    },
    subscriptionExpirationDateTime: subscription.expirationDateTime,
    subscriptionId: subscription.id,
    tenantId,
  };
};

const post = async (url: string, value: readonly object[]): Promise<number> => {
  try {
    const answer = await fetch(url, {
      method: 'POST',
      redirect: 'manual',
      headers: { 'Content-Type': 'application/json; charset=utf-8' },
      body: JSON.stringify({ value }),
      signal: AbortSignal.timeout(answerWithinMs),
    });
    await answer.arrayBuffer();
    return answer.status;
  } catch {
    return 0;
  }
};

const isTaken = (status: number): boolean => status >= 200 && status < 300;

/** Tells subscribers of every change of people and groups, and again while they do not take it. */
export class Notifier {
  readonly deliveries: Delivery[] = [];
  readonly #subscriptions: Subscriptions;
  readonly #firstRetryMs: number;
  readonly #timers = new Set<NodeJS.Timeout>();
  #waiting: Told[] = [];
  #closed = false;

  constructor(subscriptions: Subscriptions, directory: CompanyDirectory, { firstRetryMs }: NotifierOptions = {}) {
    this.#subscriptions = subscriptions;
    this.#firstRetryMs = firstRetryMs ?? usualRetryMs;
    directory.onChange((change) => this.#hear(change));
  }

  /** Tells each subscriber so many times, in a post each, that the same object changed. */
  storm(times: number): void {
    const posts = this.#subscriptions.list().flatMap((subscription) => {
      const told: Told = { resource: subscription.resource, changeType: 'updated', id: randomUUID() };
      return Array.from({ length: times }, () => () => this.#deliver(subscription, [told]));
    });
    const queue = posts.values();
    const drain = async (): Promise<void> => {
      for (const send of queue) await send();
    };
    for (let lane = 0; lane < lanes; lane += 1) void drain();
  }

  /** Posts to every subscriber what is none of ours: with another client state, and with another id if one is given. */
  forge(clientState: string | null, id?: string): void {
    for (const subscription of this.#subscriptions.list()) {
      const told: Told = { resource: subscription.resource, changeType: 'updated', id: randomUUID() };
      void this.#deliver({ ...subscription, clientState, id: id ?? subscription.id }, [told]);
    }
  }

  close(): void {
    this.#closed = true;
    for (const timer of this.#timers) clearTimeout(timer);
  }

  /** Changes that come together are told together. */
  #hear(change: DirectoryChange): void {
    if (this.#subscriptions.list().length === 0) return;
    if (this.#waiting.length === 0) this.#later(() => this.#tell(), 0);
    this.#waiting.push(...tellOf(change));
  }

  #tell(): void {
    const all = this.#waiting;
    this.#waiting = [];
    for (const subscription of this.#subscriptions.list()) {
      const wanted = subscription.changeType.split(',');
      const told = all.filter(
        ({ resource, changeType }) => resource === subscription.resource && wanted.includes(changeType),
      );
      for (let from = 0; from < told.length; from += mostInOnePost)
        void this.#deliver(subscription, told.slice(from, from + mostInOnePost));
    }
  }

  async #deliver(subscription: HeldSubscription, told: readonly Told[], waited = 0, wait = this.#firstRetryMs) {
    const value = told.map((one) => write(subscription, one));
    const status = await post(subscription.notificationUrl, value);
    this.deliveries.push({ subscriptionId: subscription.id, notifications: told.length, status });
    if (isTaken(status) || waited + wait > patienceMs) return;
    this.#later(() => void this.#deliver(subscription, told, waited + wait, wait * 2), wait);
  }

  #later(act: () => void, ms: number): void {
    if (this.#closed) return;
    const timer = setTimeout(() => {
      this.#timers.delete(timer);
      act();
    }, ms);
    this.#timers.add(timer.unref());
  }
}
