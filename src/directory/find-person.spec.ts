import assert from 'node:assert/strict';
import { contoso, personId, startVendors, type Vendors } from '../vendors.testing.ts';
import { startCrookedGraph } from './crooked-graph.testing.ts';

const { world } = contoso()
  .employ('Ada', {
    mail: 'ada@contoso.example',
    proxyAddresses: ['SMTP:ada@contoso.example', 'smtp:a.l@contoso.example'],
  })
  .employ("Eve O'Brien", { mail: "eve.o'brien@contoso.example", userPrincipalName: "eve.o'brien@contoso.example" })
  .employ('Twin One', { mail: 'twin@contoso.example', proxyAddresses: [] })
  .employ('Twin Two', { mail: 'twin@contoso.example', proxyAddresses: [] })
  .invite('Guy Fawkes');

describe('finding one person', () => {
  let vendors: Vendors;
  before(async () => {
    vendors = await startVendors({ world });
  });
  after(() => vendors.close());

  const find = async (who: string) => (await vendors.directory.findPerson(who))?.displayName ?? null;
  const signInName = (id: string) => world.directory.users.find((user) => user.id === id)?.userPrincipalName ?? '';

  it('takes an object id, a sign-in name, an address, or a second address, in any letter case', async () => {
    const names = [personId('Ada'), signInName(personId('Ada')), ' ADA@contoso.example ', 'a.l@contoso.example'];
    for (const who of names) assert.equal(await find(who), 'Ada', who);
  });

  it('finds a guest by a sign-in name with a # in it (case 8)', async () => {
    const name = signInName(personId('Guy Fawkes'));
    assert.match(name, /#EXT#/);
    assert.equal(await find(name), 'Guy Fawkes');
  });

  it('takes an apostrophe for a part of the name, and what looks like a filter too', async () => {
    assert.equal(await find("eve.o'brien@contoso.example"), "Eve O'Brien");
    for (const hostile of ["' or '1' eq '1", "x'&$top=1", '100%', 'a&b', "'", "''", '#', '\\'])
      assert.equal(await find(hostile), null, hostile);
  });

  it('finds nobody by nothing, and nobody who is not there', async () => {
    for (const who of ['', '  ', 'nobody@contoso.example', personId('Nobody')]) assert.equal(await find(who), null);
  });

  it('does not choose between several people of one address (case 4)', async () => {
    await assert.rejects(find('twin@contoso.example'), {
      code: 'bad-request',
      message: 'Several people have the address twin@contoso.example. Give a sign-in name instead.',
    });
  });

  it('is refused when Graph shows an id and nothing else (case 13)', async () => {
    const graph = await startCrookedGraph(() => ({ value: [{ id: 'ada', displayName: null }] }));
    await assert.rejects(graph.directory.findPerson('ada'), { code: 'directory-forbidden' });
    await graph.close();
  });
});
