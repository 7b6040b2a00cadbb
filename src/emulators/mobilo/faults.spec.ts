import assert from 'node:assert/strict';
import { smallOffice } from './small-office.ts';
import { type ConnectedMobilo, startConnectedMobilo } from './start-connected-mobilo.ts';

describe('a fault that was asked for', () => {
  let office: ConnectedMobilo;
  beforeEach(async () => {
    office = await startConnectedMobilo({
      data: smallOffice,
      client: { retry: { attempts: 1, firstWaitMs: 1, longestWaitMs: 1 } },
    });
  });
  afterEach(() => office.close());

  const outcome = async (call: Promise<unknown>): Promise<string> =>
    call.then(
      () => 'fine',
      (error: { readonly code: string }) => error.code,
    );

  it('strikes the requests that match, so many times, after so many that pass', async () => {
    await office.control.addFault({ kind: 'fail', method: 'GET', path: '^/v1/cards$', after: 1, times: 2 });
    const reads = [];
    for (let round = 0; round < 5; round += 1)
      reads.push(await outcome(office.mobilo.readCards()[Symbol.asyncIterator]().next()));
    assert.deepEqual(reads, ['fine', 'mobilo-unavailable', 'mobilo-unavailable', 'fine', 'fine']);
    assert.equal(await outcome(office.mobilo.readCredits()), 'fine');
  });

  it('waits its turn when another strikes the same request', async () => {
    await office.control.addFault({ kind: 'fail' });
    await office.control.addFault({ kind: 'throttle', retryAfter: 60 });
    await office.control.addFault({ kind: 'slow', milliseconds: 1 });
    const reads = [];
    for (let round = 0; round < 3; round += 1) reads.push(await outcome(office.mobilo.readCredits()));
    assert.deepEqual(reads, ['mobilo-unavailable', 'mobilo-unavailable', 'fine']);
    assert.deepEqual(
      office.emulator.requests.filter(({ path }) => path === '/v1/credits').map(({ status }) => status),
      [503, 429, 200],
    );
  });

  it('is called off with the others', async () => {
    await office.control.addFault({ kind: 'drop-before', times: 9 });
    await office.control.clearFaults();
    assert.equal(await outcome(office.mobilo.readCredits()), 'fine');
  });

  it('must be one that the emulator knows', async () => {
    const wrong = { kind: 'explode' } as unknown as Parameters<typeof office.control.addFault>[0];
    await assert.rejects(office.control.addFault(wrong), /Invalid option/);
  });
});

describe('the control of the emulator', () => {
  let office: ConnectedMobilo;
  beforeEach(async () => {
    office = await startConnectedMobilo({ data: smallOffice });
  });
  afterEach(() => office.close());

  it('edits an account as its owner would: a change of its version, refused to whoever read it before', async () => {
    const ben = await office.mobilo.readAccount('ben');
    const edited = await office.control.editAccount('BEN@small.example', { profile: { jobTitle: 'Chef' } });
    assert.deepEqual(edited, { ...ben, profile: { ...ben?.profile, jobTitle: 'Chef' }, version: '2' });
    assert.deepEqual(await office.mobilo.readAccount('ben'), edited);
  });

  it('sets what a pool has', async () => {
    await office.control.setAvailable('crm', 0);
    const { version, pools } = await office.mobilo.readCredits();
    assert.deepEqual([version, pools.find(({ sku }) => sku === 'crm')?.available], ['2', 0]);
  });

  it('sends an order on its way until its cards work', async () => {
    const line = { accountId: 'cleo', cardSku: 'card-metal', licences: ['user'], accessories: ['keyring'] };
    const { id } = await office.mobilo.placeOrder('r', [line], 'k');
    assert.equal((await office.control.advanceOrder(id)).state, 'in-production');
    assert.equal((await office.control.advanceOrder(id)).state, 'shipped');
    assert.equal((await office.control.advanceOrder(id)).state, 'shipped');
    assert.deepEqual(
      (await office.mobilo.readCardsOf('cleo')).map(({ state }) => state),
      ['active'],
    );
    const { pools } = await office.mobilo.readCredits();
    assert.deepEqual(
      pools.map(({ reserved }) => reserved),
      [0, 0, 0, 0, 0],
    );
  });

  it('says what it does not know', async () => {
    await assert.rejects(office.control.editAccount('nobody', {}), /no account nobody/);
    await assert.rejects(office.control.setAvailable('gold', 1), /no sku gold/);
    await assert.rejects(office.control.advanceOrder('nothing'), /no order nothing/);
  });
});
