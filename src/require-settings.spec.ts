import assert from 'node:assert/strict';
import { SyncError } from './errors.ts';
import { requireGroups, requireOrders } from './require-settings.ts';
import { defaultSettings, type Settings } from './settings.ts';
import { contoso, everybodyGroupId, startVendors, type Vendors } from './vendors.testing.ts';

const { order } = defaultSettings;

describe('settings about to be saved', function () {
  this.timeout(30_000);
  let vendors: Vendors;
  let salesId: string;
  before(async () => {
    const { world } = contoso().employ('Ada').group('Sales', ['Ada']);
    salesId = world.directory.groups.at(-1)?.id ?? '';
    vendors = await startVendors({ world });
  });
  after(() => vendors?.close());

  const faultOf = async (change: Partial<Settings>): Promise<string | null> => {
    const settings = { ...defaultSettings, ...change };
    try {
      await requireOrders(vendors.office.mobilo, settings);
      await requireGroups(vendors.directory, settings);
      return null;
    } catch (error) {
      assert.ok(error instanceof SyncError && error.code === 'bad-request');
      return error.message;
    }
  };
  const ofGroup = (change: Partial<Settings['order']>, groupId = salesId): Partial<Settings> => ({
    groupOrders: [{ groupId, order: { ...order, ...change } }],
  });

  it('may name for each group what Mobilo sells, a team of Mobilo and a group in scope', async () => {
    const [team] = await vendors.office.mobilo.readTeams();
    const metal = {
      cardSku: 'card-metal',
      licences: ['user', 'crm'],
      accessories: ['keyring'],
      teamId: team?.id ?? '',
    };
    assert.ok(team);
    assert.equal(await faultOf(ofGroup(metal)), null);
    assert.equal(await faultOf({ ...ofGroup(metal), groups: [everybodyGroupId, salesId] }), null);
    assert.equal(await faultOf({ groups: [everybodyGroupId] }), null);
  });

  it('name for no group what Mobilo does not sell as such, or twice (R18)', async () => {
    assert.equal(
      await faultOf(ofGroup({ cardSku: 'crm' })),
      'Mobilo does not sell crm as such. Choose from the catalogue.',
    );
    assert.equal(
      await faultOf(ofGroup({ licences: ['user', 'user'] })),
      'A licence or accessory is named twice. Name each once.',
    );
  });

  it('name no team that Mobilo does not have, for the tenant or for a group', async () => {
    const says = 'Mobilo has no team team-lost. Choose one of its teams, or none.';
    assert.equal(await faultOf({ order: { ...order, teamId: 'team-lost' } }), says);
    assert.equal(await faultOf(ofGroup({ teamId: 'team-lost' })), says);
  });

  it('give no order to a group that does not exist, or in which nobody would be read', async () => {
    assert.match((await faultOf(ofGroup({}, 'nowhere'))) ?? '', /^1 of the groups are no security groups/);
    assert.match(
      (await faultOf({ ...ofGroup({}), groups: [everybodyGroupId] })) ?? '',
      /not in scope, so that it would never count\. Select these groups, or remove their orders\.$/,
    );
  });
});
