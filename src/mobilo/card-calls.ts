import { cardAnswer, pageAnswer } from './answers.ts';
import { askInParts } from './ask-in-parts.ts';
import type { Mobilo } from './mobilo.ts';
import { collectPages, readPages } from './read-pages.ts';
import { about, pageQuery, type Wire } from './wire.ts';

type CardCalls = Pick<
  Mobilo,
  'readCards' | 'readCardsOf' | 'readCardsOfMany' | 'releaseCard' | 'reassignCard' | 'deactivateCard'
>;

const cards = pageAnswer(cardAnswer);
const purpose = { kind: 'read', what: 'read the cards' } as const;

/** The part of the port that is about cards. */
export const cardCalls = ({ api, send }: Wire): CardCalls => ({
  readCards: () =>
    readPages((cursor) =>
      send(purpose, cards, (init) => api.GET('/v1/cards', { ...init, params: { query: pageQuery(cursor) } })),
    ),
  readCardsOf: (id) =>
    collectPages((cursor) =>
      send(purpose, cards, (init) =>
        api.GET('/v1/accounts/{id}/cards', { ...init, params: { path: { id }, query: pageQuery(cursor) } }),
      ),
    ),
  readCardsOfMany: (accountIds) =>
    askInParts(accountIds, (accountId) =>
      collectPages((cursor) =>
        send(purpose, cards, (init) =>
          api.GET('/v1/cards', { ...init, params: { query: { ...pageQuery(cursor), accountId } } }),
        ),
      ),
    ),
  releaseCard: (id, key) =>
    send({ kind: 'write', what: 'release a card' }, cardAnswer, (init) =>
      api.POST('/v1/cards/{id}/release', { ...init, params: about(id, key) }),
    ),
  reassignCard: (id, to, key) =>
    send({ kind: 'write', what: 'reassign a card' }, cardAnswer, (init) =>
      api.POST('/v1/cards/{id}/reassign', { ...init, params: about(id, key), body: to }),
    ),
  deactivateCard: (id, key) =>
    send({ kind: 'write', what: 'deactivate a card' }, cardAnswer, (init) =>
      api.POST('/v1/cards/{id}/deactivate', { ...init, params: about(id, key) }),
    ),
});
