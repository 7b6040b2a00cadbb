import assert from 'node:assert/strict';
import { contoso, everybodyGroupId } from '../company/contoso.ts';
import { personId } from '../company/contoso-person.ts';
import { globalAdministrator } from '../company/grow-world.ts';
import { staff } from '../world.ts';
import { appToken, type OpenGraph, openGraph, productToken, type Row, userToken } from './open-graph.testing.ts';

describe('Permissions of the emulated Graph', () => {
  let graph: OpenGraph;
  before(async () => {
    graph = await openGraph(contoso().hire('Ada Byron', { jobTitle: 'Engineer' }).leave('Bob Stone').world);
  });
  after(() => graph.emulator.close());

  const refusal = async (request: string, token: string | null) => {
    const { status, body } = await graph.ask(request, { token });
    return [status, (body as { error?: { code: string } }).error?.code];
  };

  it('answers nobody without a token, with a broken one, or with one for somebody else', async () => {
    const foreign = Buffer.from(JSON.stringify({ aud: 'api://other', roles: [] })).toString('base64url');
    for (const token of [null, 'broken', foreign])
      assert.deepEqual(await refusal('GET /users', token), [401, 'InvalidAuthenticationToken']);
  });

  it('refuses what was not consented to', async () => {
    const denied = [403, 'Authorization_RequestDenied'];
    assert.deepEqual(await refusal('GET /users', appToken('GroupMember.Read.All')), denied);
    assert.deepEqual(await refusal('GET /groups', appToken('User.Read.All')), denied);
    assert.deepEqual(await refusal('GET /directory/deletedItems/microsoft.graph.group', productToken), denied);
    assert.deepEqual(await refusal('GET /users', userToken(staff.colleague.id, 'User.Read')), denied);
  });

  it('gives members of a type that may not be read with their id and nothing else', async () => {
    const token = appToken('GroupMember.Read.All');
    const path = `/groups/${everybodyGroupId}/transitiveMembers?$select=id,displayName,mail`;
    const { rows } = await graph.readAll(path, { token });
    assert.deepEqual(rows.at(-1), {
      '@odata.type': '#microsoft.graph.user',
      id: personId('Ada Byron'),
      displayName: null,
      mail: null,
    });
  });

  it('tells a user about themselves, their role included, but no names of groups', async () => {
    const token = userToken(staff.administrator.id, 'User.Read');
    const me = (await graph.ask('GET /me?$select=id,mail', { token })).body as Row;
    assert.deepEqual([me.id, me.mail], [staff.administrator.id, staff.administrator.email]);
    const { rows } = await graph.readAll('/me/transitiveMemberOf?$select=id,displayName,roleTemplateId', { token });
    assert.deepEqual(
      rows.map((row) => [row['@odata.type'], row.displayName, row.roleTemplateId]),
      [
        ['#microsoft.graph.group', null, undefined],
        ['#microsoft.graph.directoryRole', 'Global Administrator', globalAdministrator],
      ],
    );
  });

  it('fails the whole request that selects leave dates without the permission for them', async () => {
    const denied = [403, 'Authorization_RequestDenied'];
    const select = '$select=id,employeeLeaveDateTime';
    const paths = [
      `/users?${select}`,
      `/users/${personId('Ada Byron')}?${select}`,
      `/users/delta?${select}`,
      `/groups/${everybodyGroupId}/transitiveMembers?${select}`,
      `/directory/deletedItems/microsoft.graph.user?${select}`,
    ];
    const granted = appToken('GroupMember.Read.All', 'User.Read.All', 'User-LifeCycleInfo.Read.All');
    for (const path of paths) {
      assert.deepEqual(await refusal(`GET ${path}`, productToken), denied, path);
      assert.equal((await graph.ask(`GET ${path}`, { token: granted })).status, 200, path);
    }
    const delegated = userToken(staff.administrator.id, 'User.Read.All', 'User-LifeCycleInfo.Read.All');
    assert.deepEqual(await refusal(`GET ${paths[0]}`, delegated), denied);
  });

  it('has no me for an app on its own', async () => {
    assert.deepEqual(await refusal('GET /me', productToken), [400, 'BadRequest']);
  });

  it('finds people by id and by sign-in name, and says 404 of those who left', async () => {
    for (const name of [personId('Ada Byron'), 'ADA.byron@contoso.example'])
      assert.equal(((await graph.ask(`GET /users/${name}`)).body as Row).id, personId('Ada Byron'));
    assert.deepEqual(await refusal(`GET /users/${personId('Bob Stone')}`, productToken), [
      404,
      'Request_ResourceNotFound',
    ]);
  });

  it('keeps evidence of the deleted: when, and of which type', async () => {
    const { body } = await graph.ask(`GET /directory/deletedItems/${personId('Bob Stone')}`);
    const { '@odata.type': type, displayName, deletedDateTime } = body as Row;
    assert.deepEqual(
      [type, displayName, deletedDateTime],
      ['#microsoft.graph.user', 'Bob Stone', '2026-11-22T09:00:00Z'],
    );
    assert.deepEqual(await refusal(`GET /directory/deletedItems/${personId('Ada Byron')}`, productToken), [
      404,
      'Request_ResourceNotFound',
    ]);
  });
});
