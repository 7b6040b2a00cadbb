import assert from 'node:assert/strict';
import { contoso, everybodyGroupId } from '../company/contoso.ts';
import { personId } from '../company/contoso-person.ts';
import { growWorld } from '../company/grow-world.ts';
import { staff } from '../world.ts';
import { appToken, type OpenGraph, openGraph, type Row } from './open-graph.testing.ts';

const eventual = { ConsistencyLevel: 'eventual' };
const errorOf = (body: unknown) => {
  const { code, message } = (body as { error: { code: string; message: string } }).error;
  return [code, message];
};

describe('Lists of the emulated Graph', () => {
  const world = growWorld();
  let graph: OpenGraph;
  before(async () => {
    graph = await openGraph(world);
  });
  after(() => graph.emulator.close());

  it('pages to the last row by links on graph.microsoft.com, the count on the first page only', async () => {
    const first = await graph.ask('GET /users?$top=50&$count=true', { headers: eventual });
    const { '@odata.count': count, '@odata.nextLink': link } = first.body as Row;
    assert.equal(count, 62);
    assert.match(String(link), /^https:\/\/graph\.microsoft\.com\/v1\.0\/users\?.*\$skiptoken=/);
    const second = (await graph.ask(`GET ${link}`, { headers: eventual })).body as { value: readonly Row[] };
    assert.deepEqual([second.value.length, '@odata.count' in second, '@odata.nextLink' in second], [12, false, false]);
  });

  it('gives everybody below a group once, over several pages and through a diamond', async () => {
    const everybody = world.directory.groups.find(({ displayName }) => displayName === 'All employees');
    const { rows, pages } = await graph.readAll(`/groups/${everybody?.id}/transitiveMembers?$select=id&$top=20`);
    const ids = rows.map(({ id }) => id);
    assert.deepEqual([pages, new Set(ids).size], [4, ids.length]);
    const people = rows.filter((row) => row['@odata.type'] === '#microsoft.graph.user').map(({ id }) => id);
    assert.deepEqual([...people].sort(), world.directory.users.map(({ id }) => id).sort());
  });

  it('offers security groups of every kind, and no distribution group', async () => {
    const { rows } = await graph.readAll('/groups?$filter=securityEnabled eq true&$select=displayName');
    const names = rows.map(({ displayName }) => displayName);
    const odd = ['Product launch', 'Sales (dynamic)', 'Newsletter'].map((name) => names.includes(name));
    assert.deepEqual([names.length, odd], [19, [true, true, false]]);
  });

  it('finds groups by the beginnings of the words in their names and descriptions', async () => {
    const search = encodeURIComponent('"displayName:succ" OR "description:monthly"');
    const { rows } = await graph.readAll(`/groups?$search=${search}&$select=displayName`, { headers: eventual });
    assert.deepEqual(
      rows.map(({ displayName }) => displayName),
      ['Customer Success', 'Newsletter'],
    );
  });

  it('sorts by name, and a filtered list only as an advanced query', async () => {
    const path = "/groups?$filter=startsWith(displayName,'division')&$orderby=displayName desc&$select=displayName";
    const plain = await graph.ask(`GET ${path}`);
    assert.deepEqual(errorOf(plain.body), ['Request_UnsupportedQuery', 'Sorting not supported for current query.']);
    const { rows } = await graph.readAll(`${path}&$count=true`, { headers: eventual });
    assert.deepEqual(
      rows.map(({ displayName }) => displayName),
      ['Division Product', 'Division Operations', 'Division Commercial'],
    );
  });

  it('counts only when told that an older answer will do', async () => {
    const path = `/groups/${world.groupsInScope[0]}/transitiveMembers/microsoft.graph.user/$count`;
    const plain = await graph.ask(`GET ${path}`);
    assert.deepEqual(
      [plain.status, ...errorOf(plain.body)],
      [400, 'Request_BadRequest', '$count is not currently supported.'],
    );
    const count = await graph.ask(`GET ${path}`, { headers: eventual });
    assert.deepEqual([count.status, count.body], [200, '21']);
  });

  it('casts the nested list only as an advanced query', async () => {
    const path = `/groups/${world.groupsInScope[0]}/transitiveMembers/microsoft.graph.group?$select=displayName`;
    const plain = await graph.ask(`GET ${path}`);
    assert.deepEqual(errorOf(plain.body), ['Request_UnsupportedQuery', 'Invalid search request.']);
    const { rows } = await graph.readAll(`${path}&$count=true`, { headers: eventual });
    assert.deepEqual(
      rows.map(({ displayName }) => displayName),
      ['Sales', 'Marketing', 'Customer Success', 'Partnerships'],
    );
  });

  for (const [path, code] of [
    ['/users?$top=1000', 'Request_BadRequest'],
    ['/users?$skip=10', 'Request_BadRequest'],
    ['/users?$select=id,shoeSize', 'Request_BadRequest'],
    ["/users?$filter=officeLocation eq 'x'", 'Request_UnsupportedQuery'],
    ['/users?$orderby=jobTitle', 'Request_UnsupportedQuery'],
    ['/users?$search="displayName:a"', 'Request_UnsupportedQuery'],
    ['/users?$skiptoken=abc', 'Request_UnsupportedQuery'],
    ['/shoes', 'BadRequest'],
  ] as const)
    it(`refuses GET ${path}`, async () => {
      const { status, body } = await graph.ask(`GET ${path}`);
      assert.deepEqual([status, errorOf(body)[0]], [400, code]);
    });

  it('tells the cost of each request in resource units', async () => {
    const costs = [];
    for (const path of ['/users', '/users?$select=id', `/groups/${world.groupsInScope[0]}/transitiveMembers?$top=5`])
      costs.push((await graph.ask(`GET ${path}`)).headers.get('x-ms-resource-unit'));
    assert.deepEqual(costs, ['2', '1', '4']);
  });
});

