import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { profileOf, smallOffice } from '../emulators/mobilo/small-office.ts';
import { type ConnectedMobilo, startConnectedMobilo } from '../emulators/mobilo/start-connected-mobilo.ts';
import { faultOf } from './fault-of.testing.ts';
import type { AccountNames, Mobilo, Photo } from './mobilo.ts';

const dora = {
  externalId: 'tenant/dora',
  email: 'dora@small.example',
  profile: profileOf('Dora'),
  teamId: null,
  sendLoginDetails: true,
};
const photo: Photo = { bytes: Uint8Array.of(0xff, 0xd8, 0xff, 0, 10, 13), type: 'image/jpeg' };
const fingerprint = createHash('sha256').update(photo.bytes).digest('hex');

describe('an account in Mobilo', () => {
  let office: ConnectedMobilo;
  beforeEach(async () => {
    office = await startConnectedMobilo({ data: smallOffice });
  });
  afterEach(() => office.close());

  it('leads an account through its life, and tells the version each time', async () => {
    const { mobilo } = office;
    const created = await mobilo.createAccount(dora, 'k1');
    const { externalId, email, profile, teamId } = dora;
    assert.deepEqual(created, {
      id: created.id,
      externalId,
      email,
      profile,
      teamId,
      photo: null,
      state: 'active',
      role: 'member',
      version: '1',
    });
    const moved = await mobilo.updateAccount(created.id, { profile: { jobTitle: 'Chef' } }, '1', 'k2');
    assert.deepEqual(moved, { ...created, profile: { ...profile, jobTitle: 'Chef' }, version: '2' });
    assert.deepEqual(await mobilo.deactivateAccount(created.id, 'k3'), {
      ...moved,
      state: 'deactivated',
      version: '3',
    });
    assert.deepEqual(await mobilo.reactivateAccount(created.id, 'k4'), { ...moved, version: '4' });
  });

  it('reads the teams, however many pages they fill, and moves an account into one and out of it', async () => {
    const { mobilo, control } = office;
    assert.deepEqual(await mobilo.readTeams(), [
      { id: 'operations', name: 'Operations' },
      { id: 'sales', name: 'Sales' },
    ]);
    const created = await mobilo.createAccount({ ...dora, teamId: 'sales' }, 'k1');
    assert.equal(created.teamId, 'sales');
    const moved = await mobilo.updateAccount(created.id, { teamId: 'operations' }, '1', 'k2');
    assert.deepEqual(moved, { ...created, teamId: 'operations', version: '2' });
    assert.deepEqual(await mobilo.updateAccount(created.id, { teamId: null }, '2', 'k3'), {
      ...created,
      teamId: null,
      version: '3',
    });
    for (let number = 1; number <= 200; number += 1) await control.putTeam({ id: `t${number}`, name: 'One more' });
    assert.equal(new Set((await mobilo.readTeams()).map(({ id }) => id)).size, 202);
  });

  it('sets a photo, tells its fingerprint, and changes nothing for the same photo', async () => {
    const { mobilo } = office;
    const ben = (await mobilo.readAccount('ben')) ?? assert.fail();
    const pictured = { ...ben, photo: fingerprint, version: '2' };
    assert.deepEqual(await mobilo.setPhoto('ben', photo, 'k1'), pictured);
    assert.deepEqual(await mobilo.setPhoto('ben', photo, 'k2'), pictured);
    assert.deepEqual(await mobilo.readAccount('ben'), pictured);
    const other = await mobilo.setPhoto('ben', { bytes: Uint8Array.of(1), type: 'image/png' }, 'k3');
    assert.notEqual(other.photo, fingerprint);
    assert.equal(other.version, '3');
  });

  it('deletes an account once, with its cards switched off', async () => {
    const { mobilo, control } = office;
    await mobilo.deleteAccount('ben', 'k1');
    await mobilo.deleteAccount('ben', 'k1');
    const error = await faultOf(mobilo.deleteAccount('ben', 'k2'));
    assert.deepEqual([error.code, error.details.problem], ['mobilo-refused', 'not_found']);
    assert.equal(await mobilo.readAccount('ben'), null);
    assert.deepEqual(
      (await control.readState()).cards.map(({ id, accountId, state }) => [id, accountId, state]),
      [
        ['blank', null, 'deactivated'],
        ['named', null, 'deactivated'],
      ],
    );
  });

  it('is found among many by link or by address, a hundred a request and each once', async () => {
    const [anna = assert.fail()] = smallOffice.accounts;
    const linkOf = (n: number) => `tenant/${String(n).padStart(60, '0')}`;
    const emailOf = (n: number) => `m${n}@${'long.'.repeat(50)}example`;
    const many = Array.from({ length: 150 }, (_, n) => ({
      ...anna,
      id: `many-${n}`,
      externalId: n < 120 ? linkOf(n) : null,
      email: emailOf(n),
    }));
    await office.close();
    office = await startConnectedMobilo({ data: { ...smallOffice, accounts: [anna, ...many] } });
    const { mobilo, emulator } = office;
    const idsOf = async (by: AccountNames) => (await mobilo.findAccounts(by)).map(({ id }) => id).sort();
    const numbers = Array.from({ length: 200 }, (_, n) => n);
    const externalIds = [...numbers.map(linkOf), linkOf(0)];
    const emails = numbers.map((n) => emailOf(n).toUpperCase());
    const ids = many.map(({ id }) => id);
    const before = emulator.requests.length;
    assert.deepEqual(await idsOf({ externalIds }), ids.slice(0, 120).sort());
    assert.equal(emulator.requests.length - before, 3);
    assert.deepEqual(await idsOf({ emails }), ids.sort());
    assert.equal(Math.max(...emulator.requests.map(({ path }) => path.length)) < 8000, true);
    const after = emulator.requests.length;
    assert.deepEqual([await idsOf({ emails: [] }), emulator.requests.length], [[], after]);
  });

  it('keeps its photo when another one comes under a key that was used', async () => {
    const { mobilo } = office;
    await mobilo.setPhoto('ben', photo, 'k');
    const error = await faultOf(mobilo.setPhoto('ben', { ...photo, bytes: Uint8Array.of(1) }, 'k'));
    assert.deepEqual([error.code, error.details.problem], ['mobilo-refused', 'idempotency_mismatch']);
    assert.equal((await mobilo.readAccount('ben'))?.photo, fingerprint);
  });

  const tooLarge = { ...photo, bytes: new Uint8Array(4 * 1024 * 1024 + 1) };
  const empty = { ...photo, bytes: new Uint8Array() };
  const animated = { ...photo, type: 'image/gif' as Photo['type'] };
  const refused: readonly (readonly [string, string, RegExp, (mobilo: Mobilo) => Promise<unknown>])[] = [
    ['the deletion of', 'last_admin', /last administrator/, (m) => m.deleteAccount('anna', 'k')],
    ['a team for', 'unknown_team', /team no longer exists/, (m) => m.createAccount({ ...dora, teamId: 'x' }, 'k')],
    ['a new team for', 'unknown_team', /no longer exists/, (m) => m.updateAccount('ben', { teamId: 'x' }, '1', 'k')],
    ['a photo of', 'not_found', /no longer there/, (m) => m.setPhoto('nobody', photo, 'k')],
    ['a photo of', 'photo_is_empty', /photo is empty/, (m) => m.setPhoto('ben', empty, 'k')],
    ['a photo of', 'photo_too_large', /larger than 4 MB/, (m) => m.setPhoto('ben', tooLarge, 'k')],
    ['a photo of', 'unsupported_media_type', /neither a JPEG nor a PNG/, (m) => m.setPhoto('ben', animated, 'k')],
  ];
  for (const [what, problem, sentence, call] of refused)
    it(`is left alone when Mobilo refuses ${what} it with ${problem}`, async () => {
      const before = await office.control.readState();
      const error = await faultOf(call(office.mobilo));
      assert.deepEqual([error.code, error.details.problem], ['mobilo-refused', problem]);
      assert.match(error.message, sentence);
      assert.deepEqual(await office.control.readState(), before);
    });
});
