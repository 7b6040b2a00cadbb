import express, { type Response, Router } from 'express';
import { z } from 'zod/v4';
import { putNext } from './accounts.ts';
import { poolOf, putPools } from './credits.ts';
import { type Faults, faultSchema } from './faults.ts';
import type { MobiloState } from './mobilo-state.ts';
import { advanceOrder } from './orders.ts';
import { removeTeam } from './remove-team.ts';
import { put } from './rows.ts';

const text = z.string().nullable();
const edit = z
  .object({
    email: z.string(),
    role: z.enum(['admin', 'member']),
    state: z.enum(['active', 'deactivated']),
    externalId: text,
    teamId: text,
    photo: text,
    profile: z
      .object({
        displayName: z.string(),
        givenName: text,
        surname: text,
        jobTitle: text,
        department: text,
        company: text,
        office: text,
        phone: text,
        mobile: text,
      })
      .partial(),
  })
  .partial();

/** What an account's owner, or Mobilo itself, may do to an account. */
export type AccountEdit = z.input<typeof edit>;

/** Everything in Mobilo, for a look from outside. */
export const dumpState = (state: MobiloState) => ({
  counts: {
    accounts: state.accounts.size,
    activeAccounts: [...state.accounts.values()].filter((account) => account.state === 'active').length,
    linkedAccounts: [...state.accounts.values()].filter((account) => account.externalId !== null).length,
    cards: state.cards.size,
    orders: state.orders.size,
    creditOrders: state.creditOrders.size,
  },
  teams: [...state.teams.values()],
  accounts: [...state.accounts.values()],
  cards: [...state.cards.values()],
  orders: [...state.orders.values()],
  pools: [...state.catalog.values()].map((item) => poolOf(state, item)),
});

export type StateDump = ReturnType<typeof dumpState>;

const unknown = (res: Response, what: string) => {
  res.status(404).json({ message: `There is no ${what}.` });
};

/** For tests and the demonstration: makes things go wrong, and does what other people do in Mobilo. */
export const controlRouter = (state: MobiloState, faults: Faults): Router =>
  Router()
    .use(express.json())
    .get('/state', (_req, res) => {
      res.json(dumpState(state));
    })
    .post('/faults', (req, res) => {
      faults.add(faultSchema.parse(req.body));
      res.status(204).end();
    })
    .delete('/faults', (_req, res) => {
      faults.clear();
      res.status(204).end();
    })
    .patch('/accounts/:id', (req, res) => {
      const account = state.accounts.get(req.params.id) ?? state.accounts.find('email', req.params.id.toLowerCase())[0];
      if (!account) return unknown(res, `account ${req.params.id}`);
      // A field that is absent stays as it is; zod leaves such a field out.
      const changes = edit.parse(req.body) as Partial<typeof account>;
      const next = putNext({ ...account, ...changes, profile: { ...account.profile, ...changes.profile } });
      state.commit([next.change]);
      res.json(next.account);
    })
    .put('/pools/:sku', (req, res) => {
      const item = state.catalog.get(req.params.sku);
      if (!item) return unknown(res, `sku ${req.params.sku}`);
      const { available } = z.object({ available: z.int().min(0) }).parse(req.body);
      state.commit(putPools(state, [{ ...poolOf(state, item), available }]));
      res.json(state.pools.get(item.sku));
    })
    .put('/teams/:id', (req, res) => {
      const team = { id: req.params.id, ...z.object({ name: z.string().min(1) }).parse(req.body) };
      state.commit([put('teams', team.id, team)]);
      res.json(team);
    })
    .delete('/teams/:id', (req, res) => {
      state.commit(removeTeam(state, req.params.id));
      res.status(204).end();
    })
    .post('/orders/:id/advance', (req, res) => {
      const order = state.orders.get(req.params.id);
      if (!order) return unknown(res, `order ${req.params.id}`);
      state.commit(advanceOrder(state, order));
      res.json(state.orders.get(order.id));
    })
    .post('/expire-tokens', (_req, res) => {
      const access = [...state.tokens.entries()].filter(([, token]) => token.kind === 'access');
      state.commit(access.map(([id]) => put('tokens', id, null)));
      res.status(204).end();
    });
