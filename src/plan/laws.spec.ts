import assert from 'node:assert/strict';
import fc from 'fast-check';
import { type CardDecisions, selectChanges } from '../approval.ts';
import { canonicalJson } from '../canonical-json.ts';
import type { PersonInScope } from '../directory/directory.ts';
import { fingerprintOf } from '../fingerprint.ts';
import type { Account, BusinessCard } from '../mobilo/mobilo.ts';
import { toolsOf } from '../phones.ts';
import { propertyRuns } from '../property-runs.testing.ts';
import { type Situation, situation } from '../situations.testing.ts';
import { findHandovers } from './handover.ts';
import { makePlan, peopleNeedingEvidence, type Reading } from './make-plan.ts';
import type { Row } from './plan.ts';
import { accountOf, person, smallWorld, tenantId } from './small-world.ts';

const runs = propertyRuns;
const planOf = ({ reading, evidence, settings, past }: Situation) =>
  makePlan(reading, evidence, settings, past, toolsOf(settings));

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
  return { ...given, reading: applyCards({ ...reading, accounts }, rows), past: { ...past, deactivatedAt } };
};

const listingPhonesBackwards = ({ person: { businessPhones, ...rest }, groupIds }: PersonInScope): PersonInScope => ({
  person: { ...rest, businessPhones: [...businessPhones].reverse() },
  groupIds,
});

const changesOf = (rows: readonly Row[]): readonly Row[] =>
  rows.filter(
    ({ kind }) => kind === 'joiner' || kind === 'mover' || kind === 'link' || kind === 'leaver' || kind === 'deletion',
  );

describe('law 1', () => {
  it('plan, apply, plan: the second plan changes nothing', () => {
    fc.assert(
      fc.property(situation, (given) => {
        const { rows } = planOf(given);
        assert.deepEqual(changesOf(planOf(applyAll(given, rows)).rows), []);
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
              snapshot: { ...given.reading.snapshot, people: [...people, ...people].map(listingPhonesBackwards) },
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
        const asked = new Set(peopleNeedingEvidence(given.reading, given.settings, given.past));
        for (const row of planOf(given).rows)
          if (row.kind === 'leaver' || row.kind === 'deletion') assert.ok(asked.has(row.personId));
      }),
      runs,
    );
  });
});

/** Thirty days before the reading. */
const dueAt = '2026-10-24T09:00:00.000Z';

describe('the ladder', () => {
  it('nobody is deleted but after thirty days of being deactivated by us, and for being gone for good (case 19, case 20, case 22)', () => {
    fc.assert(
      fc.property(situation, (given) => {
        for (const row of planOf(given).rows) {
          if (row.kind !== 'deletion') continue;
          const account = given.reading.accounts.find(({ id }) => id === row.accountId);
          assert.deepEqual(
            [account?.externalId, account?.state, account?.role, given.evidence.get(row.personId)?.kind],
            [`${tenantId}/${row.personId}`, 'deactivated', 'member', 'deleted-final'],
          );
          assert.ok(row.deactivatedAt <= dueAt);
          assert.equal(given.past.deactivatedAt.get(row.accountId), row.deactivatedAt);
          assert.ok(given.reading.snapshot.people.every(({ person: { id } }) => id !== row.personId));
        }
      }),
      runs,
    );
  });

  it('everybody for whom that holds is deleted', () => {
    fc.assert(
      fc.property(fc.subarray(['ada', 'bob', 'cleo', 'dan']), (gone) => {
        const world = smallWorld();
        for (const id of gone) world.knows(id, { state: 'deactivated' }).proves(id, { kind: 'deleted-final' });
        world.remembers({ deactivatedAt: new Map(gone.map((id) => [`account-${id}`, dueAt])) });
        assert.deepEqual(
          world.plan().rows.map(({ id }) => id),
          [...gone].sort().map((id) => `deletion:${id}`),
        );
      }),
      runs,
    );
  });
});
