import express, { type ErrorRequestHandler, type Express, type Request, type Response } from 'express';
import { type Answered, answerFault, answerGraph, type GraphState } from './answer-graph.ts';
import { readCaller, type VerifyToken } from './caller.ts';
import { createControlRoutes } from './control-routes.ts';
import { GraphFault } from './graph-fault.ts';
import type { GraphRequest } from './graph-request.ts';
import { logRequest } from './request-log.ts';

const readRequest = (request: Request): GraphRequest => ({
  method: request.method,
  url: request.url,
  headers: Object.fromEntries(Object.entries(request.headers).map(([name, value]) => [name, String(value)])),
  body: request.body as unknown,
});

const answer = async (state: GraphState, request: Request, verifyToken: VerifyToken): Promise<Answered> => {
  try {
    const caller = await readCaller(verifyToken, request.headers.authorization);
    return await answerGraph(state, readRequest(request), caller);
  } catch (error) {
    if (error instanceof GraphFault) return { answer: answerFault(error), instead: undefined };
    throw error;
  }
};

/** Sends the answer, or what a broken network or a proxy would make of it (case 44). Gives the status that was sent. */
const send = (response: Response, { answer: { status, headers, body }, instead }: Answered): number => {
  if (instead === 'reset') {
    response.socket?.destroy();
    return 0;
  }
  if (instead === 'html') {
    response.status(502).type('html').end('<html><body><h1>502 Bad Gateway</h1></body></html>');
    return 502;
  }
  const content = typeof body === 'string' || body instanceof Buffer ? body : JSON.stringify(body ?? null);
  response.status(status).set(headers);
  response.end(instead === 'truncated' ? content.slice(0, content.length / 2) : content);
  return status;
};

/** A body that is not JSON. Four parameters are how Express knows an error handler. */
const refuseUnreadable: ErrorRequestHandler = (error: Error, _request, response, _next) => {
  const { status, body } = answerFault(
    new GraphFault(400, 'BadRequest', `Unable to read the request: ${error.message}`),
  );
  response.status(status).json(body);
};

/** Microsoft Graph below `/v1.0`, for bearers of a token, and the control routes below `/_control`. */
export const createGraphRoutes = (state: GraphState, verifyToken: VerifyToken): Express => {
  const app = express();
  app.disable('x-powered-by').disable('etag');
  app.use(express.json({ limit: '4mb' }));
  app.use('/_control', createControlRoutes(state));
  app.use('/v1.0', async (request, response) => {
    const status = send(response, await answer(state, request, verifyToken));
    logRequest(state.requests, { method: request.method, url: request.url, status, inBatch: false });
  });
  app.use(refuseUnreadable);
  return app;
};
