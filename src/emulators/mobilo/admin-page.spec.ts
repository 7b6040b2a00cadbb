import assert from 'node:assert/strict';
import { profileOf, smallOffice } from './small-office.ts';
import { type ConnectedMobilo, startConnectedMobilo } from './start-connected-mobilo.ts';

const nasty = '<script>alert("x")</script>';

describe("the page of Mobilo's emulator", () => {
  let office: ConnectedMobilo;
  beforeEach(async () => {
    office = await startConnectedMobilo({ data: { ...smallOffice, organization: `Office ${nasty}` } });
    const dora = {
      externalId: 'tenant/dora',
      email: 'dora@small.example',
      profile: profileOf(`Dora ${nasty}`),
      teamId: null,
      sendLoginDetails: false,
    };
    const { id } = await office.mobilo.createAccount(dora, 'k1');
    const line = { accountId: id, cardSku: 'card-metal', licences: ['user'], accessories: [] };
    await office.mobilo.placeOrder('plan-1/order', [line], 'k2');
  });
  afterEach(() => office.close());

  const open = async (query = '') => {
    const response = await fetch(`${office.emulator.url}/${query}`);
    assert.equal(response.status, 200);
    return response.text();
  };
  /** The texts of the first cells of the table under a heading. */
  const firstCells = (page: string, heading: string): readonly string[] => {
    const section = page.split('<h2 ').find((part) => part.startsWith(`id="${heading.toLowerCase()}"`)) ?? '';
    return [...section.matchAll(/<tr><td>(.*?)<\/td>/g)].map((match) => (match[1] ?? '').replaceAll(/<[^>]+>/g, ''));
  };

  it('shows that an account and its order have arrived', async () => {
    const page = await open();
    assert.match(page, /<strong>1<\/strong> order<.*<strong>4<\/strong> accounts<.*<strong>3<\/strong> cards</);
    assert.ok(firstCells(page, 'Accounts')[0]?.startsWith('Dora'));
    assert.deepEqual(firstCells(page, 'Orders'), ['plan-1/order']);
    assert.deepEqual(firstCells(page, 'Credits'), ['Metal', 'Wood with a name', 'User licence', 'CRM', 'Key ring']);
    assert.match(page, /POST<\/td><td><code>\/v1\/orders<\/code><\/td><td>201/);
  });

  it('finds accounts, orders and cards by what is typed, in any case', async () => {
    const page = await open('?q=BEN%40small');
    assert.deepEqual(firstCells(page, 'Accounts'), ['Ben']);
    assert.deepEqual(firstCells(page, 'Orders'), []);
    assert.deepEqual(firstCells(await open('?q=plan-1'), 'Orders'), ['plan-1/order']);
    assert.deepEqual(firstCells(await open('?q=named'), 'Cards'), ['named']);
  });

  it('shows the team of an account and whether it has a photo, and finds accounts by team', async () => {
    await office.control.editAccount('ben', { teamId: 'sales', photo: 'f'.repeat(64) });
    assert.deepEqual(firstCells(await open('?q=sales'), 'Accounts'), ['Ben']);
    assert.match(await open('?q=sales'), /<td>Sales<\/td><td><span title="SHA-256 f{64}">yes<\/span><\/td>/);
    await office.control.removeTeam('sales');
    assert.deepEqual(firstCells(await open('?q=sales'), 'Accounts'), []);
    assert.equal((await office.mobilo.readAccount('ben'))?.teamId, null);
  });

  it('shows what people typed as text, never as markup', async () => {
    const page = await open(`?q=${encodeURIComponent(`">${nasty}`)}`);
    for (const text of [await open(), page]) assert.ok(!text.includes('<script'));
    assert.ok(page.includes('value="&#34;&#62;&#60;script&#62;'));
  });

  it('loads nothing from anywhere', async () => {
    assert.doesNotMatch(await open(), /src=|url\(|<link|https?:/);
  });
});
