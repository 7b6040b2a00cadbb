import assert from 'node:assert/strict';
import fc from 'fast-check';
import { canonicalJson } from '../canonical-json.ts';
import type { Evidence, Person } from '../directory/directory.ts';
import { fingerprintOf } from '../fingerprint.ts';
import type { Account } from '../mobilo/mobilo.ts';
import { makePlan, peopleNeedingEvidence, type Reading } from './make-plan.ts';
import { noPast, type Past } from './past.ts';
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

const someEvidence: fc.Arbitrary<Evidence> = fc.constantFrom<Evidence>(
  { kind: 'deleted-final' },
  { kind: 'deleted-restorable', deletedAt: null },
  { kind: 'disabled', person: person('gone') },
  { kind: 'present', person: person('gone') },
  { kind: 'unknown', why: 'throttled' },
);

/** When a run deactivated the account: long ago, or not so long ago. */
const someMoment = fc.constantFrom('2026-09-01T09:00:00.000Z', '2026-10-24T09:00:00.000Z', '2026-11-20T09:00:00.000Z');

const somePast: fc.Arbitrary<Past> = fc
  .array(fc.tuple(fc.constantFrom(...ids), someMoment), { maxLength: 6 })
  .map((moments) => ({
    ...noPast,
    deactivatedAt: new Map(moments.map(([id, moment]) => [`account-${id}`, moment] as const)),
  }));

interface Situation {
  readonly reading: Reading;
  readonly evidence: ReadonlyMap<string, Evidence>;
  readonly past: Past;
}

const situation: fc.Arbitrary<Situation> = fc
  .record({
    people: fc.uniqueArray(somePerson, { selector: (value) => value.id }),
    accounts: fc.uniqueArray(someAccount, { selector: (value) => value.id }),
    evidence: fc.array(fc.tuple(fc.constantFrom(...ids), someEvidence)),
    past: somePast,
    complete: fc.constantFrom(true, true, true, false),
  })
  .map(({ people, accounts, evidence, past, complete }) => {
    const world = smallWorld();
    world.people = people.map((value) => ({ person: value, groupIds: ['group-staff'] }));
    world.accounts = accounts;
    if (!complete) world.breaksOff('Staff: the group is gone.');
    return { reading: world.reading(), evidence: new Map(evidence), past };
  });

const { settings } = smallWorld();
const planOf = ({ reading, evidence, past }: Situation) => makePlan(reading, evidence, settings, past);

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

/** The accounts as a run leaves them, and what it writes into its ledger: whom it deactivated and brought back just now. */
const applyAll = (given: Situation, rows: readonly Row[]): Situation => {
  const { reading, past } = given;
  const before: ReadonlyMap<string, Account> = new Map(reading.accounts.map((account) => [account.id, account]));
  const accounts = [...rows.reduce(applyRow, before).values()];
  const deactivatedAt = new Map(past.deactivatedAt);
  for (const row of rows) {
    if (row.kind === 'leaver') deactivatedAt.set(row.accountId, reading.snapshot.readAt);
    if (row.kind === 'mover' && row.reason === 'returned') deactivatedAt.delete(row.accountId);
  }
  return { ...given, reading: { ...reading, accounts }, past: { ...past, deactivatedAt } };
};

const changesOf = (rows: readonly Row[]): readonly Row[] =>
  rows.filter(
    ({ kind }) => kind === 'joiner' || kind === 'mover' || kind === 'link' || kind === 'leaver' || kind === 'deletion',
  );

describe('law 1', () => {
  it('plan, apply, plan: the second plan changes nothing', () => {
    fc.assert(
      fc.property(situation, (given) => {
        assert.deepEqual(changesOf(planOf(applyAll(given, planOf(given).rows)).rows), []);
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
        })
        .map(({ people, accounts }) => ({
          given,
          other: {
            ...given,
            reading: {
              ...given.reading,
              snapshot: { ...given.reading.snapshot, people: [...people, ...people] },
              accounts: [...accounts, ...accounts],
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
  it('an incomplete reading never yields a leaver or a deletion', () => {
    fc.assert(
      fc.property(situation, (given) => {
        const snapshot = { ...given.reading.snapshot, complete: false, problems: ['broken off'] };
        const { leaver, deletion } = planOf({ ...given, reading: { ...given.reading, snapshot } }).counts;
        assert.deepEqual([leaver, deletion], [0, 0]);
      }),
      runs,
    );
  });

  it('without evidence nobody leaves or is deleted, and evidence is asked for everybody who could', () => {
    fc.assert(
      fc.property(situation, (given) => {
        const { leaver, deletion } = planOf({ ...given, evidence: new Map() }).counts;
        assert.deepEqual([leaver, deletion], [0, 0]);
        const asked = new Set(peopleNeedingEvidence(given.reading, settings, given.past));
        for (const row of planOf(given).rows)
          if (row.kind === 'leaver' || row.kind === 'deletion') assert.ok(asked.has(row.personId));
      }),
      runs,
    );
  });
});

describe('the ladder', () => {
  it('nobody is deleted but after thirty days of being deactivated by us, and for being gone for good (cases 19-22)', () => {
    fc.assert(
      fc.property(situation, (given) => {
        for (const row of planOf(given).rows) {
          if (row.kind !== 'deletion') continue;
          const account = given.reading.accounts.find(({ id }) => id === row.accountId);
          assert.deepEqual(
            [account?.externalId, account?.state, account?.role, given.evidence.get(row.personId)?.kind],
            [`${tenantId}/${row.personId}`, 'deactivated', 'member', 'deleted-final'],
          );
          assert.ok(row.deactivatedAt <= '2026-10-24T09:00:00.000Z');
          assert.equal(given.past.deactivatedAt.get(row.accountId), row.deactivatedAt);
          assert.ok(given.reading.snapshot.people.every(({ person: { id } }) => id !== row.personId));
        }
      }),
      runs,
    );
  });

  it('everybody for whom that holds is deleted', () => {
    fc.assert(
      fc.property(fc.subarray([...ids]), (gone) => {
        const world = smallWorld();
        for (const id of gone) world.knows(id, { state: 'deactivated' }).proves(id, { kind: 'deleted-final' });
        world.remembers({ deactivatedAt: new Map(gone.map((id) => [`account-${id}`, '2026-10-24T09:00:00.000Z'])) });
        assert.deepEqual(
          world.plan().rows.map(({ id }) => id),
          [...gone].sort().map((id) => `deletion:${id}`),
        );
      }),
      runs,
    );
  });
});
