import { catalogAnswer, creditOrderAnswer, creditsAnswer, identityAnswer, pageAnswer, teamAnswer } from './answers.ts';
import type { Mobilo } from './mobilo.ts';
import { collectPages } from './read-pages.ts';
import { pageQuery, type Wire } from './wire.ts';

type OrganizationCalls = Pick<Mobilo, 'readMe' | 'readCatalog' | 'readCredits' | 'readTeams' | 'addCredits'>;

const teams = pageAnswer(teamAnswer);

/** The part of the port that is about the organization as a whole. */
export const organizationCalls = ({ api, send }: Wire): OrganizationCalls => ({
  readMe: () =>
    send({ kind: 'read', what: 'read who is signed in' }, identityAnswer, (init) => api.GET('/v1/me', init)),
  readCatalog: async () => {
    const purpose = { kind: 'read', what: 'read the catalog' } as const;
    return (await send(purpose, catalogAnswer, (init) => api.GET('/v1/catalog', init))).items;
  },
  readCredits: () =>
    send({ kind: 'read', what: 'read the credits' }, creditsAnswer, (init) => api.GET('/v1/credits', init)),
  readTeams: () =>
    collectPages((cursor) =>
      send({ kind: 'read', what: 'read the teams' }, teams, (init) =>
        api.GET('/v1/teams', { ...init, params: { query: pageQuery(cursor) } }),
      ),
    ),
  addCredits: async (lines, key) => {
    const order = await send({ kind: 'write', what: 'buy credits' }, creditOrderAnswer, (init) =>
      api.POST('/v1/credits/orders', { ...init, params: { header: { 'Idempotency-Key': key } }, body: { lines } }),
    );
    return order.credits;
  },
});