describe('What decides about a person in the emulated Graph', () => {
  it('is told as the story says: leave date, resource account, licences', async () => {
    const leaving = { employeeLeaveDateTime: '2026-12-31T00:00:00Z' };
    const room = { isResourceAccount: true, assignedLicenses: [] };
    const story = contoso().employ('Ada', leaving).hire('Room 1', room).invite('Gus', { assignedLicenses: [] });
    const graph = await openGraph(story.world);
    const token = appToken('User.Read.All', 'User-LifeCycleInfo.Read.All');
    const select = 'id,employeeLeaveDateTime,isResourceAccount,assignedLicenses';
    await graph.control(`POST /people/${staff.approver.id}/change`, { assignedLicenses: null });
    const { rows } = await graph.readAll(`/users?$select=${select}`, { token });
    await graph.emulator.close();
    const licence = { skuId: '06ebc4ee-1bb5-47dd-8120-11324bc54e06', disabledPlans: [] };
    const usual = { employeeLeaveDateTime: null, isResourceAccount: null, assignedLicenses: [licence] };
    assert.deepEqual(rows.slice(1), [
      { id: staff.approver.id, ...usual, assignedLicenses: [] },
      { id: staff.colleague.id, ...usual },
      { id: personId('Ada'), ...usual, ...leaving },
      { id: personId('Room 1'), ...usual, ...room },
      { id: personId('Gus'), ...usual, assignedLicenses: [] },
    ]);
  });
});

describe('Memberships in the emulated Graph', () => {
  const circle = contoso().employ('Ada').group('Inner', ['Ada']).group('Outer', []);
  const [inner, outer] = circle.world.directory.groups.slice(-2).map(({ id = '' }) => id) as [string, string];
  const nested = (id: string) => ({ '@odata.type': '#microsoft.graph.group', id });
  const { members } = circle.world.directory;
  const world = {
    ...circle.world,
    directory: {
      ...circle.world.directory,
      members: { ...members, [inner]: [...(members[inner] ?? []), nested(outer)], [outer]: [nested(inner)] },
    },
  };
  let graph: OpenGraph;
  before(async () => {
    graph = await openGraph(world);
  });
  after(() => graph.emulator.close());

  it('ends when groups contain each other', async () => {
    const { rows } = await graph.readAll(`/groups/${outer}/transitiveMembers?$select=id`);
    assert.deepEqual(
      rows.map(({ id }) => id),
      [inner, personId('Ada')],
    );
  });

  it('says of which of some groups a person is a member, nested ones included', async () => {
    const body = { groupIds: [outer, everybodyGroupId, 'unknown'] };
    const answers = [];
    for (const path of ['/users/', '/directoryObjects/'])
      answers.push(await graph.ask(`POST ${path}${personId('Ada')}/checkMemberGroups`, { body }));
    assert.deepEqual(
      answers.map((answer) => (answer.body as { value: unknown }).value),
      [
        [outer, everybodyGroupId],
        [outer, everybodyGroupId],
      ],
    );
  });

  it('tells the groups above a person, nested ones included, and limits what may not be read', async () => {
    const path = '/transitiveMemberOf?$select=id,securityEnabled,displayName';
    const group = { '@odata.type': '#microsoft.graph.group', securityEnabled: true };
    const { rows } = await graph.readAll(`/users/${personId('Ada')}${path}`);
    assert.deepEqual(rows, [
      { ...group, id: everybodyGroupId, displayName: 'Everybody' },
      { ...group, id: inner, displayName: 'Inner' },
      { ...group, id: outer, displayName: 'Outer' },
    ]);
    const token = appToken('User.Read.All');
    const administrator = (await graph.readAll(`/users/${staff.administrator.id}${path}`, { token })).rows;
    assert.deepEqual(
      administrator.map((row) => ({ ...row, id: typeof row.id })),
      [
        { '@odata.type': '#microsoft.graph.group', id: 'string', securityEnabled: null, displayName: null },
        { '@odata.type': '#microsoft.graph.directoryRole', id: 'string', displayName: null },
      ],
    );
  });

  it('tells a role’s template to those who may read roles, and only its id to others', async () => {
    const path = `/users/${staff.administrator.id}/transitiveMemberOf/microsoft.graph.directoryRole?$select=roleTemplateId`;
    const limited = (await graph.readAll(path)).rows.map(({ roleTemplateId }) => roleTemplateId);
    const token = appToken('User.Read.All', 'RoleManagement.Read.Directory');
    const full = (await graph.readAll(path, { token })).rows.map(({ roleTemplateId }) => roleTemplateId);
    assert.deepEqual([limited, full], [[null], ['62e90394-69f5-4237-9190-012177145e10']]);
  });
});
