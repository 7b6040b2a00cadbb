import assert from 'node:assert/strict';
import fc from 'fast-check';
import { canonicalJson } from '../canonical-json.ts';
import type { Evidence, Person, PersonInScope } from '../directory/directory.ts';
import { fingerprintOf } from '../fingerprint.ts';
import type { Account } from '../mobilo/mobilo.ts';
import { propertyRuns } from '../property-runs.testing.ts';
import { addressOf, otherAddressesOf } from './address.ts';
import { countLinked, findActive, makePlan, type Reading, updatePlan, type Whole } from './make-plan.ts';
import type { Row } from './plan.ts';
import { normaliseAddress } from './profile.ts';
import { accountOf, person, smallWorld, tenantId } from './small-world.ts';
import { linkedPersonId } from './world-view.ts';

const { settings } = smallWorld().decides({ orderAheadDays: 14 });
const ids = ['ada', 'bob', 'cleo', 'dan', 'eve', 'fay'] as const;
const address = fc.constantFrom('ada@contoso.example', 'bob@contoso.example', 'shared@contoso.example', null);

const somePerson = (id: string): fc.Arbitrary<PersonInScope> =>
  fc
    .record({
      proxyAddresses: fc.constantFrom([], [], ['smtp:bob@contoso.example']),
      mail: fc.oneof({ weight: 3, arbitrary: fc.constant(undefined) }, { weight: 1, arbitrary: address }),
      jobTitle: fc.constantFrom('Engineer', 'Director'),
      accountEnabled: fc.constantFrom(true, true, true, false),
      employeeHireDate: fc.constantFrom(null, null, '2026-12-20T00:00:00Z'),
      employeeLeaveDateTime: fc.constantFrom(null, null, '2026-12-31T17:00:00Z'),
      userType: fc.constantFrom('Member', 'Member', 'Guest'),
    })
    .map(({ mail, ...change }) => ({
      person: person(id, { ...change, ...(mail !== undefined && { mail }) }),
      groupIds: ['group-staff'],
    }));

const someAccount = (id: string): fc.Arbitrary<Account> =>
  fc
    .record({
      linkedTo: fc.constantFrom(id, id, id, 'ada', null),
      email: fc.oneof({ weight: 3, arbitrary: fc.constant(null) }, { weight: 1, arbitrary: address }),
      state: fc.constantFrom<Account['state']>('active', 'active', 'deactivated'),
    })
    .map(({ linkedTo, email, state }) =>
      accountOf(person(id), {
        state,
        ...(email && { email }),
        externalId: linkedTo === null ? null : `${tenantId}/${linkedTo}`,
      }),
    );

/** Everything there is under one name, on both sides, and what a look-up would prove. */
interface Fate {
  readonly inScope: PersonInScope | null;
  readonly account: Account | null;
  readonly evidence: Evidence;
}

const someEvidence: fc.Arbitrary<Evidence> = fc.constantFrom<Evidence>(
  { kind: 'deleted-final' },
  { kind: 'disabled', person: person('gone') },
  { kind: 'present', person: person('gone') },
  { kind: 'unknown', why: 'throttled' },
);

const someFate = (id: string): fc.Arbitrary<Fate> =>
  fc.record({
    inScope: fc.option(somePerson(id), { freq: 4 }),
    account: fc.option(someAccount(id), { freq: 3 }),
    evidence: someEvidence,
  });

type World = ReadonlyMap<string, Fate>;

const someWorld: fc.Arbitrary<World> = fc
  .tuple(...ids.map(someFate))
  .map((fates) => new Map(fates.map((fate, index) => [ids[index] ?? '', fate])));

/** Before, after, and who was edited in between. */
const edited = fc.tuple(someWorld, fc.subarray([...ids])).chain(([before, changed]) =>
  fc.tuple(...changed.map(someFate)).map((fates) => ({
    before,
    changed,
    after: new Map([...before, ...fates.map((fate, at) => [changed[at] ?? '', fate] as const)]),
  })),
);

