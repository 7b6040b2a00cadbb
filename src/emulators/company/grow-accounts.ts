import type { Account, BusinessCard, Profile } from '../../mobilo/mobilo.ts';
import { staff } from '../world.ts';
import { departments } from './departments.ts';
import { expectAccount } from './expected-account.ts';
import { type Employee, offices, pick } from './grow-people.ts';
import { domain, romanise } from './mailbox.ts';
import { displayNameOf } from './names.ts';

type SampleAccount = Omit<Account, 'version'>;

/** What Mobilo still says of a mover: their profile or address before the change in the directory. */
type Past = (employee: Employee) => { readonly profile: Partial<Profile>; readonly email?: string };

const married: Past = ({ name, index }) => ({
  profile: {
    surname: name.formerSurname,
    displayName: displayNameOf(name.language, name.givenName, name.formerSurname),
  },
  email: `${[name.givenName, name.formerSurname].map(romanise).filter(Boolean).join('.')}.${index}@${domain}`,
});

const pasts: readonly [Past, ...Past[]] = [
  ({ user }) => ({ profile: { jobTitle: `Junior ${user.jobTitle}` } }),
  married,
  ({ index }) => ({ profile: { department: pick(departments, index + 1).name } }),
  () => ({ profile: { phone: '+31205550100' } }),
  ({ index }) => ({ profile: { office: pick(offices, index + 1) } }),
  () => ({ profile: { mobile: null } }),
  ({ user }) => ({ profile: { jobTitle: `Assistant ${user.jobTitle}`, phone: '+31205550199' } }),
];

const numbered = (kind: string, number: number): string => `${kind}_${String(number).padStart(6, '0')}`;

const age = (account: SampleAccount, employee: Employee): SampleAccount => {
  const { profile, email } = pick(pasts, employee.index)(employee);
  return { ...account, email: email ?? account.email, profile: { ...account.profile, ...profile } };
};

const growAccount = (employee: Employee): readonly SampleAccount[] => {
  const account = expectAccount(numbered('acc', employee.index + 1), employee.user);
  if (employee.fate === 'joiner' || employee.fate === 'conflict') return [];
  if (employee.fate === 'mover') return [age(account, employee)];
  if (employee.fate === 'link') return [{ ...account, externalId: null }];
  return [employee.user.id === staff.administrator.id ? { ...account, role: 'admin' } : account];
};

/** The accounts in Mobilo: everybody but the joiners, in step with the directory except for the movers and links. */
export const growAccounts = (employees: readonly Employee[]): readonly SampleAccount[] =>
  employees.flatMap(growAccount);

/** By turns: some cards are printed, some people have none ("user licence only"). */
const steadyCards = [
  'card-wood',
  'card-metal-printed',
  'card-recycled',
  'card-wood-printed',
  null,
  'card-metal',
] as const;

/** Blank and printed ones, so that every choice of R24 and R25 occurs. */
const leaversCards = { deleted: 'card-metal', gone: 'card-wood-printed', disabled: 'card-wood' } as const;

const skuOf = ({ fate, index }: Employee): string | null =>
  fate === 'deleted' || fate === 'gone' || fate === 'disabled' ? leaversCards[fate] : pick(steadyCards, index);

/** One active card for most accounts. */
export const growCards = (employees: readonly Employee[]): readonly BusinessCard[] =>
  employees.flatMap((employee) => {
    const [account] = growAccount(employee);
    const sku = skuOf(employee);
    if (!account || !sku) return [];
    const id = numbered('card', employee.index + 1);
    return [{ id, accountId: account.id, sku, state: 'active', printed: sku.endsWith('-printed') } as const];
  });
