import { randomUUID } from 'node:crypto';
import type { RequestHandler } from 'express';

/** One request to the API, as it went. */
export interface LoggedRequest {
  readonly id: string;
  /** ISO 8601. */
  readonly at: string;
  readonly method: string;
  /** With its query. */
  readonly path: string;
  /** Null: the connection was cut without an answer. */
  readonly status: number | null;
  readonly idempotencyKey: string | null;
  /** The answer was the first one to an earlier request with the same key. */
  readonly replayed: boolean;
}

const mostKept = 1000;
const isRequestId = /^[A-Za-z0-9._-]{1,100}$/;

/** Gives every answer its X-Request-Id, and remembers the last thousand requests, newest last. */
export const logRequests =
  (log: LoggedRequest[]): RequestHandler =>
  (req, res, next) => {
    const sent = req.get('X-Request-Id');
    const id = sent && isRequestId.test(sent) ? sent : randomUUID();
    res.set('X-Request-Id', id);
    const entry = {
      id,
      at: new Date().toISOString(),
      method: req.method,
      path: req.originalUrl,
      idempotencyKey: req.get('Idempotency-Key') ?? null,
    };
    res.once('close', () => {
      log.push({
        ...entry,
        status: res.writableFinished ? res.statusCode : null,
        replayed: res.locals.replayed === true,
      });
      if (log.length > mostKept) log.shift();
    });
    next();
  };
