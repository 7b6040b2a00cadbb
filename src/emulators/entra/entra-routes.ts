import express, { type Express, type Request, type Response } from 'express';
import { createConsentDecision, createConsentPage } from './admin-consent.ts';
import { changeConsent, clearFaults, giveTabToken, orderFault } from './control.ts';
import { describeInstance, describeTenant } from './discovery.ts';
import type { EntraState } from './entra-state.ts';
import { createTokenEndpoint } from './token-endpoint.ts';

const addProtocol = (app: Express, state: EntraState): void => {
  const keys = (_request: Request, response: Response) => void response.json(state.keys.published());
  app.get('/:tenant/v2.0/.well-known/openid-configuration', (request, response) => {
    response.json(describeTenant(state, request.params.tenant, 2));
  });
  app.get('/:tenant/.well-known/openid-configuration', (request, response) => {
    response.json(describeTenant(state, request.params.tenant, 1));
  });
  app.get('/:tenant/discovery/v2.0/keys', keys);
  app.get('/:tenant/discovery/keys', keys);
  app.get('/:tenant/discovery/instance', (_request, response) => void response.json(describeInstance(state)));
  app.post('/:tenant/oauth2/v2.0/token', createTokenEndpoint(state));
  app.get('/:tenant/v2.0/adminconsent', createConsentPage(state));
  app.post('/:tenant/v2.0/adminconsent', createConsentDecision(state));
};

const addControl = (app: Express, state: EntraState): void => {
  app.post('/_control/faults', orderFault(state));
  app.delete('/_control/faults', clearFaults(state));
  app.put('/_control/consent/:clientId', changeConsent(state));
  app.get('/_control/tab-token', giveTabToken(state));
  app.post('/_control/rotate-keys', async (_request, response) => {
    await state.keys.rotate();
    response.status(204).end();
  });
  app.get('/_control/log', (_request, response) => void response.json(state.log));
};

/** All that the emulator answers; `coverage.ts` lists the same routes. */
export const createEntraRoutes = (state: EntraState): Express => {
  const app = express();
  app.disable('x-powered-by');
  app.use(express.urlencoded({ extended: false }), express.json());
  addControl(app, state);
  addProtocol(app, state);
  return app;
};
