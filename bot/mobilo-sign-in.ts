/** Connecting Mobilo in a pop-up of Teams (R2): off to Mobilo, and back to a page that closes itself. */
import type { Request } from 'express';
import { Router } from 'express';
import * as z from 'zod/v4';
import { SyncError } from '../src/errors.ts';
import type { Connection } from '../src/mobilo/connection.ts';
import type { Mobilo } from '../src/mobilo/mobilo.ts';
import type { Sealer } from '../src/mobilo/seal.ts';
import { appendAudit } from '../src/store/audit-log.ts';
import type { Store } from '../src/store/store.ts';

const minutes = 10;
const context = 'mobilo-sign-in';

export interface MobiloSignInOptions {
  readonly store: Store;
  readonly tenantId: string;
  readonly publicUrl: string;
  readonly connection: Connection;
  /** A connection that keeps its grant in memory, and Mobilo seen through it: to look at a grant before it is adopted. */
  readonly tryConnection: () => { readonly connection: Connection; readonly mobilo: Mobilo };
  readonly sealer: Sealer;
}

/** What must come back unchanged. It travels sealed, so that any instance can finish what another one began. */
const ticketText = z.object({ verifier: z.string(), by: z.string(), until: z.number() });
type Ticket = z.infer<typeof ticketText>;

export interface MobiloSignIn {
  /** Where this person's pop-up begins. */
  begin(personId: string): string;
  /** `/auth/mobilo/*`. */
  readonly routes: Router;
}

const readTicket = (sealer: Sealer, sealed: unknown): Ticket => {
  const stale = new SyncError(
    'bad-request',
    'This sign-in has expired or was not begun here. Close the window and connect again.',
  );
  if (typeof sealed !== 'string') throw stale;
  try {
    const ticket = ticketText.parse(JSON.parse(sealer.open(sealed, context)));
    if (ticket.until < Date.now()) throw stale;
    return ticket;
  } catch (cause) {
    throw new SyncError(stale.code, stale.message, { cause });
  }
};

/** Only an admin's grant is worth anything to us (R1). Another one never replaces the grant that works. */
const finish = async (options: MobiloSignInOptions, code: string, ticket: Ticket): Promise<void> => {
  const { store, tenantId } = options;
  const trial = options.tryConnection();
  const grant = await trial.connection.finishConnection(code, ticket.verifier);
  const { role, id } = await trial.mobilo.readMe();
  if (role !== 'admin') {
    await trial.connection.disconnect();
    throw new SyncError('mobilo-forbidden', 'This Mobilo account is no admin. Sign in with the account of an admin.');
  }
  await options.connection.adopt(grant);
  await store.tx(async (tx) => {
    await appendAudit(tx, [{ tenantId, kind: 'mobilo.connected', by: ticket.by, planId: null, data: { account: id } }]);
  });
};

const returnOf = async (options: MobiloSignInOptions, query: Request['query']): Promise<string> => {
  const ticket = readTicket(options.sealer, query.state);
  if (typeof query.code !== 'string') return 'CancelledByUser';
  try {
    await finish(options, query.code, ticket);
    return 'done';
  } catch (error) {
    if (error instanceof SyncError) return error.code;
    throw error;
  }
};

export const createMobiloSignIn = (options: MobiloSignInOptions): MobiloSignIn => {
  const { publicUrl, connection, sealer } = options;
  const routes = Router();
  routes.get('/mobilo/start', (request, response) => {
    const { by } = readTicket(sealer, request.query.ticket);
    const { url, verifier } = connection.startConnection();
    const ticket: Ticket = { by, verifier, until: Date.now() + minutes * 60_000 };
    const target = new URL(url);
    target.searchParams.set('state', sealer.seal(JSON.stringify(ticket), context));
    response.set('Cache-Control', 'no-store').redirect(target.href);
  });
  routes.get('/mobilo/callback', async (request, response) => {
    const result = await returnOf(options, request.query);
    response.set('Cache-Control', 'no-store').redirect(`/tab/?sign-in=${encodeURIComponent(result)}`);
  });
  return {
    begin: (personId) => {
      const ticket: Ticket = { by: personId, verifier: '', until: Date.now() + minutes * 60_000 };
      return `${publicUrl}/auth/mobilo/start?ticket=${encodeURIComponent(sealer.seal(JSON.stringify(ticket), context))}`;
    },
    routes,
  };
};
