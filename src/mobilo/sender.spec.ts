import assert from 'node:assert/strict';
import { once } from 'node:events';
import { createServer, type RequestListener, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import fc from 'fast-check';
import { profileOf, smallOffice } from '../emulators/mobilo/small-office.ts';
import { type ConnectedMobilo, startConnectedMobilo } from '../emulators/mobilo/start-connected-mobilo.ts';
import { SyncError } from '../errors.ts';
import { faultOf } from './fault-of.testing.ts';
import type { Mobilo, OrderLine } from './mobilo.ts';
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

const servers: Server[] = [];

/** A client of a server that gives every request the same answer. */
const serve = async (answer: RequestListener): Promise<Mobilo> => {
  const server = createServer(answer).listen(0, '127.0.0.1');
  servers.push(server);
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  return createMobiloClient({
    baseUrl: `http://127.0.0.1:${port}`,
    accessToken: () => Promise.resolve('token'),
    retry: { attempts: 2, firstWaitMs: 1, longestWaitMs: 1000 },
  });
};

const closeServers = async (): Promise<void> => {
  for (const server of servers.splice(0)) {
    server.closeAllConnections();
    await new Promise((resolve) => server.close(resolve));
  }
};

describe('a call to Mobilo', () => {
  let office: ConnectedMobilo;
  const calls: SentCall[] = [];

  beforeEach(async () => {
    calls.length = 0;
    const client = { log: (call: SentCall) => calls.push(call) };
    office = await startConnectedMobilo({ data: smallOffice, client });
  });
  afterEach(() => Promise.all([office.close(), closeServers()]));

  const orders = async () => (await office.control.readState()).orders.map(({ reference }) => reference);
  const attempts = () => calls.map(({ what, attempt, status }) => `${what} ${attempt} ${status}`);

  describe('when a read goes wrong', () => {
    for (const kind of ['throttle', 'fail', 'drop-before', 'drop-after'] as const)
      it(`tries again after ${kind}`, async () => {
        await office.control.addFault({ kind, times: 3, path: '/v1/credits' });
        assert.equal((await office.mobilo.readCredits()).version, '1');
        assert.equal(calls.length, 4);
      });

    it('gives up after four attempts and says that Mobilo cannot serve', async () => {
      await office.control.addFault({ kind: 'fail', status: 500, times: 9 });
      const error = await faultOf(office.mobilo.readCredits());
      assert.deepEqual([error.code, error.details.status, calls.length], ['mobilo-unavailable', 500, 4]);
    });

    it('does not wait longer than it may, and says how long Mobilo wants it to', async () => {
      await office.control.addFault({ kind: 'throttle', retryAfter: 31 });
      const error = await faultOf(office.mobilo.readCredits());
      assert.deepEqual([error.code, error.retryAfter, calls.length], ['mobilo-unavailable', 31, 1]);
    });

    it('reads on in the middle of a list', async () => {
      await office.control.addFault({ kind: 'drop-before', path: '/v1/cards', times: 2 });
      const ids: string[] = [];
      for await (const card of office.mobilo.readCards()) ids.push(card.id);
      assert.deepEqual(ids, ['blank', 'named']);
    });
  });

  describe('when a write goes wrong', () => {
    it('tries again after 429, which says that nothing was done', async () => {
      await office.control.addFault({ kind: 'throttle', times: 2 });
      await office.mobilo.placeOrder('r', [line], 'k');
      assert.deepEqual(attempts(), ['place an order 1 429', 'place an order 2 429', 'place an order 3 201']);
      assert.deepEqual(await orders(), ['r']);
    });

    const unknown = [
      ['fail', []],
      ['drop-before', []],
      ['fail-after', ['r']],
      ['drop-after', ['r']],
    ] as const;
    for (const [kind, done] of unknown)
      it(`does not know the outcome after ${kind}, and sends nothing twice by itself (case 71)`, async () => {
        await office.control.addFault({ kind });
        const error = await faultOf(office.mobilo.placeOrder('r', [line], 'k'));
        assert.equal(error.code, 'mobilo-outcome-unknown');
        assert.equal(error.details.requestId, office.emulator.requests.at(-1)?.id);
        assert.equal(calls.length, 1);
        assert.deepEqual(await orders(), done);
        assert.equal((await office.mobilo.findOrder('r'))?.reference, done[0]);
        const again = await office.mobilo.placeOrder('r', [line], 'k');
        assert.deepEqual([again.reference, await orders()], ['r', ['r']]);
      });

    for (const kind of ['fail', 'drop-before', 'fail-after', 'drop-after'] as const)
      it(`does not know whether a photo is set or an account deleted after ${kind}, and the same key settles it`, async () => {
        const photo = { bytes: Uint8Array.of(1, 2, 3), type: 'image/png' } as const;
        const done = kind.endsWith('after');
        await office.control.addFault({ kind, method: 'PUT', path: '^/v1/accounts/ben/photo$' });
        await office.control.addFault({ kind, method: 'DELETE', path: '^/v1/accounts/cleo$' });
        assert.equal((await faultOf(office.mobilo.setPhoto('ben', photo, 'k1'))).code, 'mobilo-outcome-unknown');
        assert.equal((await faultOf(office.mobilo.deleteAccount('cleo', 'k2'))).code, 'mobilo-outcome-unknown');
        assert.equal((await office.mobilo.readAccount('ben'))?.version, done ? '2' : '1');
        assert.equal((await office.mobilo.readAccount('cleo')) === null, done);
        assert.equal((await office.mobilo.setPhoto('ben', photo, 'k1')).version, '2');
        await office.mobilo.deleteAccount('cleo', 'k2');
        assert.equal(await office.mobilo.readAccount('cleo'), null);
      });

    it('sends a photo and a deletion again after 429', async () => {
      await office.control.addFault({ kind: 'throttle', path: '^/v1/accounts/', times: 1 });
      const photo = { bytes: Uint8Array.of(1, 2, 3), type: 'image/png' } as const;
      assert.equal((await office.mobilo.setPhoto('ben', photo, 'k1')).version, '2');
      await office.control.addFault({ kind: 'throttle', path: '^/v1/accounts/', times: 1 });
      await office.mobilo.deleteAccount('ben', 'k2');
      assert.deepEqual(attempts(), [
        'set a photo 1 429',
        'set a photo 2 200',
        'delete an account 1 429',
        'delete an account 2 204',
      ]);
    });

    it('does not know the outcome when no answer comes in time', async () => {
      await office.control.addFault({ kind: 'slow', milliseconds: 200 });
      const impatient = createMobiloClient({
        baseUrl: office.emulator.url,
        accessToken: office.connection.accessToken,
        timeoutMs: 50,
      });
      assert.equal((await faultOf(impatient.placeOrder('r', [line], 'k'))).code, 'mobilo-outcome-unknown');
      assert.equal((await office.mobilo.placeOrder('r', [line], 'k')).reference, 'r');
      assert.deepEqual(await orders(), ['r']);
    });

    it('knows that nothing was done when nobody listens', async () => {
      const mobilo = await serve((_req, res) => res.end());
      await closeServers();
      assert.equal((await faultOf(mobilo.placeOrder('r', [line], 'k'))).code, 'mobilo-unavailable');
    });

    it('orders exactly once, whatever goes wrong on the way, when the caller looks before it tries again', async () => {
      const kinds = fc.constantFrom('throttle', 'fail', 'fail-after', 'drop-before', 'drop-after');
      let run = 0;
      const orderOnce = async (reference: string): Promise<void> => {
        try {
          await office.mobilo.placeOrder(reference, [{ ...line, cardSku: null, accessories: [] }], reference);
        } catch (error) {
          assert.ok(error instanceof SyncError && error.code === 'mobilo-outcome-unknown');
          if (!(await office.mobilo.findOrder(reference))) await orderOnce(reference);
        }
      };
      await office.control.setAvailable('user', 1000);
      await fc.assert(
        fc.asyncProperty(fc.array(kinds, { maxLength: 3 }), async (faults) => {
          const reference = `r${++run}`;
          for (const kind of faults) await office.control.addFault({ kind, method: 'POST', path: '/v1/orders' });
          await orderOnce(reference);
          await office.control.clearFaults();
          assert.deepEqual(
            (await orders()).filter((one) => one === reference),
            [reference],
          );
        }),
        { numRuns: 25 },
      );
      const { pools } = await office.mobilo.readCredits();
      assert.equal(pools.find(({ sku }) => sku === 'user')?.available, 1000 - run);
    });
  });

  describe('when Mobilo is not what it should be', () => {
    it('does not take an answer of another shape for an answer', async () => {
      const mobilo = await serve((_req, res) => res.setHeader('Content-Type', 'application/json').end('{"id":"a"}'));
      assert.equal((await faultOf(mobilo.readMe())).code, 'mobilo-unavailable');
      assert.equal((await faultOf(mobilo.readTeams())).code, 'mobilo-unavailable');
      assert.equal((await faultOf(mobilo.createAccount(dora, 'k'))).code, 'mobilo-outcome-unknown');
      assert.equal((await faultOf(mobilo.deleteAccount('a', 'k'))).code, 'mobilo-outcome-unknown');
    });

    it('does not take text that is no JSON for an answer', async () => {
      const mobilo = await serve((_req, res) => res.end('<html>maintenance</html>'));
      assert.equal((await faultOf(mobilo.readMe())).code, 'mobilo-unavailable');
      assert.equal((await faultOf(mobilo.createAccount(dora, 'k'))).code, 'mobilo-outcome-unknown');
    });

    it('does not know what became of a write when a gateway lost patience', async () => {
      let requests = 0;
      const mobilo = await serve((_req, res) => {
        requests += 1;
        res.writeHead(408).end();
      });
      assert.equal((await faultOf(mobilo.createAccount(dora, 'k'))).code, 'mobilo-outcome-unknown');
      assert.equal((await faultOf(mobilo.readMe())).code, 'mobilo-unavailable');
      assert.equal(requests, 3);
    });

    it('does not take the 404 of some other server for an account that is not there', async () => {
      const mobilo = await serve((_req, res) => res.writeHead(404).end('<html>not found</html>'));
      const error = await faultOf(mobilo.readAccount('ben'));
      assert.deepEqual([error.code, error.details.problem], ['mobilo-refused', 'unknown']);
      assert.match(error.message, /Mobilo refused to read an account: it does not say why\. /);
    });

    it('follows no redirection, so that the token goes nowhere else', async () => {
      const paths: (string | undefined)[] = [];
      const mobilo = await serve((req, res) => {
        paths.push(req.url);
        res.writeHead(307, { Location: '/elsewhere' }).end();
      });
      const error = await faultOf(mobilo.createAccount(dora, 'k'));
      assert.deepEqual([error.code, error.details.status, paths], ['mobilo-unavailable', 307, ['/v1/accounts']]);
    });

    it('stops at a list that gives the same page for ever', async () => {
      const page = JSON.stringify({ items: [], nextCursor: 'again' });
      const mobilo = await serve((_req, res) => res.setHeader('Content-Type', 'application/json').end(page));
      const list = async () => {
        for await (const _card of mobilo.readCards());
      };
      assert.equal((await faultOf(list())).code, 'mobilo-unavailable');
    });
  });
});
