import type { Request, RequestHandler, Response } from 'express';
import { z } from 'zod';
import { entraFault } from './entra-faults.ts';
import { type EntraState, readConsent } from './entra-state.ts';
import { mintTabToken } from './mint-tokens.ts';

const consentChange = z.object({
  delegated: z.array(z.string()).optional(),
  application: z.array(z.string()).optional(),
});

/** POST /_control/faults: refuse from now on as ordered. */
export const orderFault = (state: EntraState): RequestHandler => {
  return (request: Request, response: Response) => {
    const fault = entraFault.safeParse(request.body);
    if (!fault.success) return void response.status(400).json({ issues: fault.error.issues });
    state.faults.push(fault.data);
    response.status(204).end();
  };
};

/** DELETE /_control/faults */
export const clearFaults = (state: EntraState): RequestHandler => {
  return (_request: Request, response: Response) => {
    state.faults.length = 0;
    response.status(204).end();
  };
};

/** PUT /_control/consent/{clientId}: what stays consented; an empty list withdraws consent. */
export const changeConsent = (state: EntraState): RequestHandler<{ clientId: string }> => {
  return (request, response) => {
    const change = consentChange.safeParse(request.body);
    if (!change.success) return void response.status(400).json({ issues: change.error.issues });
    const { clientId } = request.params;
    const now = readConsent(state, clientId);
    const { delegated = now.delegated, application = now.application } = change.data;
    state.consents.set(clientId, { delegated, application });
    response.status(204).end();
  };
};

/** GET /_control/tab-token?user={object id}: what Teams would give to the tab of that user. */
export const giveTabToken = (state: EntraState): RequestHandler => {
  return async (request: Request, response: Response) => {
    const userId = String(request.query.user ?? '');
    if (!state.users.has(userId)) {
      return void response.status(404).json({ error: `There is no user ${userId} in this tenant.` });
    }
    response.set('Cache-Control', 'no-store').json({ token: await mintTabToken(state, userId) });
  };
};
