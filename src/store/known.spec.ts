import assert from 'node:assert/strict';
import { hashAddress, type Known, type KnownAccount, type KnownPerson } from '../known.ts';
import { compareKnown, findKnownAccounts, findKnownPeople, readKnown, writeKnown } from './known.ts';
import type { Store } from './store.ts';
import { describeEachEngine } from './testing/each-engine.ts';

const somebody = (personId: string, change: Partial<KnownPerson> = {}): KnownPerson => ({
  personId,
  address: `at-${personId}`,
  others: [],
  groupIds: ['staff'],
  agreed: null,
  gone: false,
  ...change,
});

const account = (accountId: string, personId: string | null): KnownAccount => ({
  accountId,
  personId,
  address: `at-${personId}`,
});

const knownOf = (people: readonly KnownPerson[], accounts: readonly KnownAccount[] = []): Known => ({
  people: new Map(people.map((one) => [one.personId, one])),
  accounts: new Map(accounts.map((one) => [one.accountId, one])),
});

const nothing = { people: [], accounts: [], forgottenPeople: [], forgottenAccounts: [] };

describeEachEngine('what is known of a tenant', (use) => {
  let store: Store;
  before(async () => {
    store = await use().open();
  });
  const keep = async (tenantId: string, now: Known): Promise<void> => {
    const changes = compareKnown(await readKnown(store, tenantId), now);
    await store.tx((tx) => writeKnown(tx, tenantId, changes));
  };

  it('comes back as it was written, and is written again only where it differs', async () => {
    const ada = somebody('ada', { groupIds: ['staff', 'sales'], agreed: 'x'.repeat(63), others: ['one', 'two'] });
    const bob = somebody('bob', { address: null, groupIds: [], gone: true });
    const first = knownOf([ada, bob, somebody('cleo')], [account('a', 'ada'), account('b', null)]);
    await keep('back', first);
    assert.deepEqual(await readKnown(store, 'back'), first);
    assert.deepEqual(compareKnown(await readKnown(store, 'back'), first), nothing);
    const moved = { ...ada, groupIds: ['sales'] };
    const second = knownOf([moved, bob], [account('b', 'bob')]);
    assert.deepEqual(compareKnown(first, second), {
      people: [moved],
      accounts: [account('b', 'bob')],
      forgottenPeople: ['cleo'],
      forgottenAccounts: ['a'],
    });
    await keep('back', second);
    assert.deepEqual(await readKnown(store, 'back'), second);
  });

  it('is found by people, by addresses of any kind and by accounts', async () => {
    const ada = somebody('ada', { others: ['alias'] });
    const a = account('a', 'ada');
    await keep('found', knownOf([ada, somebody('bob')], [a, account('b', 'bob')]));
    assert.deepEqual(await findKnownPeople(store, 'found', 'person_id', ['ada', 'nobody']), [ada]);
    assert.deepEqual(await findKnownPeople(store, 'found', 'address', ['at-ada']), [ada]);
    assert.deepEqual(await findKnownPeople(store, 'found', 'address', ['alias']), [ada]);
    for (const [by, value] of [
      ['account_id', 'a'],
      ['person_id', 'ada'],
      ['address', 'at-ada'],
    ] as const)
      assert.deepEqual(await findKnownAccounts(store, 'found', by, [value]), [a]);
  });

  it('is the knowledge of this tenant alone (law 7)', async () => {
    await keep('mine', knownOf([somebody('ada')], [account('a', 'ada')]));
    await keep('yours', knownOf([somebody('ada', { address: null })], []));
    assert.deepEqual(await readKnown(store, 'mine'), knownOf([somebody('ada')], [account('a', 'ada')]));
    assert.deepEqual(await findKnownAccounts(store, 'yours', 'account_id', ['a']), []);
    await keep('yours', knownOf([]));
    assert.equal((await readKnown(store, 'mine')).people.size, 1);
  });

  it('is read to the end, however long (case 39)', async () => {
    const many = knownOf(Array.from({ length: 50_001 }, (_, at) => somebody(String(at).padStart(6, '0'))));
    await keep('many', many);
    assert.equal((await readKnown(store, 'many')).people.size, 50_001);
  });

  it('has an address as sixteen characters that say nothing, others in each tenant', () => {
    assert.match(hashAddress('one', 'ada@contoso.example'), /^[\w-]{16}$/);
    assert.notEqual(hashAddress('one', 'ada@contoso.example'), hashAddress('two', 'ada@contoso.example'));
  });
});
