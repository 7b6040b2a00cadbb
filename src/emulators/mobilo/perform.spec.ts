import assert from 'node:assert/strict';
import { profileOf, smallOffice } from './small-office.ts';
import { type ConnectedMobilo, startConnectedMobilo } from './start-connected-mobilo.ts';

const dora = {
  externalId: 'tenant/dora',
  email: 'dora@small.example',
  profile: profileOf('Dora'),
  teamId: null,
  sendLoginDetails: false,
};

describe('an idempotency key', () => {
  let office: ConnectedMobilo;
  beforeEach(async () => {
    office = await startConnectedMobilo({ data: smallOffice });
  });
  afterEach(() => office.close());

  const post = async (path: string, key: string, body: unknown, headers: Readonly<Record<string, string>> = {}) => {
    const response = await fetch(`${office.emulator.url}${path}`, {
      method: 'POST',
      headers: {
        Authorization: `Bearer ${await office.connection.accessToken()}`,
        'Content-Type': 'application/json',
        'Idempotency-Key': key,
        ...headers,
      },
      body: JSON.stringify(body),
    });
    return { status: response.status, etag: response.headers.get('ETag'), text: await response.text() };
  };

  it('gives the first answer again, to the letter, and does nothing', async () => {
    const first = await post('/v1/accounts', 'k', dora);
    await office.control.editAccount('dora@small.example', { profile: { jobTitle: 'Chef' } });
    assert.deepEqual(await post('/v1/accounts', 'k', dora), first);
    assert.deepEqual([first.status, first.etag], [201, '"1"']);
    assert.equal(office.emulator.requests.at(-1)?.replayed, true);
    assert.equal((await office.control.readState()).counts.accounts, 4);
  });

  it('does not mind the order of the fields in the body', async () => {
    const first = await post('/v1/accounts', 'k', dora);
    const { email, ...others } = dora;
    assert.deepEqual(await post('/v1/accounts', 'k', { ...others, email }), first);
  });

  it('gives a refusal again that was decided upon the request, even when its cause is gone', async () => {
    const taken = { ...dora, email: 'ben@small.example' };
    const first = await post('/v1/accounts', 'k', taken);
    await office.control.editAccount('ben', { email: 'b@small.example' });
    assert.deepEqual(await post('/v1/accounts', 'k', taken), first);
    assert.equal((await post('/v1/accounts', 'another', taken)).status, 201);
  });

  it('is not used up by an answer that was given without looking at the request', async () => {
    await office.control.addFault({ kind: 'throttle' });
    assert.equal((await post('/v1/accounts', 'k', dora)).status, 429);
    assert.equal((await post('/v1/accounts', 'k', { email: 'no' })).status, 400);
    assert.equal((await post('/v1/accounts', 'k', dora)).status, 201);
  });

  it('can be used anew after 24 hours', async () => {
    await post('/v1/accounts', 'k', dora);
    const kept = office.emulator.state.answers.get('k') ?? assert.fail();
    const hours = (kept.keptUntil - Date.now()) / 3_600_000;
    assert.ok(hours > 23.9 && hours <= 24);
    office.emulator.state.commit([{ table: 'answers', id: 'k', value: { ...kept, keptUntil: Date.now() - 1 } }]);
    assert.equal((await post('/v1/accounts', 'k', dora)).status, 409);
  });
});
