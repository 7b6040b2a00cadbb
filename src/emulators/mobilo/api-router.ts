import { setTimeout as wait } from 'node:timers/promises';
import express, { type ErrorRequestHandler, type Request, type Response, Router } from 'express';
import { type Answer, answerOrRefuse, refusalAnswer } from './answer.ts';
import { authenticate } from './authenticate.ts';
import type { Operation } from './contract.ts';
import type { Fault, Faults } from './faults.ts';
import { findOperation } from './find-operation.ts';
import type { MobiloState } from './mobilo-state.ts';
import { answerOrRefuseOAuth } from './oauth-refusal.ts';
import type { TokenDesk } from './oauth-tokens.ts';
import { perform } from './perform.ts';
import { performBatch } from './perform-batch.ts';
import { type ProblemCode, Refusal } from './refusal.ts';

const send = (res: Response, { status, body, headers, replayed }: Answer): void => {
  res.locals.replayed = replayed === true;
  res.status(status).set(headers);
  if (body === null) res.end();
  else res.send(JSON.stringify(body));
};

const failure = (status: number, code: ProblemCode, retryAfter: number): Answer =>
  refusalAnswer(new Refusal(status, code, {}, { 'Retry-After': String(retryAfter) }));

const unavailable = ({ status, retryAfter }: Fault): Answer =>
  failure(status, status === 503 ? 'unavailable' : 'internal_error', retryAfter);

/** Answers with what `work` gives, unless a fault strikes before or after the work. */
const answerWithFaults = async (res: Response, faults: readonly Fault[], work: () => Answer): Promise<void> => {
  for (const fault of faults) if (fault.kind === 'slow') await wait(fault.milliseconds);
  const fault = faults.find(({ kind }) => kind !== 'slow');
  switch (fault?.kind) {
    case 'drop-before':
      res.destroy();
      return;
    case 'throttle':
      return send(res, failure(429, 'rate_limited', fault.retryAfter));
    case 'fail':
      return send(res, unavailable(fault));
  }
  const answer = work();
  if (fault?.kind === 'drop-after') res.destroy();
  else send(res, fault?.kind === 'fail-after' ? unavailable(fault) : answer);
};

const answerApi = (state: MobiloState, contract: readonly Operation[], req: Request): Answer =>
  answerOrRefuse(() => {
    const { operation, path } = findOperation(contract, req.method, req.path);
    const me = authenticate(state, operation, req.get('Authorization'));
    const raw = { path, query: req.query, headers: req.headers, body: req.body as unknown, me, address: req.path };
    return operation.id === 'batch' ? performBatch(state, contract, operation, raw) : perform(state, operation, raw);
  });

const jsonHeaders = { 'Content-Type': 'application/json', 'Cache-Control': 'no-store' };

const refuseUnreadable: ErrorRequestHandler = (error, _req, res, next) => {
  const { status, message } = error as { readonly status?: number; readonly message: string };
  if (status === undefined || status >= 500) return next(error);
  send(res, refusalAnswer(new Refusal(400, 'invalid_request', { detail: message })));
};

/** Everything a program talks to: `/v1/*` as `openapi.yaml` says, and the token endpoint. */
export const apiRouter = (
  state: MobiloState,
  contract: readonly Operation[],
  desk: TokenDesk,
  faults: Faults,
): Router => {
  const strike = (req: Request) => faults.take(req.method, req.path);
  return (
    Router()
      .post(['/oauth/token', '/oauth/revoke'], express.urlencoded({ extended: false }), (req, res) =>
        answerWithFaults(res, strike(req), () =>
          answerOrRefuseOAuth(() => {
            if (req.path === '/oauth/token')
              return { status: 200, body: desk.exchange(req.body), headers: jsonHeaders };
            desk.revoke(req.body);
            return { status: 200, body: null, headers: {} };
          }),
        ),
      )
      // How large a photo may be is the contract's to say, not the parser's.
      .put('/v1/accounts/:id/photo', express.raw({ type: () => true, limit: Number.POSITIVE_INFINITY }))
      .all('/v1/{*rest}', express.json({ limit: '2mb' }), (req, res) =>
        answerWithFaults(res, strike(req), () => answerApi(state, contract, req)),
      )
      .use(refuseUnreadable)
  );
};
