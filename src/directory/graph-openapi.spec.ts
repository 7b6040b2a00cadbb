import assert from 'node:assert/strict';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { changePerson } from '../emulators/company/change-person.ts';
import { deletePerson } from '../emulators/company/delete-person.ts';
import { type DescribedOperation, readGraphDescription } from '../emulators/graph/graph-description.testing.ts';
import { appToken, type OpenGraph, openGraph } from '../emulators/graph/open-graph.testing.ts';
import { contoso, everybodyGroupId, personId } from '../vendors.testing.ts';
import { createGraphDirectory } from './graph-directory.ts';
import { type Exchange, type GraphRecorder, startGraphRecorder } from './record-graph.testing.ts';

const folder = process.env.GRAPH_OPENAPI_DIR ?? join('..', 'shared', 'graph-openapi');
const files = ['graph-v1.0-sync.openapi.yaml', 'graph-batch.overlay.openapi.yaml'].map((file) => join(folder, file));

/** Of the documents, not of the description: where a list or a round of changes goes on. */
const undescribed: readonly string[] = ['$skiptoken', '$deltatoken'];

const crew = Array.from({ length: 25 }, (_, number) => `Member ${number}`);
const { world } = crew
  .reduce((story, name) => story.employ(name, { assignedLicenses: [] }), contoso())
  .group('Sales', ['Member 1', 'Member 2'])
  .group('Board', ['Member 3']);
const groupId = (name: string): string => world.directory.groups.find((group) => group.displayName === name)?.id ?? '';

type Description = ReadonlyMap<string, DescribedOperation>;

/** The described operation with the fewest placeholders that this path fits. */
const findOperation = (description: Description, method: string, path: string): string | null => {
  const parts = path.split('/');
  const fits = [...description.keys()].filter((name) => {
    const [verb, template = ''] = name.split(' ');
    const pieces = template.split('/');
    const same = pieces.length === parts.length && pieces.every((piece, at) => piece === '{id}' || piece === parts[at]);
    return verb === method && same;
  });
  const placeholders = (name: string): number => name.split('{id}').length;
  return fits.sort((a, b) => placeholders(a) - placeholders(b))[0] ?? null;
};

/** What is wrong with an exchange, in a sentence; null when nothing is. */
const findFault = (description: Description, { method, url, asked, status, answer }: Exchange): string | null => {
  const { pathname, searchParams } = new URL(`http://graph${url}`);
  const name = findOperation(description, method, decodeURIComponent(pathname));
  const operation = name === null ? null : description.get(name);
  if (!name || !operation) return `${method} ${url} is not described`;
  const strange = [...searchParams.keys()].filter((key) => ![...operation.options, ...undescribed].includes(key));
  if (strange.length > 0) return `${name} does not take ${strange.join(', ')}`;
  if (operation.asked?.(asked) === false)
    return `${name} is asked for wrongly: ${JSON.stringify(operation.asked.errors)}`;
  const validate = status < 400 ? operation.good : operation.refused;
  const body = name.endsWith('/$count') ? Number(answer) : answer;
  return validate?.(body) === false ? `${name} answers ${JSON.stringify(validate.errors)}` : null;
};

describe('What the product asks of Graph, by Microsoft’s description of it', () => {
  const description = files.every(existsSync) ? readGraphDescription(files) : null;
  if (!description) {
    it.skip(
      `needs Microsoft's OpenAPI description of Graph: set GRAPH_OPENAPI_DIR to the folder of ${files.join(', ')}`,
    );
    return;
  }
  let graph: OpenGraph;
  let recorder: GraphRecorder;
  before(async () => {
    graph = await openGraph(world);
    recorder = await startGraphRecorder(graph.emulator.url);
  });
  after(async () => {
    await recorder.close();
    await graph.emulator.close();
  });

  const open = () =>
    createGraphDirectory({
      tenantId: 'tenant',
      baseUrl: recorder.url,
      accessToken: async () => appToken('GroupMember.Read.All', 'User.Read.All'),
      retry: { firstWaitMs: 1 },
    });
  const check = (since: number, least: number): void => {
    const recorded = recorder.exchanges.slice(since);
    assert.deepEqual(
      recorded.flatMap((exchange) => findFault(description, exchange) ?? []),
      [],
    );
    assert.ok(recorded.length >= least, `${recorded.length} requests`);
  };

  it('is a full reading as it is described', async () => {
    const directory = open();
    await directory.readGroups();
    await directory.readGroups('sales');
    await directory.startFollowing();
    const groupIds = [everybodyGroupId, groupId('Sales'), personId('no group')];
    const snapshot = await directory.readSnapshot(groupIds, { exemptGroupId: groupId('Board') });
    assert.equal(snapshot.people.length, 28);
    check(0, 15);
  });

  it('is an incremental reading as it is described', async () => {
    const directory = open();
    const since = recorder.exchanges.length;
    const links = await directory.startFollowing();
    for (const name of crew) changePerson(graph.emulator.directory, personId(name), { jobTitle: 'Director' });
    deletePerson(graph.emulator.directory, personId('Member 4'));
    const changes = await directory.readChanges(links, [everybodyGroupId]);
    assert.equal(changes?.people.length, 25);
    const people = await directory.readPeople(changes.people, [everybodyGroupId, groupId('Sales')]);
    assert.equal(people.length, 24);
    const evidence = await directory.readEvidence([personId('Member 4')]);
    assert.equal(evidence.get(personId('Member 4'))?.kind, 'deleted-restorable');
    check(since, 50);
  });

  it('is what a person waits for as it is described', async () => {
    const directory = open();
    const since = recorder.exchanges.length;
    const person = await directory.findPerson('nobody@contoso.example');
    const paths = await directory.explainScope(personId('Member 1'), [everybodyGroupId, groupId('Sales')]);
    assert.deepEqual([person, paths.length], [null, 2]);
    assert.equal(await directory.readPhoto(personId('Member 1')), null);
    check(since, 7);
  });

  it('would be noticed if it were not', () => {
    const good = { method: 'GET', url: '/users?$top=1', asked: '', status: 200, answer: { value: [] } };
    const wrong: readonly Partial<Exchange>[] = [
      {},
      { url: '/people' },
      { method: 'POST' },
      { url: '/users?$topp=1' },
      { answer: { value: [{ displayName: 5 }] } },
      { method: 'POST', url: '/$batch', asked: { requests: [] }, answer: { responses: [] } },
    ];
    assert.deepEqual(
      wrong.map((part) => findFault(description, { ...good, ...part }) === null),
      [true, false, false, false, false, false],
    );
  });
});
