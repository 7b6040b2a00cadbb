import { putNext } from './accounts.ts';
import type { MobiloState } from './mobilo-state.ts';
import { type Change, put } from './rows.ts';

/** Takes a team away; its accounts are in none then. */
export const removeTeam = (state: MobiloState, id: string): readonly Change[] => [
  put('teams', id, null),
  ...[...state.accounts.values()]
    .filter(({ teamId }) => teamId === id)
    .map((account) => putNext({ ...account, teamId: null }).change),
];
