import type { Request, RequestHandler, Response } from 'express';
import type { EntraApp, EntraState } from './entra-state.ts';

type Parameters = Readonly<Record<'client_id' | 'redirect_uri' | 'scope' | 'state', string>>;

const readParameters = (source: unknown): Parameters => {
  const record = (typeof source === 'object' && source !== null ? source : {}) as Record<string, unknown>;
  const read = (name: string) => (typeof record[name] === 'string' ? record[name] : '');
  return {
    client_id: read('client_id'),
    redirect_uri: read('redirect_uri'),
    scope: read('scope'),
    state: read('state'),
  };
};

const escapeHtml = (text: string): string => text.replace(/[&<>"']/g, (sign) => `&#${sign.charCodeAt(0)};`);

const renderPage = (app: EntraApp, parameters: Parameters): string => {
  const names = [...(app.delegated ?? []), ...(app.application ?? [])];
  const fields = Object.entries(parameters).map(
    ([name, value]) => `<input type="hidden" name="${name}" value="${escapeHtml(value)}">`,
  );
  return `<!doctype html><html lang="en"><meta charset="utf-8"><title>Permissions requested</title>
<h1>Permissions requested</h1><p>Review for your organization</p>
<ul>${names.map((name) => `<li>${escapeHtml(name)}</li>`).join('')}</ul>
<form method="post">${fields.join('')}
<button name="decision" value="accept">Accept</button> <button name="decision" value="cancel">Cancel</button></form></html>`;
};

const findApp = (state: EntraState, { client_id, redirect_uri }: Parameters, response: Response): EntraApp | null => {
  const app = state.apps.get(client_id);
  if (app?.redirectUris?.includes(redirect_uri)) return app;
  const sentence = app
    ? `AADSTS50011: The redirect URI '${redirect_uri}' specified in the request does not match the redirect URIs configured for the application '${client_id}'.`
    : `AADSTS700016: Application with identifier '${client_id}' was not found in the directory.`;
  response.status(400).type('text').send(sentence);
  return null;
};

/** GET /{tenant}/v2.0/adminconsent: the page with Accept and Cancel. */
export const createConsentPage = (state: EntraState): RequestHandler => {
  return (request: Request, response: Response) => {
    const parameters = readParameters(request.query);
    const app = findApp(state, parameters, response);
    if (app) response.type('html').send(renderPage(app, parameters));
  };
};

/** POST /{tenant}/v2.0/adminconsent: what pressing a button of that page does. */
export const createConsentDecision = (state: EntraState): RequestHandler => {
  return (request: Request, response: Response) => {
    const parameters = readParameters(request.body);
    const app = findApp(state, parameters, response);
    if (!app) return;
    const accepted = request.body.decision === 'accept';
    if (accepted) {
      const { delegated = [], application = [] } = app;
      state.consents.set(app.clientId, { delegated, application });
    }
    const target = new URL(parameters.redirect_uri);
    const outcome = accepted
      ? { admin_consent: 'True', tenant: state.tenantId, scope: parameters.scope }
      : { admin_consent: 'True', error: 'access_denied', error_subcode: 'cancel' };
    for (const [name, value] of Object.entries({ ...outcome, state: parameters.state })) {
      target.searchParams.set(name, value);
    }
    response.redirect(target.href);
  };
};
