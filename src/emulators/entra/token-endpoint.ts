import { randomUUID } from 'node:crypto';
import type { Request, RequestHandler } from 'express';
import { authenticateClient } from './authenticate-client.ts';
import { EntraError } from './entra-error.ts';
import { throwOrderedFault } from './entra-faults.ts';
import type { EntraState } from './entra-state.ts';
import { grantAppToken } from './grant-app-token.ts';
import { grantOnBehalfOf } from './grant-on-behalf-of.ts';
import { grantRefresh } from './grant-refresh.ts';

type Form = Readonly<Record<string, string>>;
type Grant = typeof grantAppToken;

const jwtBearer = 'urn:ietf:params:oauth:grant-type:jwt-bearer';

/** The grants that are served, by `grant_type`; the name is what faults and the log call them. */
export const grants: Readonly<Record<string, { readonly name: string; readonly run: Grant }>> = {
  client_credentials: { name: 'client_credentials', run: grantAppToken },
  [jwtBearer]: { name: 'on_behalf_of', run: grantOnBehalfOf },
  refresh_token: { name: 'refresh_token', run: grantRefresh },
};

const answer = async (state: EntraState, tenantId: string, form: Form): Promise<object> => {
  const grant = grants[form.grant_type ?? ''];
  if (!grant) {
    const sentence = `The app requested an unsupported grant type '${form.grant_type}'.`;
    throw new EntraError(400, 'unsupported_grant_type', 70003, sentence);
  }
  throwOrderedFault(state, grant.name);
  if (tenantId !== state.tenantId) {
    throw new EntraError(400, 'invalid_request', 90002, `Tenant '${tenantId}' not found.`);
  }
  const client = await authenticateClient(state, form);
  return grant.run(state, client, form);
};

const readForm = (request: Request): Form => {
  const body: unknown = request.body;
  if (typeof body !== 'object' || body === null) return {};
  return Object.fromEntries(Object.entries(body).map(([key, value]) => [key, String(value)]));
};

/** POST /{tenant}/oauth2/v2.0/token */
export const createTokenEndpoint = (state: EntraState): RequestHandler<{ tenant: string }> => {
  return async (request, response) => {
    const form = readForm(request as Request);
    const record = (outcome: string) => {
      const grant = grants[form.grant_type ?? '']?.name ?? form.grant_type ?? '';
      state.log.push({ grant, clientId: form.client_id ?? '', scope: form.scope ?? '', outcome });
    };
    try {
      const body = await answer(state, request.params.tenant, form);
      record('issued');
      response.set({ 'Cache-Control': 'no-store', Pragma: 'no-cache' }).json(body);
    } catch (error) {
      if (!(error instanceof EntraError)) throw error;
      record(`AADSTS${error.code}`);
      const correlationId = form['client-request-id'] ?? randomUUID();
      response.status(error.status).set(error.headers).json(error.body(correlationId));
    }
  };
};
