import type { Decide } from './call.ts';
import { readPage } from './cursor.ts';
import type { MobiloState } from './mobilo-state.ts';
import { Refusal } from './refusal.ts';

/** No team is fine too. Refuses with 422. */
export const requireTeam = (state: MobiloState, id: string | null | undefined): void => {
  if (typeof id === 'string' && !state.teams.get(id))
    throw new Refusal(422, 'unknown_team', { detail: `There is no team ${id}.` });
};

export const listTeams: Decide<'listTeams'> = (state, { query }) => ({
  status: 200,
  body: readPage(state.teams, query),
  changes: [],
});
