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

describe('a batch', () => {
  let office: ConnectedMobilo;
  beforeEach(async () => {
    office = await startConnectedMobilo({ data: smallOffice });
  });
  afterEach(() => office.close());

  const send = async (requests: readonly object[]) => {
    const response = await fetch(`${office.emulator.url}/v1/batch`, {
      method: 'POST',
      headers: { Authorization: `Bearer ${await office.connection.accessToken()}`, 'Content-Type': 'application/json' },
      body: JSON.stringify({ requests }),
    });
    return {
      status: response.status,
      body: (await response.json()) as { responses: { status: number; body: { code?: string } | null }[] },
    };
  };
  const statuses = async (requests: readonly object[]) =>
    (await send(requests)).body.responses.map(({ status }) => status);

  it('does each of its requests on its own: one that is refused stops none', async () => {
    const { body } = await send([
      { idempotencyKey: 'a', method: 'POST', path: '/v1/accounts', body: dora },
      { idempotencyKey: 'b', method: 'POST', path: '/v1/accounts', body: { ...dora, externalId: 'tenant/other' } },
      {
        idempotencyKey: 'c',
        method: 'PATCH',
        path: '/v1/accounts/ben',
        ifMatch: '"1"',
        body: { email: 'b@small.example' },
      },
      { idempotencyKey: 'd', method: 'PATCH', path: '/v1/accounts/cleo', body: { email: 'c@small.example' } },
      { idempotencyKey: 'e', method: 'DELETE', path: '/v1/accounts/cleo' },
      { idempotencyKey: 'f', method: 'POST', path: '/v1/accounts', body: { email: 'no' } },
      { idempotencyKey: 'g', method: 'PATCH', path: '/v1/accounts/ben', ifMatch: '"2"', body: { teamId: 'sales' } },
      { idempotencyKey: 'h', method: 'PATCH', path: '/v1/accounts/ben', ifMatch: '"3"', body: { teamId: 'nowhere' } },
      { idempotencyKey: 'i', method: 'DELETE', path: '/v1/accounts/anna' },
      { idempotencyKey: 'j', method: 'DELETE', path: '/v1/accounts/cleo' },
    ]);
    assert.deepEqual(
      body.responses.map(({ status, body: answer }) => [status, answer?.code]),
      [
        [201, undefined],
        [409, 'email_taken'],
        [200, undefined],
        [428, 'precondition_required'],
        [204, undefined],
        [400, 'invalid_request'],
        [200, undefined],
        [422, 'unknown_team'],
        [409, 'last_admin'],
        [404, 'not_found'],
      ],
    );
    const { accounts } = await office.control.readState();
    assert.deepEqual(
      accounts.map(({ email, teamId }) => [email, teamId]),
      [
        ['Anna@small.example', null],
        ['b@small.example', 'sales'],
        ['dora@small.example', null],
      ],
    );
  });

  it('can be sent again, whole or in parts, and does nothing twice', async () => {
    const requests = [
      { idempotencyKey: 'a', method: 'POST', path: '/v1/accounts', body: dora },
      { idempotencyKey: 'b', method: 'DELETE', path: '/v1/accounts/cleo' },
    ];
    const first = await send(requests);
    assert.deepEqual(await send(requests), first);
    assert.deepEqual(await office.mobilo.createAccount(dora, 'a'), first.body.responses[0]?.body);
    const { counts } = await office.control.readState();
    assert.equal(counts.accounts, 3);
  });

  it('takes up to 100 writes to accounts and nothing else', async () => {
    const reactivate = (number: number) => ({
      idempotencyKey: `k${number}`,
      method: 'POST',
      path: '/v1/accounts/ben/reactivate',
    });
    const hundred = Array.from({ length: 100 }, (_, number) => reactivate(number));
    assert.deepEqual(new Set(await statuses(hundred)), new Set([200]));
    assert.equal((await send([...hundred, reactivate(100)])).status, 400);
    assert.equal((await send([{ idempotencyKey: 'k', method: 'POST', path: '/v1/orders', body: {} }])).status, 400);
    for (const method of ['PUT', 'POST'])
      assert.equal((await send([{ idempotencyKey: 'k', method, path: '/v1/accounts/ben/photo' }])).status, 400);
    assert.deepEqual(
      await statuses([{ idempotencyKey: 'k', method: 'DELETE', path: '/v1/accounts/ben/deactivate' }]),
      [405],
    );
  });
});
