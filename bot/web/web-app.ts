/** Every route of the server, in the order in which requests meet them. */
import express, { type Express, type RequestHandler, type Router } from 'express';
import { rateLimit } from 'express-rate-limit';
import type { Logger } from 'pino';
import { SyncError } from '../../src/errors.ts';
import { notFound, problemHandler, requestId } from '../api/problem.ts';
import { makeNonce, type SecurityHeadersOptions, securityHeaders } from './security-headers.ts';

const requestsPerMinute = 1200;

export interface WebAppOptions {
  readonly log: Logger;
  /** How many proxies in front of the server may say who the client is. */
  readonly trustedProxies: number;
  readonly headers: SecurityHeadersOptions;
  readonly operations: Router;
  readonly messages: RequestHandler;
  /** What Microsoft Graph posts. */
  readonly notifications: RequestHandler;
  readonly signIn: Router;
  readonly api: Router;
  readonly tab: Router;
}

/** Each door has a count of its own, so that knocking at one does not close the others. */
const limit = () =>
  rateLimit({
    windowMs: 60_000,
    limit: requestsPerMinute,
    standardHeaders: 'draft-8',
    legacyHeaders: false,
    handler: () => {
      throw new SyncError('too-many-requests', 'Too many requests from this address. Wait a minute and try again.', {
        retryAfter: 60,
      });
    },
  });

export const createWebApp = (options: WebAppOptions): Express => {
  const app = express();
  app.disable('x-powered-by');
  app.set('trust proxy', options.trustedProxies);
  app.use(requestId);
  app.use(options.operations);
  app.use(makeNonce, securityHeaders(options.headers));
  app.post('/api/messages', limit(), express.json({ limit: '256kb' }), options.messages);
  app.post('/api/notifications/graph', limit(), express.json({ limit: '128kb' }), options.notifications);
  app.use('/auth', limit(), options.signIn);
  app.use('/api', limit(), options.api);
  app.use('/tab', options.tab);
  app.use(notFound);
  app.use(problemHandler(options.log));
  return app;
};
