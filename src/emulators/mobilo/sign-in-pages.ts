import { randomBytes } from 'node:crypto';
import { type Request, type RequestHandler, type Response, Router, urlencoded } from 'express';
import type { Operation } from './contract.ts';
import type { MobiloState } from './mobilo-state.ts';
import type { OAuthClient } from './oauth-tokens.ts';
import { Refusal } from './refusal.ts';
import { put } from './rows.ts';
import { readSignInRequest, type SignInRequest } from './sign-in-request.ts';
import { samplePassword, showConsent, showFault, showPasswordReset, showSignIn } from './sign-in-views.ts';

const codeMilliseconds = 60 * 1000;

/** Somebody who has signed in and has not agreed yet. */
interface Ticket {
  readonly request: SignInRequest;
  readonly accountId: string;
}

const textOf = (body: unknown, name: string): string => {
  const value = (body as Readonly<Record<string, unknown>> | undefined)?.[name];
  return typeof value === 'string' ? value : '';
};

const exampleOf = (state: MobiloState): string => state.accounts.find('admins', 'active')[0]?.email ?? '';

const queryOf = (req: Request): string => new URL(req.originalUrl, 'http://localhost').searchParams.toString();

const makeCode = (state: MobiloState, { request, accountId }: Ticket): string => {
  const code = randomBytes(24).toString('base64url');
  const { client_id: clientId, redirect_uri: redirectUri, code_challenge: challenge, scope } = request;
  const expiresAt = Date.now() + codeMilliseconds;
  state.commit([put('codes', code, { clientId, redirectUri, challenge, accountId, scope, expiresAt, family: null })]);
  return code;
};

const signIn = (
  state: MobiloState,
  tickets: Map<string, Ticket>,
  req: Request,
  res: Response,
  request: SignInRequest,
) => {
  const [account] = state.accounts.find('email', textOf(req.body, 'email').trim().toLowerCase());
  if (account?.state !== 'active' || textOf(req.body, 'password') !== samplePassword)
    return showSignIn(
      res,
      queryOf(req),
      exampleOf(state),
      'The address or the password is wrong, or the account is deactivated.',
    );
  const ticket = randomBytes(16).toString('base64url');
  tickets.set(ticket, { request, accountId: account.id });
  const { client_id: app, redirect_uri: redirectUri, scope } = request;
  const organization = state.facts.get('organization') ?? '';
  return showConsent(res, { ticket, app, redirectUri, scope, email: account.email, organization });
};

const consent = (state: MobiloState, tickets: Map<string, Ticket>, issuer: string, req: Request, res: Response) => {
  const id = textOf(req.body, 'ticket');
  const ticket = tickets.get(id);
  tickets.delete(id);
  if (!ticket) return showFault(res, 'This page was used before or is too old. Go back to the app and start again.');
  const back = new URL(ticket.request.redirect_uri);
  back.searchParams.set('state', ticket.request.state);
  back.searchParams.set('iss', issuer);
  if (textOf(req.body, 'answer') === 'allow') back.searchParams.set('code', makeCode(state, ticket));
  else back.searchParams.set('error', 'access_denied');
  return res.redirect(303, back.href);
};

/** The pages where a person signs in, agrees, and is sent back with a code. */
export const signInPages = (
  state: MobiloState,
  authorize: Operation,
  clients: readonly OAuthClient[],
  issuer: () => string,
): Router => {
  const tickets = new Map<string, Ticket>();
  const withRequest =
    (show: (req: Request, res: Response, request: SignInRequest) => unknown): RequestHandler =>
    (req, res) => {
      try {
        show(req, res, readSignInRequest(req, authorize, clients));
      } catch (error) {
        if (!(error instanceof Refusal)) throw error;
        showFault(res, error.message);
      }
    };
  const readForm = urlencoded({ extended: false });
  return Router()
    .get(
      '/oauth/authorize',
      withRequest((req, res) => showSignIn(res, queryOf(req), exampleOf(state), null)),
    )
    .post(
      '/oauth/sign-in',
      readForm,
      withRequest((req, res, request) => signIn(state, tickets, req, res, request)),
    )
    .post('/oauth/consent', readForm, (req, res) => {
      consent(state, tickets, issuer(), req, res);
    })
    .get('/password-reset', (_req, res) => showPasswordReset(res));
};
