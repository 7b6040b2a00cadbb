/** Subscriptions at Microsoft Graph: change notifications that carry ids and nothing else. */
import * as z from 'zod/v4';
import { type Resource, resources, type Subscription } from './directory.ts';
import { type Graph, graphStatus } from './graph-client.ts';

/** The longest life that Graph gives a subscription to users or groups. */
const longestMinutes = 41_760;

const subscription = z.object({ id: z.string(), resource: z.string(), expirationDateTime: z.iso.datetime() });

/** Graph gives the resource back with or without the slash at its beginning. */
const toSubscription = (entity: unknown): Subscription => {
  const { id, resource, expirationDateTime } = subscription.parse(entity);
  return {
    id,
    resource: z.enum(resources).parse(`/${resource.replace(/^\//, '')}`),
    expiresAt: new Date(expirationDateTime).toISOString(),
  };
};

/** A minute short of the longest life, since clocks differ. */
const latestEnd = (): string => new Date(Date.now() + (longestMinutes - 1) * 60_000).toISOString();

const pathOf = (id: string): string => `/subscriptions/${encodeURIComponent(id)}`;

/** Null when there is no such subscription. */
const unlessGone = async <T>(work: () => Promise<T>): Promise<T | null> => {
  try {
    return await work();
  } catch (error) {
    if (graphStatus(error) === 404) return null;
    throw error;
  }
};

export const subscribe = async (
  { client }: Graph,
  notificationUrl: string,
  clientState: string,
  resource: Resource,
): Promise<Subscription> => {
  const wanted = { changeType: 'updated,deleted', resource, notificationUrl, clientState };
  const made: unknown = await client.api('/subscriptions').post({ ...wanted, expirationDateTime: latestEnd() });
  return toSubscription(made);
};

export const renewSubscription = ({ client }: Graph, id: string): Promise<Subscription | null> =>
  unlessGone(async () => toSubscription(await client.api(pathOf(id)).patch({ expirationDateTime: latestEnd() })));

export const unsubscribe = async ({ client }: Graph, id: string): Promise<void> => {
  await unlessGone(() => client.api(pathOf(id)).delete());
};
