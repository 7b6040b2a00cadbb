import assert from 'node:assert/strict';
import { disablePerson } from '../emulators/company/change-person.ts';
import { deletePerson, purgePerson } from '../emulators/company/delete-person.ts';
import type { EntraEmulator } from '../emulators/entra/entra-emulator.ts';
import { contoso, personId, startEntra, startVendors, type Vendors } from '../vendors.testing.ts';
import { type Crook, startCrookedGraph } from './crooked-graph.testing.ts';
import type { Evidence } from './directory.ts';

const employed = contoso().employ('Ada').employ('Bob').employ('Cleo').employ('Dan').world;

/** Without the person, which the reading of groups is tested on. */
const tell = (evidence: Evidence | undefined): object =>
  evidence && 'person' in evidence ? { kind: evidence.kind, name: evidence.person.displayName } : { ...evidence };

describe('evidence about one person', () => {
  let entra: EntraEmulator;
  let vendors: Vendors;
  before(async () => {
    entra = await startEntra();
  });
  after(() => entra.close());
  beforeEach(async () => {
    vendors = await startVendors({ world: employed, entra });
  });
  afterEach(() => vendors.close());

  const ask = async (...names: readonly string[]) => {
    const evidence = await vendors.directory.readEvidence(names.map(personId));
    return names.map((name) => tell(evidence.get(personId(name))));
  };

  it('says who is present, disabled, in the bin, gone for good, and who never was', async () => {
    const { directory } = vendors.graph;
    disablePerson(directory, personId('Bob'));
    deletePerson(directory, personId('Cleo'));
    const [, , cleo] = await ask('Ada', 'Bob', 'Cleo');
    assert.match(JSON.stringify(cleo), /"deletedAt":"\d{4}-\d\d-\d\dT/);
    purgePerson(directory, personId('Dan'));
    assert.deepEqual(await ask('Ada', 'Bob', 'Cleo', 'Dan', 'Nobody'), [
      { kind: 'present', name: 'Ada' },
      { kind: 'disabled', name: 'Bob' },
      cleo,
      { kind: 'deleted-final' },
      { kind: 'deleted-final' },
    ]);
  });

  it('comes for each of many, twenty a batch, and each once however often asked', async () => {
    const names = Array.from({ length: 45 }, (_, number) => `Nobody ${number}`);
    const ids = [...names.map(personId), personId('Ada'), personId('Ada')];
    const evidence = await vendors.directory.readEvidence(ids);
    assert.equal(evidence.size, 46);
    assert.ok(ids.every((id) => evidence.has(id)));
  });

  it('is asked of nobody when nobody is asked about', async () => {
    assert.deepEqual(await vendors.directory.readEvidence([]), new Map());
    assert.equal(vendors.graph.requests.length, 0);
  });

  for (const status of [400, 403, 429, 500, 503]) {
    it(`is unknown when Graph answers ${status} about the person`, async () => {
      vendors.graph.faults.add({ match: `/users/${personId('Ada')}`, status, retryAfter: 0 });
      const why = `Microsoft Graph answered ${status} when asked for this person.`;
      assert.deepEqual(await ask('Ada'), [{ kind: 'unknown', why }]);
    });

    it(`is unknown when Graph answers ${status} about the bin`, async () => {
      deletePerson(vendors.graph.directory, personId('Ada'));
      vendors.graph.faults.add({ match: '/directory/deletedItems', status, retryAfter: 0 });
      const why = `Microsoft Graph answered ${status} when asked for this person.`;
      assert.deepEqual(await ask('Ada'), [{ kind: 'unknown', why }]);
    });
  }

  it('is got again when an item of the batch was refused in passing', async () => {
    vendors.graph.faults.add({ match: `/users/${personId('Ada')}`, status: 500, times: 2 });
    assert.deepEqual(await ask('Ada'), [{ kind: 'present', name: 'Ada' }]);
  });

  it('is unknown for everybody without the permission to read people', async () => {
    const poor = await startEntra(['GroupMember.Read.All']);
    const others = await startVendors({ world: employed, entra: poor });
    const evidence = await others.directory.readEvidence([personId('Ada'), personId('Nobody')]);
    await others.close();
    await poor.close();
    assert.deepEqual(
      [...evidence.values()].map(({ kind }) => kind),
      ['unknown', 'unknown'],
    );
  });

  const crooked: Readonly<Record<string, readonly [unknown, Evidence['kind']]>> = {
    'a batch without an answer for the person': [{ responses: [] }, 'unknown'],
    'a person without a name, as for a limited app': [
      { responses: [{ id: '0', status: 200, body: { id: 'ada' } }] },
      'unknown',
    ],
    'somebody else': [
      { responses: [{ id: '0', status: 200, body: { id: 'bob', userPrincipalName: 'bob@contoso.example' } }] },
      'unknown',
    ],
    'answers that are text': [{ responses: 'many' }, 'unknown'],
    'a success without a body': [{ responses: [{ id: '0', status: 200 }] }, 'unknown'],
    'a success that is no person': [{ responses: [{ id: '0', status: 200, body: 'hello' }] }, 'unknown'],
  };
  for (const [title, [body, kind]] of Object.entries(crooked)) {
    it(`is ${kind} from ${title}`, async () => {
      const crook: Crook = () => body;
      const graph = await startCrookedGraph(crook);
      const evidence = await graph.directory.readEvidence(['ada']);
      await graph.close();
      assert.equal(evidence.get('ada')?.kind, kind);
    });
  }

  it('is unknown from a bin that answers with something else', async () => {
    const statuses = [404, 200];
    const graph = await startCrookedGraph(() => ({
      responses: [{ id: '0', status: statuses.shift(), body: 'hello' }],
    }));
    const evidence = await graph.directory.readEvidence(['ada']);
    await graph.close();
    assert.equal(evidence.get('ada')?.kind, 'unknown');
  });

  it('cannot be had from a batch that is no batch', async () => {
    for (const body of [{}, 'hello', null]) {
      const graph = await startCrookedGraph(() => body);
      await assert.rejects(graph.directory.readEvidence(['ada']), { code: 'directory-unavailable' });
      await graph.close();
    }
  });
});
