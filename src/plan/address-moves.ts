/**
 * Which linked accounts may change their address in this plan. Mobilo refuses an address that another account holds,
 * so a move waits for the one that frees its address; a circle of such moves is left to a person.
 */
import type { Account } from '../mobilo/mobilo.ts';
import { isDisabled, normaliseAddress } from './profile.ts';
import type { WorldView } from './world-view.ts';

interface Move {
  readonly account: Account;
  readonly personId: string;
  readonly to: string;
}

export interface AddressMoves {
  /** May this account take its person's address, and after whose moves? Null: it may not. */
  allow(accountId: string): { readonly after: readonly string[] } | null;
  /** The accounts that hold an address once the allowed moves are made. */
  holdersAfter(address: string): readonly Account[];
}

const wantedMoves = (view: WorldView): readonly Move[] =>
  view.people.flatMap(({ person }) => {
    const [account, second] = view.accountsByPerson.get(person.id) ?? [];
    const to = view.rules.addressOf(person);
    if (!account || second || to === null || isDisabled(person) || normaliseAddress(account.email) === to) return [];
    if (view.rules.isExempt(person.id, person.userPrincipalName)) return [];
    const rivals = (view.claimantsByAddress.get(to) ?? []).filter((rival) => rival.person.id !== person.id);
    return rivals.length === 0 ? [{ account, personId: person.id, to }] : [];
  });

export const findAddressMoves = (view: WorldView): AddressMoves => {
  const allowed = new Map<string, Move & { readonly after: readonly string[] }>();
  let waiting = wantedMoves(view);
  for (let before = -1; before !== allowed.size; ) {
    before = allowed.size;
    const still: Move[] = [];
    for (const move of waiting) {
      const holders = view.accountsByAddress.get(move.to) ?? [];
      const freed = holders.flatMap((holder) => allowed.get(holder.id) ?? []);
      if (freed.length === holders.length)
        allowed.set(move.account.id, { ...move, after: freed.map(({ personId }) => personId) });
      else still.push(move);
    }
    waiting = still;
  }
  const arrivals = new Map([...allowed.values()].map((move) => [move.to, move.account]));
  return {
    allow: (accountId) => {
      const move = allowed.get(accountId);
      return move ? { after: move.after } : null;
    },
    holdersAfter: (address) => {
      const staying = (view.accountsByAddress.get(address) ?? []).filter((holder) => !allowed.has(holder.id));
      const arriving = arrivals.get(address);
      return arriving ? [...staying, arriving] : staying;
    },
  };
};
