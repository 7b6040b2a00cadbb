import type { BusinessCard } from '../../mobilo/mobilo.ts';
import { requireAccount } from './accounts.ts';
import type { Decide } from './call.ts';
import { pagesOf, readPage } from './cursor.ts';
import type { MobiloState } from './mobilo-state.ts';
import { Refusal } from './refusal.ts';
import { put } from './rows.ts';

const requireCard = (state: MobiloState, id: string): BusinessCard => {
  const card = state.cards.get(id);
  if (!card) throw new Refusal(404, 'not_found', { detail: `There is no card ${id}.` });
  return card;
};

/** A card can get another holder when it works and has no name on it. */
const requireTransferable = (card: BusinessCard): void => {
  if (card.state === 'deactivated')
    throw new Refusal(409, 'card_deactivated', { detail: `Card ${card.id} is deactivated for good.` });
  if (card.printed)
    throw new Refusal(409, 'card_is_printed', {
      detail: `Card ${card.id} has a name on it and can go to nobody else.`,
    });
};

const changed = (card: BusinessCard) => ({ status: 200, body: card, changes: [put('cards', card.id, card)] }) as const;
const unchanged = (card: BusinessCard) => ({ status: 200, body: card, changes: [] }) as const;

const cardsOf = (state: MobiloState, accountIds: readonly string[]) =>
  pagesOf([...new Set(accountIds)].flatMap((id) => state.cards.find('accountId', id)));

export const listCards: Decide<'listCards'> = (state, { query }) => ({
  status: 200,
  body: readPage(query.accountId ? cardsOf(state, query.accountId) : state.cards, query),
  changes: [],
});

export const listCardsOfAccount: Decide<'listCardsOfAccount'> = (state, { path, query }) => ({
  status: 200,
  body: readPage(cardsOf(state, [requireAccount(state, path.id).id]), query),
  changes: [],
});

export const releaseCard: Decide<'releaseCard'> = (state, { path }) => {
  const card = requireCard(state, path.id);
  requireTransferable(card);
  return card.state === 'released' ? unchanged(card) : changed({ ...card, accountId: null, state: 'released' });
};

export const reassignCard: Decide<'reassignCard'> = (state, { path, body }) => {
  const card = requireCard(state, path.id);
  requireTransferable(card);
  const account = state.accounts.get(body.accountId);
  if (!account) throw new Refusal(422, 'unknown_account', { detail: `There is no account ${body.accountId}.` });
  if (account.state === 'deactivated')
    throw new Refusal(409, 'account_deactivated', { detail: `${account.email} is deactivated.` });
  return changed({ ...card, accountId: account.id, state: card.state === 'ordered' ? 'ordered' : 'active' });
};

export const deactivateCard: Decide<'deactivateCard'> = (state, { path }) => {
  const card = requireCard(state, path.id);
  return card.state === 'deactivated' ? unchanged(card) : changed({ ...card, state: 'deactivated' });
};
