import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Mobilo } from '../../mobilo/mobilo.ts';
import { createMobiloClient } from '../../mobilo/mobilo-client.ts';
import { connectToEmulator } from './connect-to-emulator.ts';
import { createMobiloControl } from './mobilo-control.ts';
import { openMobiloState } from './mobilo-state.ts';
import { put } from './rows.ts';
import { profileOf, smallOffice } from './small-office.ts';
import { startConnectedMobilo } from './start-connected-mobilo.ts';
import { startMobiloEmulator } from './start-mobilo-emulator.ts';

const line = { accountId: 'ben', cardSku: 'card-metal', licences: ['user'], accessories: [] };
const dora = {
  externalId: 'tenant/dora',
  email: 'dora@small.example',
  profile: profileOf('Dora'),
  teamId: null,
  sendLoginDetails: false,
};
const photo = { bytes: Uint8Array.of(1, 2, 3), type: 'image/png' } as const;
const otherOffice = { ...smallOffice, organization: 'Another Office', teams: [], accounts: [], cards: [] };

/** Runs the emulator in a process of its own. */
const spawnEmulator = (dataDir: string) => {
  const script = fileURLToPath(new URL('run-emulator.testing.ts', import.meta.url));
  return spawn(process.execPath, ['--import', 'tsx', script, dataDir], { stdio: ['ignore', 'pipe', 'inherit'] });
};

/** Orders until the connection is gone, and says of each order that it was answered. */
const orderUntilGone = async (mobilo: Mobilo, name: string, onAnswer: (reference: string) => void): Promise<void> => {
  for (let number = 0; ; number += 1) {
    const reference = `${name}-${number}`;
    try {
      await mobilo.placeOrder(reference, [line], reference);
    } catch {
      return;
    }
    onAnswer(reference);
  }
};

