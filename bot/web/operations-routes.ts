import { Router } from 'express';
import { collectDefaultMetrics, Registry } from 'prom-client';

export interface Readiness {
  /** Can this process do its work now? Throws when not. */
  check(): Promise<void>;
}

/** `/healthz`: the process lives. `/readyz`: it can work. `/metrics`: for Prometheus. None of them tells of people. */
export const operationsRoutes = (readiness: Readiness): Router => {
  const registry = new Registry();
  collectDefaultMetrics({ register: registry });
  const router = Router();
  router.get('/healthz', (_request, response) => {
    response.type('text').send('ok');
  });
  router.get('/readyz', async (_request, response) => {
    try {
      await readiness.check();
      response.type('text').send('ready');
    } catch {
      response.status(503).type('text').send('not ready');
    }
  });
  router.get('/metrics', async (_request, response) => {
    response.type(registry.contentType).send(await registry.metrics());
  });
  return router;
};
