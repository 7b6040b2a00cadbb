import assert from 'node:assert/strict';
import { randomBytes } from 'node:crypto';
import { connectAs, createMemoryGrantStore } from '../emulators/mobilo/connect-to-emulator.ts';
import { createMobiloControl, type MobiloControl } from '../emulators/mobilo/mobilo-control.ts';
import { signInAtEmulator } from '../emulators/mobilo/sign-in-at-emulator.ts';
import { smallOffice } from '../emulators/mobilo/small-office.ts';
import { type MobiloEmulator, sampleClient, startMobiloEmulator } from '../emulators/mobilo/start-mobilo-emulator.ts';
import { type ConnectionOptions, createConnection } from './connection.ts';
import { faultOf } from './fault-of.testing.ts';
import type { GrantStore } from './grant-store.ts';
import { createSealer } from './seal.ts';

const email = 'anna@small.example';
const sealer = createSealer([randomBytes(32).toString('base64')]);

describe('the connection to Mobilo', () => {
  let emulator: MobiloEmulator;
  let control: MobiloControl;
  let store: GrantStore;

  const open = async (accessTokenSeconds?: number) => {
    emulator = await startMobiloEmulator({ data: smallOffice, ...(accessTokenSeconds && { accessTokenSeconds }) });
    control = createMobiloControl(emulator.url);
    store = createMemoryGrantStore();
  };
  beforeEach(() => open());
  afterEach(() => emulator.close());

  const connect = (options: Partial<ConnectionOptions> = {}) =>
    createConnection({
      baseUrl: emulator.url,
      clientId: sampleClient.id,
      clientSecret: sampleClient.secret,
      redirectUri: 'http://localhost/mobilo/callback',
      tenantId: 'tenant',
      store,
      sealer,
      ...options,
    });

  const isAccepted = async (token: string): Promise<boolean> =>
    (await fetch(`${emulator.url}/v1/me`, { headers: { Authorization: `Bearer ${token}` } })).ok;
  const refreshes = () => emulator.requests.filter(({ path }) => path === '/oauth/token').length;

  it('is not there before somebody has signed in, and says who can make it', async () => {
    const connection = connect();
    assert.equal(await connection.isConnected(), false);
    const error = await faultOf(connection.accessToken());
    assert.equal(error.code, 'mobilo-not-connected');
    assert.match(error.message, /administrator has to connect Mobilo/);
  });

  it('is made by signing in and agreeing, and brings a token that Mobilo accepts', async () => {
    const connection = connect();
    const grant = await connectAs(connection, email);
    assert.equal(grant.scope, 'accounts cards orders credits');
    assert.equal(await connection.accessToken(), grant.accessToken);
    assert.equal(await isAccepted(grant.accessToken), true);
    assert.equal(await connection.isConnected(), true);
  });

  it('starts anew with another state and another verifier each time', () => {
    const [one, two] = [connect().startConnection(), connect().startConnection()];
    assert.notEqual(one.state, two.state);
    assert.notEqual(one.verifier, two.verifier);
    assert.ok(!one.url.includes(one.verifier));
  });

  it('is not made with the verifier of somebody else, nor twice with one code', async () => {
    const connection = connect();
    const { url, verifier } = connection.startConnection();
    const code = (await signInAtEmulator(url, email)).searchParams.get('code') ?? '';
    const stolen = await faultOf(connection.finishConnection(code, connect().startConnection().verifier));
    assert.equal(stolen.code, 'mobilo-not-connected');
    const grant = await connection.finishConnection(code, verifier);
    assert.equal((await faultOf(connection.finishConnection(code, verifier))).code, 'mobilo-not-connected');
    assert.equal(await isAccepted(grant.accessToken), false, 'what came of a stolen code must end');
  });

  it('is not made when the person does not agree', async () => {
    const back = await signInAtEmulator(connect().startConnection().url, email, 'deny');
    assert.deepEqual([back.searchParams.get('error'), back.searchParams.get('code')], ['access_denied', null]);
  });

  it('outlives a restart, and is stored in a way that shows nothing', async () => {
    const { accessToken, refreshToken } = await connectAs(connect(), email);
    const stored = (await store.read()) ?? '';
    assert.ok(!stored.includes(accessToken) && !stored.includes(refreshToken));
    assert.equal(await connect().accessToken(), accessToken);
  });

  it('opens for its own tenant only', async () => {
    await connectAs(connect(), email);
    assert.equal((await faultOf(connect({ tenantId: 'other' }).accessToken())).code, 'configuration');
  });

  it('is read once for all who ask at the same time', async () => {
    await connectAs(connect(), email);
    let reads = 0;
    const counting: GrantStore = {
      write: store.write,
      read: () => {
        reads += 1;
        return store.read();
      },
    };
    const connection = connect({ store: counting });
    await Promise.all(Array.from({ length: 10 }, () => connection.accessToken()));
    assert.equal(reads, 1);
  });

  it('is renewed once for all who ask at the same time, and once for all whose token was refused', async () => {
    const connection = connect();
    const { accessToken } = await connectAs(connection, email);
    await control.expireTokens();
    await Promise.all(Array.from({ length: 10 }, () => connection.renewAccessToken(accessToken)));
    const tokens = await Promise.all(Array.from({ length: 10 }, () => connection.accessToken()));
    assert.equal(new Set(tokens).size, 1);
    assert.equal(await isAccepted(tokens[0] ?? ''), true);
    assert.equal(refreshes(), 2);
    await connection.renewAccessToken(accessToken);
    assert.equal(refreshes(), 2, 'a token that was refused long ago is no reason to renew');
  });

  it('is renewed before the token expires', async () => {
    await emulator.close();
    await open(30);
    const connection = connect();
    const { accessToken } = await connectAs(connection, email);
    assert.notEqual(await connection.accessToken(), accessToken);
  });

  it('has stored the next refresh token before anybody gets the access token', async () => {
    const { accessToken } = await connectAs(connect(), email);
    const order: string[] = [];
    const slow: GrantStore = {
      read: store.read,
      write: async (sealed) => {
        await new Promise((resolve) => setImmediate(resolve));
        await store.write(sealed);
        order.push('stored');
      },
    };
    const connection = connect({ store: slow });
    await connection.renewAccessToken(accessToken);
    order.push('handed out');
    assert.deepEqual(order, ['stored', 'handed out']);
    assert.equal(await connect().accessToken(), await connection.accessToken());
  });

  it('is not lost when the next refresh token cannot be stored at first', async () => {
    const { accessToken } = await connectAs(connect(), email);
    let broken = true;
    const fragile: GrantStore = {
      read: store.read,
      write: (sealed) => (broken ? Promise.reject(new Error('The disk is full.')) : store.write(sealed)),
    };
    const connection = connect({ store: fragile });
    await assert.rejects(connection.renewAccessToken(accessToken), /disk is full/);
    broken = false;
    assert.equal(await isAccepted(await connection.accessToken()), true);
    assert.equal(await connect().accessToken(), await connection.accessToken());
    assert.equal(refreshes(), 2);
  });

  it('takes over what another instance has renewed', async () => {
    const [here, there] = [connect(), connect()];
    const { accessToken } = await connectAs(here, email);
    await there.accessToken();
    await there.renewAccessToken(accessToken);
    await here.renewAccessToken(accessToken);
    assert.equal(await here.accessToken(), await there.accessToken());
    assert.equal(refreshes(), 2);
  });

  it('renews alone among instances that share a lock', async () => {
    let last: Promise<unknown> = Promise.resolve();
    const locked: GrantStore = {
      ...store,
      exclusively: (work) => {
        const mine = last.then(work, work);
        last = mine.catch(() => undefined);
        return mine;
      },
    };
    const instances = Array.from({ length: 5 }, () => connect({ store: locked }));
    const { accessToken } = await connectAs(connect({ store: locked }), email);
    await Promise.all(instances.map((instance) => instance.accessToken()));
    await Promise.all(instances.map((instance) => instance.renewAccessToken(accessToken)));
    const tokens = await Promise.all(instances.map((instance) => instance.accessToken()));
    assert.equal(new Set(tokens).size, 1);
    assert.equal(await isAccepted(tokens[0] ?? ''), true);
  });

  it('is lost when Mobilo has ended it, and says so ever after', async () => {
    const connection = connect();
    const { accessToken } = await connectAs(connection, email);
    await control.editAccount('cleo', { role: 'admin' });
    await control.editAccount('anna', { state: 'deactivated' });
    assert.equal((await faultOf(connection.renewAccessToken(accessToken))).code, 'mobilo-not-connected');
    assert.equal(await connection.isConnected(), false);
    assert.equal((await faultOf(connection.accessToken())).code, 'mobilo-not-connected');
    await connectAs(connection, 'cleo@small.example');
    assert.equal(await isAccepted(await connection.accessToken()), true);
  });

  it('is lost when the answer to a renewal never came, because the old refresh token worked once', async () => {
    const connection = connect();
    const { accessToken } = await connectAs(connection, email);
    await control.addFault({ kind: 'drop-after', path: '/oauth/token' });
    assert.equal((await faultOf(connection.renewAccessToken(accessToken))).code, 'mobilo-unavailable');
    assert.equal((await faultOf(connection.accessToken())).code, 'mobilo-not-connected');
  });

  it('stays when Mobilo cannot renew it for a while', async () => {
    const connection = connect();
    const { accessToken } = await connectAs(connection, email);
    for (const kind of ['fail', 'throttle', 'drop-before'] as const) {
      await control.addFault({ kind, path: '/oauth/token' });
      assert.equal((await faultOf(connection.renewAccessToken(accessToken))).code, 'mobilo-unavailable', kind);
    }
    assert.equal(await isAccepted(await connection.accessToken()), true);
  });

  it('says that the app is set up wrongly when Mobilo does not know it', async () => {
    await connectAs(connect(), email);
    const wrong = connect({ clientSecret: 'guessed' });
    const token = await wrong.accessToken();
    const error = await faultOf(wrong.renewAccessToken(token));
    assert.equal(error.code, 'configuration');
    assert.match(error.message, /SECRET_MOBILO_CLIENT_SECRET/);
    assert.equal(await wrong.isConnected(), true);
  });

  it('ends here and at Mobilo, or here alone when Mobilo cannot be told', async () => {
    const connection = connect();
    const { accessToken } = await connectAs(connection, email);
    await connection.disconnect();
    assert.deepEqual([await isAccepted(accessToken), await connection.isConnected()], [false, false]);
    await connectAs(connection, email);
    await control.addFault({ kind: 'fail', path: '/oauth/revoke' });
    await connection.disconnect();
    assert.equal((await faultOf(connection.accessToken())).code, 'mobilo-not-connected');
    await connection.disconnect();
  });
});
