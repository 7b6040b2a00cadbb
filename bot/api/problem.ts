import { randomUUID } from 'node:crypto';
import type { ErrorRequestHandler, RequestHandler } from 'express';
import type { Logger } from 'pino';
import { SyncError } from '../../src/errors.ts';
import { plainFault } from '../../src/store/plain-fault.ts';
import { statusOf } from '../status-of.ts';

const incident = (cause: unknown): SyncError =>
  new SyncError(
    'internal',
    'Something went wrong on our side. Nothing was changed; try again, and name the request id when you ask for help.',
    {
      cause,
    },
  );

interface BodyFault {
  readonly type?: string;
  readonly status?: number;
}

const describeBodyFault = (error: unknown): SyncError | null => {
  const { type, status } = (error ?? {}) as BodyFault;
  if (type === 'entity.parse.failed') return new SyncError('bad-request', 'The body of this request is not JSON.');
  if (type === 'entity.too.large') return new SyncError('bad-request', 'The body of this request is too large.');
  return typeof status === 'number' && status >= 400 && status < 500
    ? new SyncError('bad-request', 'This request cannot be read.')
    : null;
};

/** Gives every request an id that its answer, its log lines and its problem carry. */
export const requestId: RequestHandler = (_request, response, next) => {
  const id = randomUUID();
  response.locals.requestId = id;
  response.setHeader('X-Request-Id', id);
  next();
};

/** Any error as problem+json (RFC 9457). What we did not expect is logged whole and told as one sentence. */
export const problemHandler =
  (log: Logger): ErrorRequestHandler =>
  (error, request, response, _next) => {
    const known = error instanceof SyncError ? error : describeBodyFault(error);
    const problem = known ?? incident(error);
    const status = statusOf(problem.code);
    const requestId = response.locals.requestId as string;
    if (status >= 500)
      log.error(
        { err: plainFault(known?.cause ?? error), code: problem.code, requestId, path: request.path },
        'request failed',
      );
    if (response.headersSent) {
      response.destroy();
      return;
    }
    if (status === 401) response.setHeader('WWW-Authenticate', 'Bearer error="invalid_token"');
    if (problem.retryAfter) response.setHeader('Retry-After', Math.ceil(problem.retryAfter));
    response
      .status(status)
      .type('application/problem+json')
      .json({
        type: `urn:mobilo-directory-sync:${problem.code}`,
        title: problem.code.replaceAll('-', ' '),
        status,
        code: problem.code,
        detail: problem.message,
        requestId,
        details: problem.code === 'internal' ? {} : problem.details,
      });
  };

/** For paths that no route serves. */
export const notFound: RequestHandler = () => {
  throw new SyncError('not-found', 'There is nothing at this address.');
};
