import assert from 'node:assert/strict';
import { connectAs } from '../emulators/mobilo/connect-to-emulator.ts';
import { profileOf, smallOffice } from '../emulators/mobilo/small-office.ts';
import { type ConnectedMobilo, startConnectedMobilo } from '../emulators/mobilo/start-connected-mobilo.ts';
import type { ErrorCode } from '../errors.ts';
import { faultOf } from './fault-of.testing.ts';
import type { Account, OrderLine } from './mobilo.ts';
import { createMobiloClient } from './mobilo-client.ts';
import type { SentCall } from './sender.ts';

const line: OrderLine = { accountId: 'ben', cardSku: 'card-metal', licences: ['user'], accessories: ['keyring'] };
const dora = {
  externalId: 'tenant/dora',
  email: 'dora@small.example',
  profile: profileOf('Dora'),
  teamId: null,
  sendLoginDetails: true,
};

describe('the client of Mobilo', () => {
  let office: ConnectedMobilo;
  const calls: SentCall[] = [];

  beforeEach(async () => {
    calls.length = 0;
    const client = { log: (call: SentCall) => calls.push(call), timeoutMs: 2000 };
    office = await startConnectedMobilo({ data: smallOffice, client });
  });
  afterEach(() => office.close());

  const orders = async () => (await office.control.readState()).orders.map(({ reference }) => reference);
  const attempts = () => calls.map(({ what, attempt, status }) => `${what} ${attempt} ${status}`);

  it('reads who is signed in, what can be ordered and what has been paid for', async () => {
    assert.deepEqual(await office.mobilo.readMe(), {
      id: 'anna',
      email: 'Anna@small.example',
      role: 'admin',
      organization: 'Small Office',
    });
    assert.deepEqual(await office.mobilo.readCatalog(), smallOffice.catalog);
    assert.deepEqual(await office.mobilo.readCredits(), { version: '1', pools: smallOffice.pools });
  });

  it('finds an account by id, by external id and by address in any case, and says null when there is none', async () => {
    const ben: Account = { ...(smallOffice.accounts[1] ?? assert.fail()), version: '1' };
    assert.deepEqual(await office.mobilo.readAccount('ben'), ben);
    assert.deepEqual(await office.mobilo.findAccountByExternalId('tenant/ben'), ben);
    assert.deepEqual(await office.mobilo.findAccountByEmail('BEN@small.example'), ben);
    assert.equal(await office.mobilo.readAccount('nobody'), null);
    assert.equal(await office.mobilo.findAccountByExternalId('tenant/nobody'), null);
    assert.equal(await office.mobilo.findAccountByEmail('nobody@small.example'), null);
  });

  it('gives a blank card to somebody else, frees it, and switches it off with its account', async () => {
    const { mobilo } = office;
    const blank = { id: 'blank', accountId: 'ben', sku: 'card-metal', state: 'active', printed: false };
    const given = await mobilo.reassignCard('blank', { accountId: 'cleo', sendLoginDetails: false }, 'k1');
    assert.deepEqual(given, { ...blank, accountId: 'cleo' });
    assert.deepEqual(await mobilo.readCardsOf('cleo'), [given]);
    assert.deepEqual(await mobilo.releaseCard('blank', 'k2'), { ...blank, accountId: null, state: 'released' });
    assert.equal((await mobilo.deactivateCard('blank', 'k3')).state, 'deactivated');
    await mobilo.deactivateAccount('ben', 'k4');
    assert.deepEqual(
      (await mobilo.readCardsOf('ben')).map(({ id, state }) => ({ id, state })),
      [{ id: 'named', state: 'deactivated' }],
    );
  });

  it('reads the cards of many accounts at once, of which those that are gone have none', async () => {
    const { mobilo, emulator } = office;
    const given = await mobilo.reassignCard('blank', { accountId: 'cleo', sendLoginDetails: false }, 'k');
    const before = emulator.requests.length;
    const nobodies = Array.from({ length: 97 }, (_, n) => `nobody-${n}`);
    assert.deepEqual(await mobilo.readCardsOfMany(['cleo', 'ben', ...nobodies, 'cleo', 'anna']), [
      given,
      { id: 'named', accountId: 'ben', sku: 'card-wood-named', state: 'active', printed: true },
    ]);
    assert.equal(emulator.requests.length - before, 1);
    assert.deepEqual(await mobilo.readCardsOfMany([]), []);
    assert.equal(emulator.requests.length - before, 1);
    assert.deepEqual(await mobilo.readCardsOfMany([...nobodies, 'a', 'b', 'c', 'cleo']), [given]);
    assert.equal(emulator.requests.length - before, 3);
  });

  it('orders, finds the order again by its reference, and buys credits', async () => {
    const { mobilo } = office;
    const order = await mobilo.placeOrder('r1', [line, { ...line, cardSku: null, accessories: [] }], 'k1');
    assert.deepEqual(await mobilo.findOrder('r1'), order);
    assert.equal(await mobilo.findOrder('r2'), null);
    assert.deepEqual(
      (await mobilo.readCardsOf('ben')).filter(({ state }) => state === 'ordered').map(({ id }) => id),
      order.cardIds,
    );
    const credits = await mobilo.addCredits([{ sku: 'card-metal', quantity: 5 }], 'k2');
    assert.deepEqual(await mobilo.readCredits(), credits);
    assert.deepEqual(
      credits.pools.map(({ sku, available, reserved }) => [sku, available, reserved]),
      [
        ['card-metal', 6, 1],
        ['card-wood-named', 1, 0],
        ['user', 8, 0],
        ['crm', 1, 0],
        ['keyring', 2, 1],
      ],
    );
  });

  it('streams lists of any length in pages of 200, each item once', async () => {
    const [anna = assert.fail()] = smallOffice.accounts;
    const many = Array.from({ length: 450 }, (_, n) => ({ ...anna, id: `many-${n}`, email: `many${n}@small.example` }));
    await office.close();
    office = await startConnectedMobilo({ data: { ...smallOffice, accounts: [anna, ...many] } });
    const ids: string[] = [];
    for await (const account of office.mobilo.readAccounts()) ids.push(account.id);
    assert.deepEqual(ids.sort(), [anna, ...many].map(({ id }) => id).sort());
    const lists = office.emulator.requests.filter(({ path }) => path.startsWith('/v1/accounts?limit=200'));
    assert.equal(lists.length, 3);
  });

  describe('when Mobilo refuses', () => {
    type Case = readonly [ErrorCode, string, RegExp, (mobilo: ConnectedMobilo['mobilo']) => Promise<unknown>];
    const cases: readonly Case[] = [
      [
        'mobilo-refused',
        'email_taken',
        /another account has this address/,
        (m) => m.createAccount({ ...dora, email: 'ben@small.example' }, 'k'),
      ],
      [
        'mobilo-refused',
        'external_id_taken',
        /linked to this person already/,
        (m) => m.createAccount({ ...dora, externalId: 'tenant/ben' }, 'k'),
      ],
      ['mobilo-refused', 'last_admin', /last administrator/, (m) => m.deactivateAccount('anna', 'k')],
      ['mobilo-refused', 'card_is_printed', /has a name printed/, (m) => m.releaseCard('named', 'k')],
      ['mobilo-refused', 'not_found', /no longer there/, (m) => m.deactivateAccount('nobody', 'k')],
      ['mobilo-refused', 'not_found', /no longer there/, (m) => m.readCardsOf('nobody')],
      [
        'mobilo-refused',
        'unknown_sku',
        /no longer has an item/,
        (m) => m.placeOrder('r', [{ ...line, cardSku: 'gold' }], 'k'),
      ],
      ['mobilo-refused', 'invalid_request', /body\/reference/, (m) => m.placeOrder('', [line], 'k')],
      [
        'mobilo-stale',
        'stale',
        /changed in Mobilo since/,
        (m) => m.updateAccount('ben', { email: 'b@small.example' }, '0', 'k'),
      ],
    ];
    for (const [code, problem, sentence, call] of cases)
      it(`says ${code} for ${problem}`, async () => {
        const error = await faultOf(call(office.mobilo));
        assert.deepEqual([error.code, error.details.problem], [code, problem]);
        assert.match(error.message, sentence);
        assert.equal(error.details.requestId, calls[0]?.requestId);
        assert.equal(calls.length, 1);
      });

    it('names every short pool and orders nothing', async () => {
      const lines = Array.from({ length: 4 }, () => ({ ...line, licences: ['crm'] }));
      const error = await faultOf(office.mobilo.placeOrder('r', lines, 'k'));
      assert.equal(error.code, 'mobilo-refused');
      assert.deepEqual(error.details.pools, [
        { sku: 'card-metal', needed: 4, available: 2 },
        { sku: 'crm', needed: 4, available: 1 },
        { sku: 'keyring', needed: 4, available: 3 },
      ]);
      assert.match(error.message, /card-metal: 4 needed, 2 left; crm: 4 needed, 1 left; keyring: 4 needed, 3 left/);
      assert.deepEqual(await orders(), []);
    });

    it('refuses other content under a key that was used', async () => {
      await office.mobilo.placeOrder('r1', [line], 'k');
      const error = await faultOf(office.mobilo.placeOrder('r2', [line], 'k'));
      assert.deepEqual([error.code, error.details.problem], ['mobilo-refused', 'idempotency_mismatch']);
      assert.deepEqual(await orders(), ['r1']);
    });
  });

  describe('when the sign-in ends', () => {
    it('refreshes an expired token once and goes on, with reads and with writes', async () => {
      await office.control.expireTokens();
      await office.mobilo.readCredits();
      await office.control.expireTokens();
      await office.mobilo.placeOrder('r', [line], 'k');
      assert.deepEqual(attempts(), [
        'read the credits 1 401',
        'read the credits 1 200',
        'place an order 1 401',
        'place an order 1 201',
      ]);
    });

    it('says mobilo-forbidden when the token is refused again', async () => {
      const client = createMobiloClient({
        baseUrl: office.emulator.url,
        accessToken: () => Promise.resolve('invented'),
        onUnauthorized: () => Promise.resolve(),
      });
      assert.equal((await faultOf(client.readMe())).code, 'mobilo-forbidden');
      const refused = office.emulator.requests.filter(({ status }) => status === 401);
      assert.equal(refused.length, 2);
    });

    it('says mobilo-forbidden when the person who connected is no longer an administrator', async () => {
      await office.control.editAccount('cleo', { role: 'admin' });
      await office.control.editAccount('anna', { role: 'member' });
      const error = await faultOf(office.mobilo.placeOrder('r', [line], 'k'));
      assert.deepEqual([error.code, error.details.problem], ['mobilo-forbidden', 'admin_required']);
      assert.equal((await office.mobilo.readMe()).role, 'member');
    });

    it('says mobilo-forbidden to a member', async () => {
      await connectAs(office.connection, 'cleo@small.example');
      assert.equal((await faultOf(office.mobilo.readCredits())).code, 'mobilo-forbidden');
    });
  });
});
