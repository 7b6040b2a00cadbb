import type { Account } from '../../mobilo/mobilo.ts';
import type { Decide } from './call.ts';
import { pagesOf, readPage } from './cursor.ts';
import { fingerprintBytes } from './fingerprint-bytes.ts';
import type { MobiloState } from './mobilo-state.ts';
import { Refusal } from './refusal.ts';
import { type Change, put } from './rows.ts';
import { requireTeam } from './teams.ts';

/** The account with this id. Refuses with 404. */
export const requireAccount = (state: MobiloState, id: string): Account => {
  const account = state.accounts.get(id);
  if (!account) throw new Refusal(404, 'not_found', { detail: `There is no account ${id}.` });
  return account;
};

const requireVersion = (account: Account, ifMatch: string | null): void => {
  if (ifMatch !== null && ifMatch !== account.version)
    throw new Refusal(412, 'stale', { detail: `${account.email} is at version ${account.version}, not ${ifMatch}.` });
};

const requireFree = (state: MobiloState, wanted: { email?: string; externalId?: string }, id: string | null): void => {
  const { email, externalId } = wanted;
  const holds = (index: 'email' | 'externalId', key: string) =>
    state.accounts.find(index, key).some((account) => account.id !== id);
  if (email !== undefined && holds('email', email.toLowerCase()))
    throw new Refusal(409, 'email_taken', { detail: `Another account has the address ${email}.` });
  if (externalId !== undefined && holds('externalId', externalId))
    throw new Refusal(409, 'external_id_taken', { detail: `Another account has the external id ${externalId}.` });
};

/** The organization always has an active administrator. */
const requireOtherAdmin = (state: MobiloState, account: Account): void => {
  const admins = state.accounts.findIds('admins', 'active');
  if (admins.length === 1 && admins[0] === account.id)
    throw new Refusal(409, 'last_admin', { detail: `${account.email} is the last active administrator.` });
};

/** Writes an account as its next version. */
export const putNext = (account: Account): { readonly account: Account; readonly change: Change } => {
  const next = { ...account, version: String(Number(account.version) + 1) };
  return { account: next, change: put('accounts', next.id, next) };
};

const changed = (account: Account, others: readonly Change[] = []) => {
  const next = putNext(account);
  return {
    status: 200,
    body: next.account,
    version: next.account.version,
    changes: [next.change, ...others],
  } as const;
};

const unchanged = (account: Account) =>
  ({ status: 200, body: account, version: account.version, changes: [] }) as const;

/** All cards of the account that still work stop working. `holder`: whose they are from now on. */
const switchCardsOff = (state: MobiloState, accountId: string, holder: string | null): readonly Change[] =>
  state.cards
    .find('accountId', accountId)
    .map((card) => put('cards', card.id, { ...card, accountId: holder, state: 'deactivated' }));

export const listAccounts: Decide<'listAccounts'> = (state, { query }) => {
  const { externalId, email } = query;
  if (!externalId && !email) return { status: 200, body: readPage(state.accounts, query), changes: [] };
  const found = [
    ...(externalId ?? []).flatMap((id) => state.accounts.find('externalId', id)),
    ...(email ?? []).flatMap((address) => state.accounts.find('email', address.toLowerCase())),
  ];
  return { status: 200, body: readPage(pagesOf([...new Set(found)]), query), changes: [] };
};

export const readAccount: Decide<'readAccount'> = (state, { path }) => unchanged(requireAccount(state, path.id));

export const createAccount: Decide<'createAccount'> = (state, { body, newId }) => {
  requireTeam(state, body.teamId);
  requireFree(state, body, null);
  const { email, externalId, profile, teamId } = body;
  const account: Account = {
    id: newId('account'),
    externalId,
    email,
    profile,
    teamId,
    photo: null,
    state: 'active',
    role: 'member',
    version: '1',
  };
  return {
    status: 201,
    body: account,
    version: account.version,
    changes: [put('accounts', account.id, account)],
  };
};

export const updateAccount: Decide<'updateAccount'> = (state, { path, body, ifMatch }) => {
  const account = requireAccount(state, path.id);
  requireVersion(account, ifMatch);
  requireTeam(state, body.teamId);
  requireFree(state, body, account.id);
  if (body.role === 'member') requireOtherAdmin(state, account);
  return changed({ ...account, ...body, profile: { ...account.profile, ...body.profile } });
};

export const deleteAccount: Decide<'deleteAccount'> = (state, { path, ifMatch }) => {
  const account = requireAccount(state, path.id);
  requireVersion(account, ifMatch);
  requireOtherAdmin(state, account);
  const changes = [put('accounts', account.id, null), ...switchCardsOff(state, account.id, null)];
  return { status: 204, body: null, changes };
};

export const deactivateAccount: Decide<'deactivateAccount'> = (state, { path, ifMatch }) => {
  const account = requireAccount(state, path.id);
  requireVersion(account, ifMatch);
  if (account.state === 'deactivated') return unchanged(account);
  requireOtherAdmin(state, account);
  return changed({ ...account, state: 'deactivated' }, switchCardsOff(state, account.id, account.id));
};

export const reactivateAccount: Decide<'reactivateAccount'> = (state, { path, ifMatch }) => {
  const account = requireAccount(state, path.id);
  requireVersion(account, ifMatch);
  return account.state === 'active' ? unchanged(account) : changed({ ...account, state: 'active' });
};

export const setPhoto: Decide<'setPhoto'> = (state, { path, body, ifMatch }) => {
  const account = requireAccount(state, path.id);
  requireVersion(account, ifMatch);
  const photo = fingerprintBytes(body);
  return account.photo === photo ? unchanged(account) : changed({ ...account, photo });
};
