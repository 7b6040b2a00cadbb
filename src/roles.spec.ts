import assert from 'node:assert/strict';
import fc from 'fast-check';
import type { RoleAnswer } from './directory/directory.ts';
import { SyncError } from './errors.ts';
import { mayDecide, type RoleReading, readRole, requireClearRole } from './roles.ts';
import { defaultSettings, type Settings } from './settings.ts';
import {
  accountId,
  approversGroupId,
  contoso,
  type Entra,
  personId,
  staff,
  startEntra,
  startVendors,
  type Vendors,
} from './vendors.testing.ts';

const { administrator, approver, colleague } = staff;
const settings: Settings = { ...defaultSettings, approverGroupId: approversGroupId };

describe('the role of a person', () => {
  let entra: Entra;
  let vendors: Vendors;
  before(async () => {
    entra = await startEntra();
  });
  after(() => entra.close());
  beforeEach(async () => {
    const world = contoso().employ('Grace', {}, { role: 'admin' }).world;
    vendors = await startVendors({ world, entra });
  });
  afterEach(() => vendors.close());

  const read = (id: string, given: Settings = settings, ask?: () => Promise<RoleAnswer>): Promise<RoleReading> =>
    readRole(vendors.directory, vendors.office.mobilo, given, id, ask);

  it('is looked up at both vendors (R1)', async () => {
    assert.deepEqual(await read(administrator.id), {
      role: 'administrator',
      globalAdministrator: 'yes',
      mobiloAdmin: 'yes',
      approver: 'no',
    });
    assert.deepEqual(await read(approver.id), {
      role: 'approver',
      globalAdministrator: 'no',
      mobiloAdmin: 'no',
      approver: 'yes',
    });
    assert.deepEqual(await read(colleague.id), {
      role: 'colleague',
      globalAdministrator: 'no',
      mobiloAdmin: 'no',
      approver: 'no',
    });
  });

  it('is administrator with both of the two roles only', async () => {
    assert.equal((await read(personId('Grace'))).role, 'colleague');
    const { control } = vendors.office;
    await control.editAccount(accountId('Grace'), { externalId: `${vendors.tenantId}/grace` });
    await control.editAccount(accountId(administrator.name), { role: 'member' });
    const { role, globalAdministrator } = await read(administrator.id);
    assert.deepEqual([role, globalAdministrator], ['colleague', 'yes']);
  });

  it('is not that of an account in Mobilo that is deactivated or linked to nobody', async () => {
    const { control } = vendors.office;
    await control.editAccount(accountId(administrator.name), { externalId: null });
    assert.equal((await read(administrator.id)).mobiloAdmin, 'no');
  });

  it('is approver by name, without asking for the group', async () => {
    vendors.graph.faults.add({ match: 'checkMemberGroups', status: 403 });
    const { role } = await read(colleague.id, { ...settings, approvers: [colleague.id] });
    assert.equal(role, 'approver');
  });

  it('is approver by group only while a group is named', async () => {
    assert.equal((await read(approver.id, { ...settings, approverGroupId: null })).role, 'colleague');
  });

  it('takes the answer of whoever asks with the person’s own token', async () => {
    assert.equal((await read(colleague.id, settings, async () => 'yes')).globalAdministrator, 'yes');
    assert.equal((await read(administrator.id, settings, async () => 'unknown')).role, 'colleague');
    const refused = async () => {
      throw new SyncError('consent-required', 'Consent is missing.');
    };
    await assert.rejects(read(administrator.id, settings, refused), { code: 'consent-required' });
  });

  it('is unknown on the side of Mobilo while Mobilo is down or not connected, and makes nobody an administrator', async () => {
    await vendors.office.control.addFault({ kind: 'fail', times: 100 });
    const down = await read(administrator.id);
    assert.deepEqual([down.role, down.mobiloAdmin], ['colleague', 'unknown']);
    await vendors.office.control.clearFaults();
    await vendors.office.connection.disconnect();
    assert.equal((await read(administrator.id)).mobiloAdmin, 'unknown');
    assert.equal((await read(approver.id)).role, 'approver');
  });

  it('cannot be told while Graph is down: that is not the same as having none', async () => {
    vendors.graph.faults.add({ match: '/', status: 503, retryAfter: 60 });
    const reading = await read(approver.id);
    const { role, globalAdministrator, mobiloAdmin, approver: approves } = reading;
    assert.deepEqual([role, globalAdministrator, mobiloAdmin, approves], ['colleague', 'unknown', 'no', 'unknown']);
    assert.throws(() => requireClearRole(reading), { code: 'directory-unavailable', retryAfter: 60 });
  });

  it('is clear where the answer that is missing would change nothing', async () => {
    vendors.graph.faults.add({ match: 'transitiveMemberOf', status: 503, retryAfter: 60 });
    requireClearRole(await read(approver.id));
    requireClearRole(await read(colleague.id));
    await assert.rejects(async () => requireClearRole(await read(administrator.id)), { code: 'directory-unavailable' });
  });
});

describe('may somebody decide', () => {
  const answer = fc.constantFrom<RoleAnswer>('yes', 'no', 'unknown');
  const reading = fc.record({ globalAdministrator: answer, mobiloAdmin: answer, approver: answer });
  const certain = (value: RoleAnswer): readonly boolean[] => (value === 'unknown' ? [true, false] : [value === 'yes']);

  it('is yes or no when every way the unknown answers may turn out agrees, else unknown', () => {
    fc.assert(
      fc.property(reading, (given) => {
        const ways = certain(given.approver).flatMap((approves) =>
          certain(given.globalAdministrator).flatMap((global) =>
            certain(given.mobiloAdmin).map((mobilo) => approves || (global && mobilo)),
          ),
        );
        const expected = new Set(ways).size > 1 ? 'unknown' : ways[0] ? 'yes' : 'no';
        assert.equal(mayDecide({ role: 'colleague', ...given }), expected);
      }),
    );
  });
});
