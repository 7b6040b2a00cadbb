/** Turns the operations into express routes: token, tenant, shapes and role are checked before any handler runs. */
import { json, type Request, type RequestHandler, Router } from 'express';
import type * as z from 'zod/v4';
import { type Role, roles } from '../../src/approval.ts';
import type { RoleAnswer } from '../../src/directory/directory.ts';
import { SyncError } from '../../src/errors.ts';
import { requireClearRole } from '../../src/roles.ts';
import type { Sync } from '../../src/sync.ts';
import type { TabCaller } from '../auth/tab-token.ts';
import { answerers, type Call } from './answerers.ts';
import { isDeeper } from './is-deeper.ts';
import { openApi } from './openapi.ts';
import { type Operation, type OperationName, operations } from './operations.ts';

export interface ApiOptions {
  readonly sync: Sync;
  readonly authenticate: (authorization: string | undefined) => Promise<TabCaller>;
  /** Asks Graph with the caller's own token (On-Behalf-Of) whether the caller is a Global Administrator. */
  readonly askGlobalAdministrator: (caller: TabCaller) => Promise<RoleAnswer>;
  /** Where the caller signs in at Mobilo. */
  readonly connectMobilo: (caller: TabCaller) => Promise<string>;
  /** The origin the tab is served from; the browser may call from nowhere else. */
  readonly origin: string;
}

const describeIssues = ({ issues }: z.ZodError): string =>
  issues.map(({ path, message }) => (path.length > 0 ? `${path.join('.')}: ${message}` : message)).join('; ');

const parse = <T>(type: z.ZodType<T> | undefined, value: unknown, where: string): T | undefined => {
  if (!type) return undefined;
  const result = type.safeParse(value);
  if (result.success) return result.data;
  const sentence = `The ${where} of this request is not as expected (${describeIssues(result.error)}).`;
  throw new SyncError('bad-request', sentence, {
    details: { issues: result.error.issues.map(({ path, message }) => ({ path: path.join('.'), message })) },
  });
};

const rank = (role: Role): number => roles.length - roles.indexOf(role);

const requireRole = async (operation: Operation, call: Call): Promise<void> => {
  if (operation.role === 'colleague') return;
  const reading = await call.readRole();
  const { role } = reading;
  if (rank(role) >= rank(operation.role)) return;
  requireClearRole(reading);
  throw new SyncError(
    'forbidden',
    operation.role === 'administrator'
      ? 'Only somebody who is both a Global Administrator in Entra ID and an admin in Mobilo may do this. Ask one of them.'
      : 'Only an administrator or an approver may do this. Ask one of them.',
    { details: { role, needed: operation.role } },
  );
};

/** Bearer tokens cannot be sent by a foreign page by accident; this refuses what still looks like one. */
const refuseForeignPages =
  (origin: string): RequestHandler =>
  (request, response, next) => {
    response.setHeader('Cache-Control', 'no-store');
    if (request.method !== 'GET') {
      const site = request.get('sec-fetch-site');
      const from = request.get('origin');
      if ((site && site !== 'same-origin') || (from && from !== origin))
        throw new SyncError('forbidden', 'This request comes from another site.');
    }
    next();
  };

const hasContent = (request: Request): boolean =>
  Number(request.get('content-length') ?? 0) > 0 || request.get('transfer-encoding') !== undefined;

/** Express leaves a body of another type unread. */
const requireJson = (request: Request, operation: Operation): void => {
  if (operation.body && hasContent(request) && !request.is('application/json'))
    throw new SyncError('bad-request', 'The body of this request is not JSON. Send it as application/json.');
};

/** The deepest body with a meaning, a mapping, has about 25 levels. */
const deepestBody = 40;

const requireShallow = (body: unknown): void => {
  if (isDeeper(body, deepestBody))
    throw new SyncError('bad-request', `The body of this request is nested more than ${deepestBody} deep.`);
};

const callOf = (request: Request, caller: TabCaller, operation: Operation, options: ApiOptions): Call => {
  requireJson(request, operation);
  requireShallow(request.body);
  return {
    sync: options.sync,
    caller,
    params: parse(operation.params, request.params, 'address') ?? {},
    query: parse(operation.query, request.query, 'query') ?? {},
    body: parse(operation.body, request.body, 'body') ?? {},
    readRole: () => options.sync.readRole(caller.id, () => options.askGlobalAdministrator(caller)),
    connectMobilo: () => options.connectMobilo(caller),
  };
};

const serve =
  (name: OperationName, operation: Operation, options: ApiOptions): RequestHandler =>
  async (request, response) => {
    const call = callOf(request, response.locals.caller as TabCaller, operation, options);
    await requireRole(operation, call);
    response.status(operation.status).json(await answerers[name](call));
  };

/** A body is only read for somebody who is signed in. */
const authenticateFirst =
  (options: ApiOptions): RequestHandler =>
  async (request, response, next) => {
    response.locals.caller = await options.authenticate(request.get('authorization'));
    next();
  };

/** `/api/v1` and its description at `/api/openapi.json`. Mount at `/api`. */
export const createApi = (options: ApiOptions): Router => {
  const router = Router();
  router.get('/openapi.json', (_request, response) => {
    response.json(openApi());
  });
  const body = json({ limit: '8mb', type: 'application/json' });
  const guard = refuseForeignPages(options.origin);
  for (const [name, operation] of Object.entries<Operation>(operations))
    router[operation.method](
      `/v1${operation.path}`,
      guard,
      authenticateFirst(options),
      body,
      serve(name as OperationName, operation, options),
    );
  return router;
};
