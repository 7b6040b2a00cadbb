import assert from 'node:assert/strict';
import { type Listener, openListener } from '../emulators/graph/open-listener.testing.ts';
import { contoso, startVendors, type Vendors } from '../vendors.testing.ts';

describe('a subscription at Microsoft Graph', () => {
  let vendors: Vendors;
  let listener: Listener;
  before(async () => {
    listener = await openListener();
    vendors = await startVendors({ world: contoso().world });
  });
  after(() => Promise.all([vendors.close(), listener.close()]));

  const subscribe = () => vendors.directory.subscribe(listener.url, 'secret', '/groups');
  const requests = () => vendors.graph.requests.filter(({ url }) => url.startsWith('/subscriptions')).length;

  it('is asked for with the permissions of reading, and for as long as Graph allows (case 55)', async () => {
    const { id, resource, expiresAt } = await subscribe();
    const days = (Date.parse(expiresAt) - Date.now()) / 86_400_000;
    assert.deepEqual([resource, Math.round(days)], ['/groups', 29]);
    assert.deepEqual(
      vendors.graph.subscriptions.list().map((held) => [held.id, held.changeType, held.clientState]),
      [[id, 'updated,deleted', 'secret']],
    );
  });

  it('begins its life anew when it is renewed, and is null when Graph knows of none', async () => {
    const { id } = await subscribe();
    vendors.graph.subscriptions.expireIn(60);
    const renewed = await vendors.directory.renewSubscription(id);
    assert.equal(renewed?.id, id);
    assert.ok(Date.parse(renewed?.expiresAt ?? '') > Date.now() + 28 * 86_400_000);
    vendors.graph.subscriptions.drop();
    assert.equal(await vendors.directory.renewSubscription(id), null);
  });

  it('ends once, and may have ended before', async () => {
    const { id } = await subscribe();
    await vendors.directory.unsubscribe(id);
    await vendors.directory.unsubscribe(id);
    assert.deepEqual(
      vendors.graph.subscriptions.list().filter((held) => held.id === id),
      [],
    );
  });

  it('is asked for once, whatever comes back: two would tell everything twice', async () => {
    const before = requests();
    vendors.graph.faults.add({ match: '/subscriptions', status: 503, times: 1 });
    await assert.rejects(subscribe(), { code: 'directory-unavailable' });
    assert.equal(requests() - before, 1);
  });
});
