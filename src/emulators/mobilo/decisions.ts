import {
  createAccount,
  deactivateAccount,
  deleteAccount,
  listAccounts,
  reactivateAccount,
  readAccount,
  setPhoto,
  updateAccount,
} from './accounts.ts';
import type { Decide } from './call.ts';
import { deactivateCard, listCards, listCardsOfAccount, reassignCard, releaseCard } from './cards.ts';
import type { OperationId } from './contract.ts';
import { orderCredits, readCredits } from './credits.ts';
import { listOrders, placeOrder } from './orders.ts';
import { listTeams } from './teams.ts';

const readMe: Decide<'readMe'> = (state, { me }) => ({
  status: 200,
  body: { id: me.id, email: me.email, role: me.role, organization: state.facts.get('organization') ?? '' },
  changes: [],
});

const readCatalog: Decide<'readCatalog'> = (state) => ({
  status: 200,
  body: { items: [...state.catalog.values()] },
  changes: [],
});

/** Sign-in and batch have files of their own; every other operation of `openapi.yaml` is decided here. */
export type DecidedId = Exclude<OperationId, 'authorize' | 'exchangeToken' | 'revokeToken' | 'batch'>;

/** The coverage table: what serves each operation. */
export const decisions: { readonly [Id in DecidedId]: Decide<Id> } = {
  readMe,
  readCatalog,
  readCredits,
  listTeams,
  orderCredits,
  listAccounts,
  createAccount,
  readAccount,
  updateAccount,
  deleteAccount,
  deactivateAccount,
  reactivateAccount,
  setPhoto,
  listCardsOfAccount,
  listCards,
  releaseCard,
  reassignCard,
  deactivateCard,
  listOrders,
  placeOrder,
};