describe("what Mobilo's emulator remembers", () => {
  let folder: string;
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'mobilo-'));
  });
  const closing: (() => unknown)[] = [];
  afterEach(async () => {
    for (const close of closing.splice(0)) await close();
    rmSync(folder, { recursive: true, force: true });
  });

  it('outlives a restart: accounts, teams, photos, orders, answers and sign-ins; the seed is ignored then', async () => {
    const first = await startConnectedMobilo({ data: smallOffice, dataDir: folder });
    const account = await first.mobilo.createAccount(dora, 'k1');
    const order = await first.mobilo.placeOrder('r', [line], 'k2');
    await first.mobilo.deactivateCard('blank', 'k3');
    const pictured = await first.mobilo.setPhoto('ben', photo, 'k5');
    await first.mobilo.deleteAccount('cleo', 'k6');
    await first.control.putTeam({ id: 'kitchen', name: 'Kitchen' });
    await first.control.removeTeam('sales');
    const before = await first.control.readState();
    await first.close();

    const second = await startMobiloEmulator({ data: otherOffice, dataDir: folder });
    closing.push(second.close);
    const mobilo = createMobiloClient({ baseUrl: second.url, accessToken: first.connection.accessToken });
    assert.deepEqual(await createMobiloControl(second.url).readState(), before);
    assert.equal((await mobilo.readMe()).organization, 'Small Office');
    assert.deepEqual(await mobilo.createAccount(dora, 'k1'), account);
    assert.deepEqual(await mobilo.placeOrder('r', [line], 'k2'), order);
    assert.deepEqual(await mobilo.findAccountByEmail('dora@small.example'), account);
    assert.deepEqual(await mobilo.setPhoto('ben', photo, 'k5'), pictured);
    await mobilo.deleteAccount('cleo', 'k6');
    assert.deepEqual(await mobilo.readTeams(), [
      { id: 'kitchen', name: 'Kitchen' },
      { id: 'operations', name: 'Operations' },
    ]);
    const next = await mobilo.placeOrder('r2', [{ ...line, cardSku: null }], 'k4');
    assert.notEqual(next.id, order.id);
  });

  it('outlives kill -9 in the middle of writes: what was answered is there, once, and nothing is half there', async () => {
    const child = spawnEmulator(folder);
    const exited = once(child, 'exit');
    closing.push(() => child.kill('SIGKILL'));
    const [url] = (await once(child.stdout, 'data')) as [Buffer];
    const { connection, mobilo } = await connectToEmulator(url.toString().trim(), { as: 'anna@small.example' });
    const answered: string[] = [];
    const killInTheMiddle = (reference: string) => {
      answered.push(reference);
      if (answered.length === 20) child.kill('SIGKILL');
    };
    await Promise.all(['a', 'b', 'c'].map((name) => orderUntilGone(mobilo, name, killInTheMiddle)));
    await exited;

    const emulator = await startMobiloEmulator({ data: otherOffice, dataDir: folder });
    closing.push(emulator.close);
    const again = createMobiloClient({ baseUrl: emulator.url, accessToken: connection.accessToken });
    for (const reference of answered) await again.placeOrder(reference, [line], reference);
    const { orders, cards, pools } = await createMobiloControl(emulator.url).readState();
    const references = orders.map(({ reference }) => reference);
    assert.equal(new Set(references).size, references.length);
    assert.deepEqual(
      answered.filter((reference) => !references.includes(reference)),
      [],
    );
    assert.ok(references.length - answered.length <= 3, 'at most the orders that were under way');
    assert.equal(cards.filter(({ state }) => state === 'ordered').length, orders.length);
    const metal = pools.find(({ sku }) => sku === 'card-metal');
    assert.deepEqual([metal?.available, metal?.reserved], [1000 - orders.length, orders.length]);
  });

  it('finishes a commit that was cut short', () => {
    openMobiloState(folder, smallOffice);
    const changes = [put('counters', 'credits', 7), put('accounts', 'ben', null)];
    writeFileSync(join(folder, 'state', 'intents.jsonl'), `${JSON.stringify(['commit', changes])}\n["torn`);
    const state = openMobiloState(folder, smallOffice);
    assert.deepEqual([state.counters.get('credits'), state.accounts.get('ben')], [7, undefined]);
    state.commit([put('counters', 'credits', 8)]);
    assert.equal(openMobiloState(folder, smallOffice).counters.get('credits'), 8);
  });

  it('gives accounts that it kept before there were teams and photos neither, and keeps what others have', () => {
    const first = openMobiloState(folder, smallOffice);
    const [anna = assert.fail(), ben = assert.fail(), cleo = assert.fail()] = [...first.accounts.values()];
    const older = ({ teamId: _, photo: __, ...account }: typeof anna) => account;
    const state = join(folder, 'state');
    const kept = [older(anna), older(ben), { ...cleo, teamId: 'sales', photo: 'f' }];
    writeFileSync(join(state, 'accounts.jsonl'), kept.map((one) => `${JSON.stringify([one.id, one])}\n`).join(''));
    const underWay = [{ table: 'accounts', id: 'ben', value: { ...older(ben), email: 'b@small.example' } }];
    writeFileSync(join(state, 'intents.jsonl'), `${JSON.stringify(['commit', underWay])}\n`);
    rmSync(join(state, 'teams.jsonl'));
    const reopened = openMobiloState(folder, smallOffice);
    const expected = [anna, { ...ben, email: 'b@small.example' }, { ...cleo, teamId: 'sales', photo: 'f' }];
    assert.deepEqual([...reopened.accounts.values()], expected);
    assert.equal(reopened.teams.size, 0);
    assert.deepEqual([...openMobiloState(folder, smallOffice).accounts.values()], expected);
  });

  it('begins anew when it was killed before its seed was whole', () => {
    mkdirSync(join(folder, 'state.new'));
    writeFileSync(join(folder, 'state.new', 'accounts.jsonl'), '["stranger",{"id":"str');
    writeFileSync(join(folder, 'state.new', 'answers.jsonl'), '["stranger",{"keptUntil":9e15}]\n');
    const state = openMobiloState(folder, smallOffice);
    assert.deepEqual(
      [...state.accounts.values()].map(({ id }) => id),
      ['anna', 'ben', 'cleo'],
    );
    assert.equal(state.answers.size, 0);
    assert.deepEqual(readdirSync(folder), ['state']);
  });

  it('forgets answers, codes and tokens whose time is over', () => {
    const state = openMobiloState(folder, smallOffice);
    const answer = { fingerprint: 'f', status: 200, body: null, etag: null };
    state.commit([
      put('answers', 'old', { ...answer, keptUntil: Date.now() - 1 }),
      put('answers', 'young', { ...answer, keptUntil: Date.now() + 60_000 }),
    ]);
    const reopened = openMobiloState(folder, smallOffice);
    assert.deepEqual(
      [...reopened.answers.entries()].map(([key]) => key),
      ['young'],
    );
  });
});
