/** For the laws: readings, settings and pasts of every kind, small enough that they meet one another. */
import fc from 'fast-check';
import type { Evidence, Person } from './directory/directory.ts';
import type { Account, BusinessCard } from './mobilo/mobilo.ts';
import { hashProfile, profileFields } from './plan/hash-profile.ts';
import type { Reading } from './plan/make-plan.ts';
import { type Expression, type FieldRule, fieldPolicies, type Mapping, mappable } from './plan/mapping.ts';
import { noPast, type Past } from './plan/past.ts';
import { accountOf, person, smallWorld, tenantId } from './plan/small-world.ts';
import { defaultSettings, type Settings } from './settings.ts';

const ids = ['ada', 'bob', 'cleo', 'dan', 'eve', 'fay'] as const;
const address = fc.constantFrom('ada@contoso.example', 'bob@contoso.example', 'shared@contoso.example', null);

/** A few numbers in several forms each. */
const phone = fc.constantFrom(
  '+31 20 555 0100',
  '020-555 0100',
  '0031205550100',
  '+31 20 555 0200',
  '020 5550200',
  'desk',
);

const somePerson: fc.Arbitrary<Person> = fc
  .record({
    id: fc.constantFrom(...ids),
    mail: fc.oneof({ weight: 3, arbitrary: fc.constant(undefined) }, { weight: 1, arbitrary: address }),
    jobTitle: fc.constantFrom('Engineer', 'Director', null),
    displayName: fc.constantFrom(undefined, 'Åsa Ñandú', null),
    department: fc.constantFrom('Research', 'Re\u0301search ', null),
    mobilePhone: fc.oneof(phone, fc.constant(null)),
    businessPhones: fc.array(phone, { maxLength: 3 }),
    licensed: fc.constantFrom(true, true, false, null),
    isResourceAccount: fc.constantFrom(false, false, false, true, null),
    invited: fc.constantFrom(false, false, false, true),
    secondary: fc.option(address, { freq: 4 }),
    accountEnabled: fc.constantFrom(true, true, true, false),
    userType: fc.constantFrom('Member', 'Member', 'Guest', null),
    employeeHireDate: fc.constantFrom(null, null, '2026-12-20T00:00:00Z'),
    employeeLeaveDateTime: fc.constantFrom(null, null, '2026-12-31T17:00:00Z'),
  })
  .map(({ id, mail, displayName, invited, secondary, ...change }) =>
    person(id, {
      ...change,
      ...(invited && { userPrincipalName: `${id}_fabrikam.example#EXT#@contoso.example` }),
      ...(mail !== undefined && { mail, proxyAddresses: secondary === null ? [] : [`smtp:${secondary}`] }),
      ...(displayName !== undefined && { displayName }),
    }),
  );

const someAccount: fc.Arbitrary<Account> = fc
  .record({
    id: fc.constantFrom(...ids),
    linkedTo: fc.constantFrom('self', 'self', 'ada', 'foreign', null),
    email: fc.oneof({ weight: 3, arbitrary: fc.constant(null) }, { weight: 1, arbitrary: address }),
    state: fc.constantFrom('active', 'active', 'deactivated'),
    role: fc.constantFrom('member', 'member', 'admin'),
    profile: fc.record({
      jobTitle: fc.constantFrom('Engineer', 'Painter', null),
      department: fc.constantFrom('Research', 'R\u00e9search', null),
      phone: fc.oneof(phone, fc.constant(null)),
      mobile: fc.oneof(phone, fc.constant(null)),
    }),
    photo: fc.constantFrom(null, 'ab'),
  })
  .map(({ id, linkedTo, email, state, role, profile, photo }) =>
    accountOf(person(id), {
      photo,
      profile: { ...accountOf(person(id)).profile, ...profile },
      state: state as Account['state'],
      role: role as Account['role'],
      ...(email && { email }),
      externalId:
        linkedTo === null
          ? null
          : linkedTo === 'foreign'
            ? `another-tenant/${id}`
            : `${tenantId}/${linkedTo === 'self' ? id : linkedTo}`,
    }),
  );

const someCard: fc.Arbitrary<BusinessCard> = fc
  .record({
    id: fc.constantFrom('card-1', 'card-2', 'card-3', 'card-4'),
    holder: fc.constantFrom(...ids),
    sku: fc.constantFrom('card-metal', 'card-metal', 'card-wood'),
    state: fc.constantFrom<BusinessCard['state']>('active', 'active', 'ordered', 'deactivated'),
    printed: fc.constantFrom(false, false, true),
  })
  .map(({ holder, ...card }) => ({ ...card, accountId: `account-${holder}` }));

