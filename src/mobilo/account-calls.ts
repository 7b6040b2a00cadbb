import { SyncError } from '../errors.ts';
import { accountAnswer, emptyAnswer, pageAnswer } from './answers.ts';
import { askInParts } from './ask-in-parts.ts';
import type { Account, AccountNames, Mobilo, Photo } from './mobilo.ts';
import { collectPages, readPages } from './read-pages.ts';
import { about, pageQuery, type Wire } from './wire.ts';

type AccountCalls = Pick<
  Mobilo,
  | 'readAccounts'
  | 'readAccount'
  | 'findAccountByExternalId'
  | 'findAccountByEmail'
  | 'findAccounts'
  | 'createAccount'
  | 'updateAccount'
  | 'deactivateAccount'
  | 'reactivateAccount'
  | 'deleteAccount'
  | 'setPhoto'
>;

/** What `reading` gives, or null when Mobilo says that there is no such thing. */
const orNull = async (reading: Promise<Account>): Promise<Account | null> => {
  try {
    return await reading;
  } catch (error) {
    if (error instanceof SyncError && error.details.problem === 'not_found') return null;
    throw error;
  }
};

type Filter = { readonly externalId: readonly string[] } | { readonly email: readonly string[] };

const accountReads = ({ api, send }: Wire) => {
  const accounts = pageAnswer(accountAnswer);
  const purpose = { kind: 'read', what: 'read the accounts' } as const;
  const findOne = async (filter: Filter) => {
    const page = await send({ kind: 'read', what: 'look for an account' }, accounts, (init) =>
      api.GET('/v1/accounts', { ...init, params: { query: { limit: 1, ...filter } } }),
    );
    return page.items[0] ?? null;
  };
  const findAll = (filter: Filter) =>
    collectPages((cursor) =>
      send({ kind: 'read', what: 'look for accounts' }, accounts, (init) =>
        api.GET('/v1/accounts', { ...init, params: { query: { ...pageQuery(cursor), ...filter } } }),
      ),
    );
  return {
    readAccounts: () =>
      readPages((cursor) =>
        send(purpose, accounts, (init) => api.GET('/v1/accounts', { ...init, params: { query: pageQuery(cursor) } })),
      ),
    readAccount: (id: string) =>
      orNull(
        send({ kind: 'read', what: 'read an account' }, accountAnswer, (init) =>
          api.GET('/v1/accounts/{id}', { ...init, params: { path: { id } } }),
        ),
      ),
    findAccountByExternalId: (externalId: string) => findOne({ externalId: [externalId] }),
    findAccountByEmail: (email: string) => findOne({ email: [email] }),
    findAccounts: (by: AccountNames) =>
      'emails' in by
        ? askInParts(by.emails, (email) => findAll({ email }))
        : askInParts(by.externalIds, (externalId) => findAll({ externalId })),
  };
};

const setPhoto = ({ api, send }: Wire, id: string, { bytes, type }: Photo, key: string) =>
  send({ kind: 'write', what: 'set a photo' }, accountAnswer, (init) =>
    api.PUT('/v1/accounts/{id}/photo', {
      ...init,
      params: about(id, key),
      headers: { ...init.headers, 'Content-Type': type },
      body: bytes,
      // The photo itself, and no JSON about it.
      bodySerializer: () => bytes,
    }),
  );

/** The part of the port that is about accounts. */
export const accountCalls = (wire: Wire): AccountCalls => ({
  ...accountReads(wire),
  createAccount: (account, key) =>
    wire.send({ kind: 'write', what: 'create an account' }, accountAnswer, (init) =>
      wire.api.POST('/v1/accounts', { ...init, params: { header: { 'Idempotency-Key': key } }, body: account }),
    ),
  updateAccount: (id, patch, version, key) =>
    wire.send({ kind: 'write', what: 'update an account' }, accountAnswer, (init) => {
      const { path, header } = about(id, key);
      const params = { path, header: { ...header, 'If-Match': `"${version}"` } };
      return wire.api.PATCH('/v1/accounts/{id}', { ...init, params, body: patch });
    }),
  deactivateAccount: (id, key) =>
    wire.send({ kind: 'write', what: 'deactivate an account' }, accountAnswer, (init) =>
      wire.api.POST('/v1/accounts/{id}/deactivate', { ...init, params: about(id, key) }),
    ),
  reactivateAccount: (id, key) =>
    wire.send({ kind: 'write', what: 'reactivate an account' }, accountAnswer, (init) =>
      wire.api.POST('/v1/accounts/{id}/reactivate', { ...init, params: about(id, key) }),
    ),
  deleteAccount: (id, key) =>
    wire.send({ kind: 'write', what: 'delete an account' }, emptyAnswer, (init) =>
      wire.api.DELETE('/v1/accounts/{id}', { ...init, params: about(id, key) }),
    ),
  setPhoto: (id, photo, key) => setPhoto(wire, id, photo, key),
});
