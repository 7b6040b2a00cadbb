import assert from 'node:assert/strict';
import { type Crook, type CrookedGraph, startCrookedGraph } from './crooked-graph.testing.ts';

const origin = 'https://graph.microsoft.com/v1.0';
const user = (id: string) => ({
  '@odata.type': '#microsoft.graph.user',
  id,
  userPrincipalName: `${id}@contoso.example`,
});
const list = (value: unknown, next?: string) => ({ value, ...(next && { '@odata.nextLink': next }) });
const names = { responses: [{ id: '0', status: 200, body: { displayName: 'Staff' } }] };

/** A group of two people, whose members come page by page as told. */
const crookOf =
  (pages: Readonly<Record<string, unknown>>, count = '2'): Crook =>
  (path) => {
    if (path === '/$batch') return names;
    if (path.endsWith('/$count')) return count;
    const page = /page=(\w+)/.exec(path)?.[1] ?? 'first';
    return pages[page] ?? { value: 'no such page' };
  };

describe('the pages of a list', () => {
  let graph: CrookedGraph | undefined;
  afterEach(() => graph?.close());

  const read = async (crook: Crook) => {
    graph = await startCrookedGraph(crook);
    const { complete, problems, people } = await graph.directory.readSnapshot(['group']);
    return { complete, problems, people: people.map(({ person }) => person.id) };
  };
  const refused = (why: string) => ({
    complete: false,
    problems: [`Staff: Microsoft Graph sent a list that cannot be read to its end: ${why}. Try again.`],
    people: [],
  });

  it('are followed to the last link, empty ones too, and whoever is listed twice is one person', async () => {
    const pages = {
      first: list([user('ada')], `${origin}/next?page=two`),
      two: list([], `${origin}/next?page=three`),
      three: list([user('ada'), user('bob')]),
    };
    assert.deepEqual(await read(crookOf(pages)), { complete: true, problems: [], people: ['ada', 'bob'] });
  });

  it('are refused when one points back to another (case 49)', async () => {
    const pages = {
      first: list([user('ada')], `${origin}/next?page=two`),
      two: list([user('bob')], `${origin}/next?page=two`),
    };
    assert.deepEqual(await read(crookOf(pages)), refused('a page points back to an earlier one'));
  });

  const foreign: Readonly<Record<string, string>> = {
    'another host': 'https://evil.example/v1.0/next?page=two',
    'a host that only begins alike': 'https://graph.microsoft.com.evil.example/next',
    'plain http': 'http://graph.microsoft.com/v1.0/next?page=two',
    'another port': 'https://graph.microsoft.com:8443/v1.0/next?page=two',
    'a user before the host': 'https://graph.microsoft.com@evil.example/v1.0/next',
    'no address at all': '/v1.0/next?page=two',
    'a number': 7 as unknown as string,
  };
  for (const [title, next] of Object.entries(foreign)) {
    it(`are refused when one points to ${title} (case 54)`, async () => {
      const answer = await read(crookOf({ first: list([user('ada')], next), two: list([user('bob')]) }));
      assert.deepEqual(answer, refused('a page points to another host'));
      assert.deepEqual(
        graph?.asked.filter((path) => path.includes('next')),
        [],
      );
    });
  }

  const strange: Readonly<Record<string, unknown>> = {
    'no list': {},
    null: null,
    text: 'hello',
    'a list of a list': { value: { value: [] } },
  };
  for (const [title, first] of Object.entries(strange)) {
    it(`are refused when one is ${title}`, async () => {
      assert.deepEqual(await read(crookOf({ first })), refused('a page is not a list'));
    });
  }

  it('are refused when somebody on them has no id', async () => {
    const nobody = { '@odata.type': '#microsoft.graph.user', displayName: 'Nobody' };
    const { complete, people } = await read(crookOf({ first: list([nobody, user('bob')]) }));
    assert.deepEqual([complete, people], [false, []]);
  });

  it('take properties that are absent for empty, and say that they were absent (case 14)', async () => {
    graph = await startCrookedGraph(crookOf({ first: list([user('ada')]) }, '1'));
    const { people } = await graph.directory.readSnapshot(['group']);
    assert.deepEqual(people[0]?.person, {
      id: 'ada',
      displayName: null,
      givenName: null,
      surname: null,
      mail: null,
      userPrincipalName: 'ada@contoso.example',
      proxyAddresses: [],
      jobTitle: null,
      department: null,
      companyName: null,
      officeLocation: null,
      mobilePhone: null,
      businessPhones: [],
      accountEnabled: null,
      userType: null,
      employeeHireDate: null,
      employeeLeaveDateTime: null,
      isResourceAccount: null,
      licensed: null,
      partial: true,
    });
  });

  it('show a single row without a name, and the reading is not complete (case 13)', async () => {
    const limited = { '@odata.type': '#microsoft.graph.user', id: 'bob', displayName: null, userPrincipalName: null };
    const why = '1 of its members may not be read; the permission User.Read.All is missing';
    assert.deepEqual(await read(crookOf({ first: list([user('ada'), limited]) })), {
      complete: false,
      problems: [`Staff: ${why}.`],
      people: ['ada'],
    });
  });

  it('say nothing when the count is higher, lower or no number', async () => {
    const pages = { first: list([user('ada')]) };
    for (const [count, told] of [
      ['2', '1 members were read, but Microsoft Graph counts 2'],
      ['0', '1 members were read, but Microsoft Graph counts 0'],
      ['many', '1 members were read, but Microsoft Graph does not count them'],
      ['', '1 members were read, but Microsoft Graph does not count them'],
    ] as const) {
      const { complete, problems } = await read(crookOf(pages, count));
      assert.deepEqual([complete, problems], [false, [`Staff: ${told}.`]]);
      await graph?.close();
    }
    graph = undefined;
  });

  it('of a group whose id would lead elsewhere are asked for below that group', async () => {
    graph = await startCrookedGraph(crookOf({ first: list([]) }, '0'));
    await graph.directory.readSnapshot(['../users?page=two']);
    assert.deepEqual(
      graph.asked.map((path) => path.split('/transitiveMembers')[0]),
      ['/$batch', '/groups/..%2Fusers%3Fpage%3Dtwo', '/groups/..%2Fusers%3Fpage%3Dtwo'],
    );
  });

  it('are read anew when a link has broken off or expired, twice at most (case 49)', async () => {
    const whole = list([user('ada'), user('bob')]);
    const turns = [list([user('ada')], `${origin}/next?page=first`), { value: 'nothing' }, whole];
    let reading = -1;
    const crook = crookOf({}, '2');
    const answer = await read((path, request) => {
      if (!path.includes('transitiveMembers?')) return crook(path, request);
      reading += 1;
      return turns[reading];
    });
    assert.deepEqual(answer, { complete: true, problems: [], people: ['ada', 'bob'] });
    assert.equal(reading, 2);
  });
});