const someEvidence: fc.Arbitrary<Evidence> = fc.constantFrom<Evidence>(
  { kind: 'deleted-final' },
  { kind: 'deleted-restorable', deletedAt: null },
  { kind: 'disabled', person: person('gone') },
  { kind: 'present', person: person('gone') },
  { kind: 'unknown', why: 'throttled' },
);

const someExpression: fc.Arbitrary<Expression> = fc.letrec<{ expression: Expression }>((tie) => ({
  expression: fc.oneof(
    { maxDepth: 2, withCrossShrink: true },
    { weight: 3, arbitrary: fc.record({ copy: fc.constantFrom(...mappable) }) },
    fc.record({ constant: fc.constantFrom('Contoso B.V.', ' ', '020 555 0100') }),
    fc.record({ firstOf: fc.array(tie('expression'), { minLength: 1, maxLength: 3 }) }),
    fc.record({
      join: fc.array(tie('expression'), { minLength: 1, maxLength: 3 }),
      with: fc.constantFrom('', ', ', '\u0301'),
    }),
    fc.record({ lower: tie('expression') }),
    fc.record({ strip: tie('expression'), prefix: fc.constantFrom('+31 20 ', '+31 ', 'Re', 'a') }),
  ),
})).expression;

const someRule: fc.Arbitrary<FieldRule> = fc.record({
  from: someExpression,
  policy: fc.constantFrom(...fieldPolicies),
  whenCleared: fc.constantFrom('keep', 'blank'),
});

const someMapping: fc.Arbitrary<Mapping> = fc
  .record(Object.fromEntries(profileFields.map((field) => [field, someRule])) as Record<keyof Mapping, typeof someRule>)
  .chain((rules) => fc.record({ rules: fc.constant(rules), kept: fc.subarray([...profileFields]) }))
  .map(({ rules, kept }) => ({
    ...rules,
    ...Object.fromEntries(kept.map((field) => [field, defaultSettings.mapping[field]])),
  }));

const { order } = smallWorld().settings;
const groupOf = (id: string): string => `group-${id.charAt(0)}`;
const someGroupOrders = [{ groupId: groupOf('bob'), order: { ...order, cardSku: 'card-wood' } }];

const someSettings: fc.Arbitrary<Settings> = fc
  .record({
    orderAheadDays: fc.constantFrom(null, 14),
    groupOrders: fc.constantFrom([], someGroupOrders),
    mapping: fc.oneof(fc.constant(defaultSettings.mapping), someMapping),
    photo: fc.constantFrom(...fieldPolicies),
    exclusions: fc.record({
      guestsIn: fc.boolean(),
      unlicensedIn: fc.boolean(),
      signInNameAsAddress: fc.boolean(),
      people: fc.subarray([...ids], { maxLength: 1 }),
      groupId: fc.constant(null),
      signInNames: fc.constantFrom([], [], ['*b@contoso.*'], ['*_fabrikam*']),
    }),
  })
  .map((change) => ({ ...smallWorld().settings, ...change }));

/** What was agreed on with some of the people once. */
const someAgreement: fc.Arbitrary<Past['agreed']> = fc
  .array(fc.tuple(fc.constantFrom(...ids), fc.constantFrom('Engineer', 'Painter', null)))
  .map(
    (agreed) =>
      new Map(agreed.map(([id, jobTitle]) => [id, hashProfile({ ...accountOf(person(id)).profile, jobTitle })])),
  );

export interface Situation {
  readonly reading: Reading;
  readonly evidence: ReadonlyMap<string, Evidence>;
  readonly settings: Settings;
  readonly past: Past;
}

export const situation: fc.Arbitrary<Situation> = fc
  .record({
    people: fc.uniqueArray(somePerson, { selector: (value) => value.id }),
    accounts: fc.uniqueArray(someAccount, { selector: (value) => value.id }),
    cards: fc.uniqueArray(someCard, { selector: (value) => value.id }),
    evidence: fc.array(fc.tuple(fc.constantFrom(...ids), someEvidence)),
    complete: fc.constantFrom(true, true, true, false),
    settings: someSettings,
    agreed: someAgreement,
    exempt: fc.subarray([...ids], { maxLength: 1 }),
  })
  .map(({ people, accounts, cards, evidence, complete, settings, agreed, exempt }) => {
    const world = smallWorld();
    world.people = people.map((value) => ({ person: value, groupIds: [groupOf(value.id), 'group-staff'] }));
    world.accounts = accounts;
    world.cards = cards;
    world.exempts(...exempt);
    if (!complete) world.breaksOff('Staff: the group is gone.');
    return { reading: world.reading(), evidence: new Map(evidence), settings, past: { ...noPast, agreed } };
  });
