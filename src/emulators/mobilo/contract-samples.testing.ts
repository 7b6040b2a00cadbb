import type { Photo } from '../../mobilo/mobilo.ts';
import type { OperationId } from './contract.ts';
import { profileOf } from './small-office.ts';
import { sampleClient } from './start-mobilo-emulator.ts';

/** A request to the small office. */
export interface Sample {
  readonly path: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: unknown;
  readonly form?: Readonly<Record<string, string>>;
  readonly photo?: { readonly bytes: Photo['bytes']; readonly type: string };
}

/** Somebody whom the small office does not know. */
export const newAccount = {
  externalId: 'tenant/dora',
  email: 'dora@small.example',
  profile: profileOf('Dora'),
  teamId: null,
  sendLoginDetails: false,
};
/** A photo as far as Mobilo looks at it. */
export const photo: Photo = { bytes: Uint8Array.of(0x89, 0x50, 0x4e, 0x47), type: 'image/png' };
/** What the app says of itself at the token endpoint. */
export const client = { client_id: sampleClient.id, client_secret: sampleClient.secret };
const signInQuery = new URLSearchParams({
  response_type: 'code',
  client_id: sampleClient.id,
  redirect_uri: 'http://localhost/mobilo/callback',
  scope: 'accounts',
  state: 'state',
  code_challenge: 'c'.repeat(43),
  code_challenge_method: 'S256',
}).toString();

/** A request for each operation that succeeds, in an order in which all of them do. */
export const samples: Readonly<Record<OperationId, Sample>> = {
  authorize: { path: `/oauth/authorize?${signInQuery}` },
  exchangeToken: { path: '/oauth/token', form: { ...client, grant_type: 'refresh_token', refresh_token: 'set below' } },
  revokeToken: { path: '/oauth/revoke', form: { ...client, token: 'never known' } },
  readMe: { path: '/v1/me' },
  readCatalog: { path: '/v1/catalog' },
  readCredits: { path: '/v1/credits' },
  listTeams: { path: '/v1/teams?limit=1' },
  orderCredits: { path: '/v1/credits/orders', body: { lines: [{ sku: 'card-metal', quantity: 2 }] } },
  listAccounts: { path: '/v1/accounts?limit=2' },
  createAccount: { path: '/v1/accounts', body: newAccount },
  readAccount: { path: '/v1/accounts/ben' },
  updateAccount: { path: '/v1/accounts/ben', headers: { 'If-Match': '"1"' }, body: { profile: { jobTitle: 'Chef' } } },
  setPhoto: { path: '/v1/accounts/ben/photo', photo },
  listCardsOfAccount: { path: '/v1/accounts/ben/cards' },
  listCards: { path: '/v1/cards?limit=1' },
  releaseCard: { path: '/v1/cards/blank/release' },
  reassignCard: { path: '/v1/cards/blank/reassign', body: { accountId: 'cleo', sendLoginDetails: true } },
  deactivateCard: { path: '/v1/cards/blank/deactivate' },
  placeOrder: {
    path: '/v1/orders',
    body: {
      reference: 'r1',
      lines: [{ accountId: 'ben', cardSku: 'card-metal', licences: ['user'], accessories: [] }],
    },
  },
  listOrders: { path: '/v1/orders?reference=r1' },
  deactivateAccount: { path: '/v1/accounts/ben/deactivate' },
  reactivateAccount: { path: '/v1/accounts/ben/reactivate' },
  batch: {
    path: '/v1/batch',
    body: {
      requests: [
        { idempotencyKey: 'b1', method: 'PATCH', path: '/v1/accounts/ben', ifMatch: '"0"', body: { role: 'admin' } },
        { idempotencyKey: 'b2', method: 'DELETE', path: '/v1/accounts/cleo' },
        { idempotencyKey: 'b3', method: 'POST', path: '/v1/accounts/ben/deactivate' },
      ],
    },
  },
  deleteAccount: { path: '/v1/accounts/ben' },
};
