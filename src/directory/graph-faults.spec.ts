import assert from 'node:assert/strict';
import type { EntraEmulator } from '../emulators/entra/entra-emulator.ts';
import type { Fault } from '../emulators/graph/faults.ts';
import { contoso, everybodyGroupId, personId, startEntra, startVendors, type Vendors } from '../vendors.testing.ts';

const somePages = `/groups/${everybodyGroupId}/transitiveMembers\\?`;

/** What passes by itself: networks, proxies and a service under load (cases 42, 44). */
const passing: Readonly<Record<string, Partial<Fault>>> = {
  'a request to slow down': { status: 429, retryAfter: 0 },
  'a service that is unavailable': { status: 503, retryAfter: 0 },
  'a gateway that waited in vain': { status: 504, retryAfter: 0 },
  'an error inside': { status: 500 },
  'a bad gateway': { status: 502 },
  "a proxy's page instead of JSON": { status: 200, instead: 'html' },
  'a connection that breaks': { status: 200, instead: 'reset' },
  'an answer that ends too early': { status: 200, instead: 'truncated' },
};

describe('faults of Microsoft Graph', () => {
  let entra: EntraEmulator;
  let vendors: Vendors;
  before(async () => {
    entra = await startEntra();
  });
  after(() => entra.close());
  beforeEach(async () => {
    vendors = await startVendors({ world: contoso().hire('Ada').world, entra });
  });
  afterEach(() => vendors.close());

  const statuses = (part: string): readonly number[] =>
    vendors.graph.requests.filter(({ url }) => url.includes(part)).map(({ status }) => status);

  for (const [title, fault] of Object.entries(passing)) {
    it(`${title} is got over by asking for the same page again`, async () => {
      vendors.graph.faults.add({ match: somePages, times: 2, ...fault });
      const { complete, people } = await vendors.directory.readSnapshot([everybodyGroupId]);
      assert.deepEqual([complete, people.length], [true, 4]);
      assert.deepEqual(statuses('transitiveMembers?').at(-1), 200);
      assert.equal(statuses('transitiveMembers?').length, 3);
    });

    it(`${title} without end leaves the reading incomplete, with a sentence`, async () => {
      vendors.graph.faults.add({ match: somePages, ...fault });
      const { complete, problems, people } = await vendors.directory.readSnapshot([everybodyGroupId]);
      assert.deepEqual([complete, people], [false, []]);
      assert.deepEqual(problems, [
        'Everybody: Microsoft Graph does not answer at the moment. Nothing was changed; try again in a few minutes.',
      ]);
    });
  }

  it('a place in a list that was forgotten is no end: the list is read anew (case 49)', async () => {
    vendors.graph.faults.add({ match: somePages, status: 400, code: 'Directory_ExpiredPageToken', times: 2 });
    const { complete, people } = await vendors.directory.readSnapshot([everybodyGroupId]);
    assert.deepEqual([complete, people.length], [true, 4]);
  });

  it('a person who waits is told at once when Graph wants a long pause, and for how long', async () => {
    vendors.graph.faults.add({ match: '/groups\\?', status: 503, retryAfter: 45 });
    await assert.rejects(vendors.directory.readGroups(), { code: 'directory-unavailable', retryAfter: 45 });
    assert.deepEqual(statuses('/groups?'), [503]);
  });

  it('a person is told when to come back even when Graph does not say it', async () => {
    vendors.graph.faults.add({ match: '/groups\\?', status: 200, instead: 'reset' });
    await assert.rejects(vendors.directory.readGroups(), { code: 'directory-unavailable', retryAfter: 30 });
  });

  it('only the throttled item of a batch is sent again (case 42)', async () => {
    const ids = ['Ada', 'Bob', 'Cleo'].map(personId);
    vendors.graph.faults.add({ match: `/users/${ids[1]}`, status: 429, retryAfter: 0, times: 2 });
    const evidence = await vendors.directory.readEvidence(ids);
    assert.deepEqual(
      [...evidence.values()].map(({ kind }) => kind),
      ['present', 'deleted-final', 'deleted-final'],
    );
    assert.deepEqual(
      ids.map((id) => statuses(`/users/${id}`)),
      [[200], [429, 429, 404], [404]],
    );
  });

  it('an item that is throttled for ever proves nothing about that person', async () => {
    vendors.graph.faults.add({ match: `/users/${personId('Ada')}`, status: 429, retryAfter: 0 });
    const evidence = await vendors.directory.readEvidence([personId('Ada'), personId('Bob')]);
    assert.deepEqual(evidence.get(personId('Ada')), {
      kind: 'unknown',
      why: 'Microsoft Graph answered 429 when asked for this person.',
    });
    assert.deepEqual(evidence.get(personId('Bob')), { kind: 'deleted-final' });
  });

  it('a refusal of Graph names the permissions', async () => {
    vendors.graph.faults.add({ match: '/groups', status: 403 });
    await assert.rejects(vendors.directory.readGroups(), { code: 'directory-forbidden', message: /User\.Read\.All/ });
  });

  it('a token that Graph no longer takes is a refusal, too', async () => {
    vendors.graph.faults.add({ match: '/groups', status: 401 });
    await assert.rejects(vendors.directory.readGroups(), { code: 'directory-forbidden' });
  });
});