const peopleOf = (world: World) => [...world.values()].flatMap(({ inScope }) => inScope ?? []);
const accountsOf = (world: World) => [...world.values()].flatMap(({ account }) => account ?? []);

const readingOf = (people: readonly PersonInScope[], accounts: readonly Account[], groupSize: number): Reading => {
  const world = smallWorld();
  world.people = [...people];
  world.accounts = [...accounts];
  for (const account of accounts) world.holdsCard(account.id.replace('account-', ''));
  const reading = world.reading();
  const groups = reading.snapshot.groups.map((group) => ({ ...group, people: groupSize }));
  return { ...reading, snapshot: { ...reading.snapshot, groups } };
};

const wholeReading = (world: World): Reading => {
  const people = peopleOf(world);
  return readingOf(people, accountsOf(world), people.length);
};

/** What somebody or an account hangs on: a person, or an address. */
const tiesOf = (subject: Person | Account): readonly string[] => {
  const [owner, ...mail] =
    'email' in subject
      ? [linkedPersonId(tenantId, subject), normaliseAddress(subject.email)]
      : [subject.id, addressOf(subject, settings.exclusions), ...otherAddressesOf(subject)];
  return [...(owner ? [`person ${owner}`] : []), ...mail.flatMap((one) => (one ? [`address ${one}`] : []))];
};

/** Everything that hangs together with the changed, before or after. */
const tiedTo = (changed: readonly string[], worlds: readonly World[]): ReadonlySet<string> => {
  const subjects = worlds.flatMap((world) => [...peopleOf(world).map(({ person: one }) => one), ...accountsOf(world)]);
  const nameOf = ({ id }: Person | Account) => id.replace('account-', '');
  const isChanged = (subject: Person | Account) => changed.includes(nameOf(subject));
  const ties = new Set([...changed.map((id) => `person ${id}`), ...subjects.filter(isChanged).flatMap(tiesOf)]);
  for (let size = 0; size !== ties.size; ) {
    size = ties.size;
    for (const all of subjects.map(tiesOf)) if (all.some((tie) => ties.has(tie))) for (const tie of all) ties.add(tie);
  }
  return ties;
};

const evidenceOf = (world: World) => new Map([...world].map(([id, { evidence }]) => [id, evidence]));
const planOf = (world: World) => makePlan(wholeReading(world), evidenceOf(world), settings);

const wholeOf = (world: World): Whole => {
  const { accounts, pools, cards } = wholeReading(world);
  const linked = countLinked(tenantId, accounts);
  return { tenantId, source: planOf(world).source, linked, pools, activeCards: findActive(cards) };
};

const updated = (rows: readonly Row[], before: World, after: World, changed: readonly string[]) => {
  const leavers = rows.flatMap((row) => (row.kind === 'leaver' ? row.personId : []));
  const ties = tiedTo([...changed, ...leavers], [before, after]);
  const isTied = (subject: Person | Account) => tiesOf(subject).some((tie) => ties.has(tie));
  const people = peopleOf(after);
  const touched = people.filter(({ person: one }) => isTied(one));
  const reading = readingOf(touched, accountsOf(after).filter(isTied), people.length);
  const personIds = new Set([...ties].flatMap((tie) => (tie.startsWith('person ') ? tie.slice('person '.length) : [])));
  return updatePlan(rows, { personIds, reading }, wholeOf(after), evidenceOf(after), settings);
};

describe('an updated plan', () => {
  it('is, to the byte, the plan of everything, whoever was edited', () => {
    fc.assert(
      fc.property(edited, ({ before, after, changed }) => {
        // As it comes back from the database.
        const kept: unknown = JSON.parse(JSON.stringify(planOf(before).rows));
        const plan = updated(kept as readonly Row[], before, after, changed);
        assert.equal(canonicalJson(plan), canonicalJson(planOf(after)));
        assert.equal(fingerprintOf(plan), fingerprintOf(planOf(after)));
      }),
      propertyRuns,
    );
  });
});
