/** Answers /api/v1 in place of the server, in the shapes of its description. A run moves on with every look at it. */
import { json, type RequestHandler, Router } from 'express';
import type { Approval, AuditEvent, Plan, Problem } from '../api.ts';
import { explainRow } from './sample-explanation.ts';
import { catalog } from './sample-plan.ts';
import { makeReceipt } from './sample-receipt.ts';
import { describeMe, isPersonId, people, selectRows, type World } from './world.ts';

type Refusal = Pick<Problem, 'code' | 'status'> & { readonly details?: Problem['details'] };

const toProblem = ({ code, status, details = {} }: Refusal): Problem => ({
  type: 'about:blank',
  title: code,
  status,
  code,
  detail: `The stand-in refuses with ${code}.`,
  requestId: 'request-1',
  details,
});

/** The token of the stand-in is the id of the person. */
const authenticate: RequestHandler = (request, response, next) => {
  const id = request.get('authorization')?.replace('Bearer ', '') ?? '';
  if (!isPersonId(id)) {
    response.status(401).json(toProblem({ code: 'unauthenticated', status: 401 }));
    return;
  }
  response.locals.personId = id;
  next();
};

const refuse =
  (world: World): RequestHandler =>
  (request, response, next) => {
    if (request.method === 'POST') world.sent.push({ path: request.path, body: request.body });
    const refusal = world.refusals.get(request.path.replace(/[0-9a-f-]{36}/, ':id'));
    if (refusal) response.status(refusal.status).json(toProblem(refusal));
    else next();
  };

const findPlan = (world: World, id: string): Plan | undefined =>
  [world.plan, ...world.older].find((plan) => plan?.id === id) ?? undefined;

const moveOn = (world: World, plan: Plan): Plan => {
  if (!plan.run || plan.run.state === 'finished' || plan.run.state === 'stopped') return plan;
  const done = Math.min(plan.run.total, plan.run.done + Math.ceil(plan.run.total / 2));
  const state = done === plan.run.total ? 'finished' : 'running';
  const moved: Plan = { ...plan, run: { ...plan.run, state, done } };
  if (world.plan?.id === plan.id) world.plan = moved;
  return moved;
};

const approve = (world: World, plan: Plan, body: Approval, personId: string): Plan => {
  const by = people.find((person) => person.id === personId) ?? people[0];
  const rows = selectRows(world.rows, body.selection);
  const at = new Date().toISOString();
  const { fingerprint: _, ...approval } = body;
  const approved: Plan = {
    ...plan,
    state: 'approved',
    decision: {
      action: 'approve',
      confirmedRemovals: null,
      ...approval,
      automatic: false,
      by: { id: by.id, name: by.name },
      at,
    },
    run: { state: 'waiting', total: rows.length, done: 0, startedAt: at, finishedAt: null, stopped: null },
  };
  world.receipt = makeReceipt(approved, rows);
  return approved;
};

const auditOf = (plan: Plan): readonly AuditEvent[] =>
  (['run.finished', 'step.failed', 'step.confirmed', 'run.started', 'plan.approved', 'plan.proposed'] as const).map(
    (kind, index) => ({
      tenantId: plan.tenantId,
      sequence: 60 - index,
      at: plan.madeAt,
      kind,
      by: kind === 'plan.approved' ? (plan.decision?.by.id ?? 'sync') : 'sync',
      planId: plan.id,
      data: kind.startsWith('step') ? { step: 'create-account', row: 'joiner:0', reference: null } : {},
      previousHash: '0'.repeat(64),
      hash: '1'.repeat(64),
    }),
  );

const readRoutes = (world: World): Router => {
  const router = Router();
  router.get('/me', (_, response) => response.json(describeMe(response.locals.personId, world)));
  router.get('/credits', (_, response) => response.json({ version: '1', pools: world.pools }));
  router.get('/catalog', (_, response) => response.json({ items: catalog }));
  router.get('/settings', (_, response) =>
    response.json({ cardSuggestion: world.cardSuggestion, release: world.release }),
  );
  router.get('/plans/latest', (_, response) => response.json({ plan: world.plan }));
  router.get('/plans/:id/rows', (request, response) => {
    const { kind, search = '', offset = '0', limit = '50' } = request.query as Record<string, string>;
    const found = world.rows.filter(
      (row) => row.kind === kind && `${row.name} ${row.email}`.toLowerCase().includes(search.toLowerCase()),
    );
    const end = Number(offset) + Number(limit);
    const next = end < found.length ? end : null;
    response.json({ rows: found.slice(Number(offset), end), total: found.length, next });
  });
  router.get('/people/why', (request, response) => {
    const id = String(request.query.who);
    const row = world.rows.find((candidate) => candidate.personId === id);
    const explanation = world.explanations.get(id) ?? (row && explainRow(row, world.plan));
    if (explanation) response.json(explanation);
    else response.status(404).json(toProblem({ code: 'not-found', status: 404 }));
  });
  router.get('/plans/:id/stale', (_, response) => response.json(world.stale));
  router.get('/plans/:id/receipt', (_, response) => response.json(world.receipt));
  router.get('/audit', (request, response) => {
    const plan = findPlan(world, String(request.query.planId));
    response.json({ events: plan ? auditOf(plan) : [] });
  });
  router.get('/plans/:id', (request, response) => {
    const plan = findPlan(world, request.params.id);
    if (plan) response.json(moveOn(world, plan));
    else response.status(404).json(toProblem({ code: 'plan-not-found', status: 404 }));
  });
  return router;
};

const writeRoutes = (world: World): Router => {
  const router = Router();
  router.post(['/plans', '/people/:id/check'], (_, response) => {
    world.plan = world.next?.() ?? world.plan;
    world.health = { ...world.health, lastReadingAt: new Date().toISOString() };
    response.status(202).json({ accepted: true });
  });
  router.post('/plans/:id/approve', (request, response) => {
    const plan = findPlan(world, request.params.id);
    if (plan) world.plan = approve(world, plan, request.body as Approval, response.locals.personId);
    response.status(202).json(world.plan);
  });
  router.post('/plans/:id/reject', (request, response) => {
    const plan = findPlan(world, request.params.id);
    const by = people.find((person) => person.id === response.locals.personId) ?? people[0];
    const { reason } = request.body as { readonly reason: string | null };
    const decision = {
      action: 'reject',
      reason,
      by: { id: by.id, name: by.name },
      at: new Date().toISOString(),
    } as const;
    if (plan) world.plan = { ...plan, state: 'rejected', decision };
    response.json(world.plan);
  });
  router.post('/mobilo/connect', (request, response) => {
    response.json({ url: `${request.protocol}://${request.get('host')}/mobilo` });
  });
  return router;
};

/** Mount at `/api/v1`. */
export const standInApi = (world: World): Router => {
  const router = Router();
  router.use(json({ limit: '8mb' }), authenticate, refuse(world), readRoutes(world), writeRoutes(world));
  return router;
};
