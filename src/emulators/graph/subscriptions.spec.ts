import assert from 'node:assert/strict';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { contoso, everybodyGroupId } from '../company/contoso.ts';
import { personId } from '../company/contoso-person.ts';
import { appToken, type OpenGraph, openGraph, type Row } from './open-graph.testing.ts';
import { type Check, type Listener, openListener } from './open-listener.testing.ts';

const ada = personId('Ada Byron');
const inMinutes = (minutes: number): string => new Date(Date.now() + minutes * 60_000).toISOString();

const until = async (isSo: () => boolean): Promise<void> => {
  for (let tries = 0; tries < 400 && !isSo(); tries += 1) await wait(10);
};

describe('Change notifications of the emulated Graph', () => {
  let graph: OpenGraph;
  let listener: Listener;
  beforeEach(async () => {
    listener = await openListener();
    graph = await openGraph(contoso().employ('Ada Byron').world, undefined, { firstRetryMs: 20 });
  });
  afterEach(async () => {
    await graph.emulator.close();
    await listener.close();
  });

  const wish = (change: object = {}): object => ({
    changeType: 'updated,deleted',
    resource: '/users',
    notificationUrl: listener.url,
    clientState: 'secret',
    expirationDateTime: inMinutes(41_760),
    ...change,
  });
  const subscribe = (change?: object, token?: string) =>
    graph.ask('POST /subscriptions', { body: wish(change), ...(token && { token }) });
  const made = async (change?: object): Promise<string> => String(((await subscribe(change)).body as Row).id);

  it('are promised to an address that sends back the decoded token, for 29 days at most', async () => {
    const { status, body } = await subscribe();
    const { id, resource, clientState } = body as Row;
    assert.deepEqual([status, resource, clientState], [201, '/users', 'secret']);
    assert.equal(((await graph.ask(`GET /subscriptions/${id}`)).body as Row).clientState, null);
    for (const minutes of [41_765, -1])
      assert.equal((await subscribe({ expirationDateTime: inMinutes(minutes) })).status, 400);
  });

  const refusals: Readonly<Record<string, Check>> = {
    'answers anything but 200': (text) => ({ status: 202, type: 'text/plain', text }),
    'answers in another type': (text) => ({ status: 200, type: 'application/json', text }),
    'answers with the token as it was encoded': (text) => ({
      status: 200,
      type: 'text/plain',
      text: encodeURIComponent(text),
    }),
  };
  for (const [what, check] of Object.entries(refusals))
    it(`are not promised to an address that ${what}`, async () => {
      const wrong = await openListener(check);
      const { status, body } = await subscribe({ notificationUrl: wrong.url });
      await wrong.close();
      assert.deepEqual([status, (body as { error: Row }).error.code], [400, 'ValidationError']);
    });

  it('are promised to nobody at an address where nobody is, over plain http elsewhere, or who may not read', async () => {
    assert.equal((await subscribe({ notificationUrl: 'http://127.0.0.1:9/' })).status, 400);
    assert.equal((await subscribe({ notificationUrl: 'http://sync.example/' })).status, 400);
    assert.equal((await subscribe({}, appToken('GroupMember.Read.All'))).status, 403);
    assert.equal((await subscribe({ resource: '/groups' }, appToken('User.Read.All'))).status, 403);
  });

  it('tell the id of whoever changed, with the client state and nothing else of them', async () => {
    const id = await made();
    await graph.control(`POST /people/${ada}/change`, { jobTitle: 'Countess' });
    await until(() => listener.told.length > 0);
    const [told] = listener.told;
    assert.deepEqual(
      [told?.changeType, told?.clientState, told?.resource, told?.subscriptionId, told?.resourceData.id],
      ['updated', 'secret', `Users/${ada}`, id, ada],
    );
    assert.doesNotMatch(JSON.stringify(listener.told), /Countess|Byron/);
  });

  it('call somebody in the recycle bin updated, and somebody purged deleted', async () => {
    await made();
    for (const order of ['delete', 'purge']) await graph.control(`POST /people/${ada}/${order}`);
    await until(() => listener.told.length > 1);
    assert.deepEqual(
      listener.told.map(({ changeType }) => changeType),
      ['updated', 'deleted'],
    );
  });

  it('tell of a group whose members change', async () => {
    await made({ resource: '/groups' });
    await graph.control(`POST /groups/${everybodyGroupId}/take/${ada}`);
    await until(() => listener.told.length > 0);
    assert.deepEqual(
      listener.told.map(({ resource }) => resource),
      [`Groups/${everybodyGroupId}`],
    );
  });

  it('come again until they are taken', async () => {
    await made();
    listener.refuse(2);
    await graph.control(`POST /people/${ada}/disable`);
    await until(() => listener.told.length > 0);
    assert.deepEqual(
      graph.emulator.notifier.deliveries.map(({ status }) => status),
      [503, 503, 202],
    );
  });

  it('end with the subscription, with its life, and without a word when it is lost', async () => {
    await graph.ask(`DELETE /subscriptions/${await made()}`);
    const over = await made();
    await graph.control('POST /subscriptions/expire', { minutes: 0 });
    const lost = await made();
    await graph.control('POST /subscriptions/drop');
    await graph.control(`POST /people/${ada}/disable`);
    const renewal = { body: { expirationDateTime: inMinutes(60) } };
    const renewals = [over, lost].map((id) => graph.ask(`PATCH /subscriptions/${id}`, renewal));
    assert.deepEqual(
      (await Promise.all(renewals)).map(({ status }) => status),
      [404, 404],
    );
    await wait(50);
    assert.equal(listener.posts(), 0);
  });

  it('live on when renewed, and over a restart', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'graph-'));
    const world = contoso().employ('Ada Byron').world;
    const first = await openGraph(world, folder);
    const { id } = (await first.ask('POST /subscriptions', { body: wish({ expirationDateTime: inMinutes(5) }) }))
      .body as Row;
    const expirationDateTime = inMinutes(1000);
    await first.ask(`PATCH /subscriptions/${id}`, { body: { expirationDateTime } });
    await first.emulator.close();
    const second = await openGraph(world, folder);
    const { body } = await second.ask(`GET /subscriptions/${id}`);
    await second.emulator.close();
    rmSync(folder, { recursive: true });
    assert.equal((body as Row).expirationDateTime, expirationDateTime);
  });

  it('can be told many times over, and forged', async () => {
    const id = await made();
    await graph.control('POST /subscriptions/storm', { times: 30 });
    await graph.control('POST /subscriptions/forge', { clientState: 'guess' });
    await until(() => listener.told.length > 30);
    const states = listener.told.map(({ clientState }) => clientState);
    assert.deepEqual(
      [
        listener.posts(),
        states.filter((state) => state === 'secret').length,
        states.filter((s) => s === 'guess').length,
      ],
      [31, 30, 1],
    );
    assert.deepEqual([...new Set(listener.told.map(({ subscriptionId }) => subscriptionId))], [id]);
  });
});
