import assert from 'node:assert/strict';
import fc from 'fast-check';
import { type CardDecisions, selectChanges } from '../approval.ts';
import { canonicalJson } from '../canonical-json.ts';
import type { Evidence, Person } from '../directory/directory.ts';
import { fingerprintOf } from '../fingerprint.ts';
import type { Account, BusinessCard } from '../mobilo/mobilo.ts';
import { findHandovers } from './handover.ts';
import { makePlan, peopleNeedingEvidence, type Reading } from './make-plan.ts';
import type { Row } from './plan.ts';
import { accountOf, person, smallWorld, tenantId } from './small-world.ts';

const runs = { numRuns: 1000 };
const ids = ['ada', 'bob', 'cleo', 'dan', 'eve', 'fay'] as const;
const address = fc.constantFrom('ada@contoso.example', 'bob@contoso.example', 'shared@contoso.example', null);

const somePerson: fc.Arbitrary<Person> = fc
  .record({
    id: fc.constantFrom(...ids),
    mail: fc.oneof({ weight: 3, arbitrary: fc.constant(undefined) }, { weight: 1, arbitrary: address }),
    jobTitle: fc.constantFrom('Engineer', 'Director', null),
    displayName: fc.constantFrom(undefined, 'Åsa Ñandú', null),
    accountEnabled: fc.constantFrom(true, true, true, false),
    userType: fc.constantFrom('Member', 'Member', 'Guest', null),
    employeeHireDate: fc.constantFrom(null, null, '2026-12-20T00:00:00Z'),
    employeeLeaveDateTime: fc.constantFrom(null, null, '2026-12-31T17:00:00Z'),
  })
  .map(({ id, mail, displayName, ...change }) =>
    person(id, {
      ...change,
      ...(mail !== undefined && { mail, proxyAddresses: [] }),
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
  })
  .map(({ id, linkedTo, email, state, role }) =>
    accountOf(person(id), {
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

const groupOf = (id: string): string => `group-${id.charAt(0)}`;

interface Situation {
  readonly reading: Reading;
  readonly evidence: ReadonlyMap<string, Evidence>;
}

const situation: fc.Arbitrary<Situation> = fc
  .record({
    people: fc.uniqueArray(somePerson, { selector: (value) => value.id }),
    accounts: fc.uniqueArray(someAccount, { selector: (value) => value.id }),
    cards: fc.uniqueArray(someCard, { selector: (value) => value.id }),
    evidence: fc.array(fc.tuple(fc.constantFrom(...ids), someEvidence)),
    complete: fc.constantFrom(true, true, true, false),
  })
  .map(({ people, accounts, cards, evidence, complete }) => {
    const world = smallWorld();
    world.people = people.map((value) => ({ person: value, groupIds: [groupOf(value.id), 'group-staff'] }));
    world.accounts = accounts;
    world.cards = cards;
    if (!complete) world.breaksOff('Staff: the group is gone.');
    return { reading: world.reading(), evidence: new Map(evidence) };
  });

const { order } = smallWorld().settings;
const { settings } = smallWorld().decides({
  orderAheadDays: 14,
  groupOrders: [{ groupId: 'group-b', order: { ...order, cardSku: 'card-wood' } }],
});
const planOf = ({ reading, evidence }: Situation) => makePlan(reading, evidence, settings);

const applyRow = (accounts: ReadonlyMap<string, Account>, row: Row): ReadonlyMap<string, Account> => {
  const next = new Map(accounts);
  switch (row.kind) {
    case 'joiner': {
      const account = {
        ...accountOf(person(row.personId)),
        id: `made-${row.personId}`,
        email: row.email ?? '',
        profile: row.profile,
      };
      return next.set(account.id, account);
    }
    case 'mover':
    case 'link': {
      const account = accounts.get(row.accountId);
      assert.ok(account);
      const of = (field: string) => row.differences.find((difference) => difference.field === field)?.to;
      const profile = {
        ...account.profile,
        ...Object.fromEntries(row.differences.map(({ field, to }) => [field, to])),
      };
      return next.set(account.id, {
        ...account,
        externalId: `${tenantId}/${row.personId}`,
        email: of('email') ?? account.email,
        state: of('state') ? 'active' : account.state,
        profile: profile as Account['profile'],
      });
    }
    case 'leaver': {
      const account = accounts.get(row.accountId);
      assert.ok(account);
      return next.set(account.id, { ...account, state: 'deactivated' });
    }
    case 'deletion':
      next.delete(row.accountId);
      return next;
    case 'upcoming':
    case 'keep':
    case 'conflict':
    case 'excluded':
      return next;
  }
};

const applyAll = (reading: Reading, rows: readonly Row[]): Reading => {
  const before: ReadonlyMap<string, Account> = new Map(reading.accounts.map((account) => [account.id, account]));
  return { ...reading, accounts: [...rows.reduce(applyRow, before).values()] };
};

/** Every card that can goes to its joiner; the others of the leavers stop working. */
const reassigning: CardDecisions = { byCard: {}, others: 'reassign' };

const applyCards = (reading: Reading, rows: readonly Row[]): Reading => {
  const holders = new Map(
    [...findHandovers(selectChanges(rows, 'all'), reassigning)].map(([row, card]) => [card, row]),
  );
  const left = new Set(rows.flatMap((row) => (row.kind === 'leaver' ? row.cards.map(({ id }) => id) : [])));
  const cards = reading.cards.map((card): BusinessCard => {
    const holder = holders.get(card.id);
    if (holder) return { ...card, accountId: holder.replace('joiner:', 'made-') };
    return left.has(card.id) ? { ...card, state: 'deactivated' } : card;
  });
  return { ...reading, cards };
};

const changesOf = (rows: readonly Row[]): readonly Row[] =>
  rows.filter(
    ({ kind }) => kind === 'joiner' || kind === 'mover' || kind === 'link' || kind === 'leaver' || kind === 'deletion',
  );

describe('law 1', () => {
  it('plan, apply, plan: the second plan changes nothing', () => {
    fc.assert(
      fc.property(situation, (given) => {
        const { rows } = planOf(given);
        const applied = applyCards(applyAll(given.reading, rows), rows);
        assert.deepEqual(changesOf(planOf({ ...given, reading: applied }).rows), []);
      }),
      runs,
    );
  });

  it('neither the order of the input nor duplicates in it change a byte of the plan', () => {
    const shuffled = situation.chain((given) =>
      fc
        .record({
          people: fc.shuffledSubarray([...given.reading.snapshot.people], {
            minLength: given.reading.snapshot.people.length,
          }),
          accounts: fc.shuffledSubarray([...given.reading.accounts], { minLength: given.reading.accounts.length }),
          cards: fc.shuffledSubarray([...given.reading.cards], { minLength: given.reading.cards.length }),
        })
        .map(({ people, accounts, cards }) => ({
          given,
          other: {
            ...given,
            reading: {
              ...given.reading,
              snapshot: { ...given.reading.snapshot, people: [...people, ...people] },
              accounts: [...accounts, ...accounts],
              cards: [...cards, ...cards],
            },
          },
        })),
    );
    fc.assert(
      fc.property(shuffled, ({ given, other }) => {
        assert.equal(canonicalJson(planOf(given)), canonicalJson(planOf(other)));
        assert.equal(fingerprintOf(planOf(given)), fingerprintOf(planOf(other)));
      }),
      runs,
    );
  });
});

describe('law 2', () => {
  it('an incomplete reading never yields a leaver', () => {
    fc.assert(
      fc.property(situation, (given) => {
        const snapshot = { ...given.reading.snapshot, complete: false, problems: ['broken off'] };
        assert.equal(planOf({ ...given, reading: { ...given.reading, snapshot } }).counts.leaver, 0);
      }),
      runs,
    );
  });

  it('without evidence nobody leaves, and evidence is asked for everybody who could', () => {
    fc.assert(
      fc.property(situation, (given) => {
        assert.equal(makePlan(given.reading, new Map(), settings).counts.leaver, 0);
        const asked = new Set(peopleNeedingEvidence(given.reading));
        for (const row of planOf(given).rows) if (row.kind === 'leaver') assert.ok(asked.has(row.personId));
      }),
      runs,
    );
  });
});
