import { expectAccount } from '../../src/emulators/company/expected-account.ts';
import { growWorld } from '../../src/emulators/company/grow-world.ts';
import { staff, type World } from '../../src/emulators/world.ts';

/** So many have no account yet. */
const joiners = 50;

const isGuest = ({ userType }: { readonly userType?: string | null }): boolean => userType === 'Guest';

/** A company of `people` on an ordinary day: nearly everybody has an account and a card, and both sides agree. */
export const makeWorld = (people: number): World => {
  const world = growWorld({ people });
  const users = world.directory.users.map((user) => ({ ...user, accountEnabled: true }));
  const known = users.filter((user) => !isGuest(user)).slice(0, -joiners);
  const accounts = known.map((user, index) => ({
    ...expectAccount(`acc_${index + 1}`, user),
    role: user.id === staff.administrator.id ? ('admin' as const) : ('member' as const),
  }));
  const cards = accounts.map(({ id }, index) => ({
    id: `card_${index + 1}`,
    accountId: id,
    sku: 'card-metal',
    state: 'active' as const,
    printed: false,
  }));
  return {
    ...world,
    directory: { ...world.directory, users },
    deletedUsers: [],
    mobilo: { ...world.mobilo, accounts, cards },
  };
};
