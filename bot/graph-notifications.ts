/** The door for Microsoft Graph (case 55). It has no token: the check of the address and the client state decide. */
import type { Request, RequestHandler } from 'express';
import * as z from 'zod/v4';
import { isLoopback } from '../src/directory/parse-endpoint.ts';
import { SyncError } from '../src/errors.ts';
import type { Notification, TakeNotifications } from '../src/notifications.ts';
import type { Config } from './config.ts';

const path = '/api/notifications/graph';
const longestToken = 2048;
const mostNotifications = 1000;

const posted = z.object({
  value: z
    .array(z.object({ subscriptionId: z.string(), clientState: z.string().nullish() }))
    .min(1)
    .max(mostNotifications),
});

/**
 * Where Graph reaches this server: its public https address, or, when Graph itself is on this machine, the port that
 * is served. Null when it cannot.
 */
export const notificationUrlFor = (
  { publicUrl, graphBaseUrl, production }: Pick<Config, 'publicUrl' | 'graphBaseUrl' | 'production'>,
  port: number,
): string | null => {
  const url = new URL(publicUrl);
  if (!production && isLoopback(new URL(graphBaseUrl))) return `http://127.0.0.1:${port}${path}`;
  return url.protocol === 'https:' && !isLoopback(url) ? `${url.origin}${path}` : null;
};

const readNotifications = (request: Request): readonly Notification[] => {
  const { success, data } = posted.safeParse(request.body);
  if (success) return data.value;
  throw new SyncError('bad-request', 'The body of this request is no list of change notifications of Microsoft Graph.');
};

const readToken = (token: unknown): string => {
  if (typeof token === 'string' && token !== '' && token.length <= longestToken) return token;
  throw new SyncError('bad-request', 'The validation token of this request is missing, doubled or too long.');
};

/** Answers the check of the address with its token, and everything else with 202: a stranger learns nothing. */
export const graphNotifications =
  (take: TakeNotifications): RequestHandler =>
  async (request, response) => {
    response.set('Cache-Control', 'no-store');
    if ('validationToken' in request.query) {
      response.status(200).type('text/plain').send(readToken(request.query.validationToken));
      return;
    }
    await take(readNotifications(request));
    response.status(202).end();
  };
