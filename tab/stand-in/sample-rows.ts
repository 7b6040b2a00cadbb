/** A plan's rows for the specs of the tab: a few of every kind and reason, with the texts that are hard to lay out. */
import type { Row } from '../api.ts';

const names = [
  'Ada Byron',
  'Jan van den Berg',
  'Zoë Ångström-Fernández de la Vega y Santísima Trinidad',
  'Bo Li',
  'Emma de Wit',
  'Noor El Amrani',
  'Sanne Visser',
  'Tom Baker',
  'Mei Tanaka',
  'Lars Nyström',
  'Ines Costa',
  'Paul O’Brien',
] as const;
const departments = ['Engineering', 'Sales', 'Customer Success and Professional Services', 'Finance'] as const;

const nameAt = (index: number): string => {
  const name = names[index % names.length] ?? names[0];
  const round = Math.floor(index / names.length);
  return round === 0 ? name : `${name} ${round + 1}`;
};

const addressOf = (name: string): string =>
  `${name
    .normalize('NFD')
    .toLowerCase()
    .replaceAll(/[^a-z0-9 ]/g, '')
    .replaceAll(' ', '.')}@contoso.example`;

const person = (kind: Row['kind'], index: number) => {
  const name = nameAt(index);
  const department = departments[index % departments.length] ?? null;
  return {
    id: `${kind}:${index}`,
    name,
    email: addressOf(name),
    department,
    personId: `person-${kind}-${index}`,
    notes: [],
  };
};

const account = (index: number) => ({ accountId: `acc_${index}`, accountVersion: 'v1' });

const joiner = (index: number): Row => {
  const base = person('joiner', index);
  return {
    kind: 'joiner',
    reason: 'new-in-scope',
    ...base,
    groupIds: ['group-1'],
    orderGroupId: null,
    recycles: null,
    photo: false,
    profile: {
      displayName: base.name,
      givenName: null,
      surname: null,
      jobTitle: index % 5 === 0 ? null : 'Account Executive, Benelux and the Nordics',
      department: base.department,
      company: 'Contoso',
      office: null,
      phone: null,
      mobile: null,
    },
    order: {
      cardSku: index % 3 === 2 ? 'card-wood' : index % 7 === 6 ? null : 'card-metal',
      licences: index % 2 === 0 ? ['user', 'crm'] : ['user'],
      accessories: index % 4 === 0 ? ['keyring'] : [],
      sendLoginDetails: index % 2 === 0,
      teamId: null,
    },
  };
};

const mover = (index: number): Row => ({
  kind: 'mover',
  reason: index === 2 ? 'returned' : 'profile-changed',
  ...person('mover', index + 3),
  ...account(index),
  after: [],
  photo: false,
  differences: [
    { field: 'jobTitle', from: 'Sales Manager Benelux', to: 'Senior Sales Manager Benelux', edited: false },
    ...(index % 2 === 0 ? [{ field: 'mobile', from: null, to: '+31 6 1234 5678', edited: false }] : []),
    ...(index === 2 ? [{ field: 'state', from: 'deactivated', to: 'active', edited: false }] : []),
    ...(index % 3 === 0 ? [{ field: 'surname', from: 'Jansen', to: 'Jansen-de Vries', edited: false }] : []),
  ],
});

const leaverReasons = ['deleted-restorable', 'disabled', 'deleted-final'] as const;
const leaver = (index: number): Row => ({
  kind: 'leaver',
  reason: leaverReasons[index % 3] ?? 'disabled',
  ...person('leaver', index + 6),
  ...account(index + 100),
  since: index % 3 === 2 ? null : '2026-11-20T08:00:00.000Z',
  cards: [
    { id: `card-${index}-a`, sku: 'card-metal', name: 'Metal', printed: false, recipient: null },
    ...(index % 3 === 1
      ? [{ id: `card-${index}-b`, sku: 'card-wood-printed', name: 'Wood', printed: true, recipient: null }]
      : []),
  ].slice(0, index % 3 === 2 ? 0 : 2),
});

const link = (index: number): Row => ({
  kind: 'link',
  reason: 'same-address',
  ...person('link', index + 9),
  ...account(index + 200),
  differences: [{ field: 'department', from: 'Sales', to: 'Marketing', edited: false }],
  photo: false,
});

const deletion = (index: number): Row => ({
  kind: 'deletion',
  reason: 'deleted-final',
  ...person('deletion', index + 2),
  ...account(index + 300),
  deactivatedAt: '2026-10-20T08:00:00.000Z',
});

const keepReasons = ['out-of-scope', 'scope-lost', 'protected', 'no-evidence'] as const;
const conflictReasons = ['address-linked-to-another', 'address-shared', 'several-accounts', 'linked-twice'] as const;
const excludedReasons = ['guest', 'disabled', 'no-address', 'no-name'] as const;

export interface Amounts {
  readonly joiners: number;
  readonly movers: number;
  readonly leavers: number;
  readonly links: number;
  readonly deletions?: number;
}

const many = (amount: number, make: (index: number) => Row): readonly Row[] =>
  Array.from({ length: amount }, (_, index) => make(index));

export const makeRows = ({ joiners, movers, leavers, links, deletions = 0 }: Amounts): readonly Row[] => [
  ...many(joiners, joiner),
  ...many(movers, mover),
  ...many(leavers, leaver),
  ...many(links, link),
  ...many(deletions, deletion),
  ...keepReasons.map(
    (reason, index): Row => ({ kind: 'keep', reason, ...person('keep', index), accountId: `acc_${index}` }),
  ),
  ...conflictReasons.map(
    (reason, index): Row => ({ kind: 'conflict', reason, ...person('conflict', index), accountIds: ['acc_1'] }),
  ),
  ...excludedReasons.map((reason, index): Row => ({ kind: 'excluded', reason, ...person('excluded', index) })),
];
