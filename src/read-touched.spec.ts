import assert from 'node:assert/strict';
import { readOutcomes, useCompanies } from './apply/companies.testing.ts';
import { dumpTables } from './dump-tables.testing.ts';
import { addToGroup, deleteGroup, takeFromGroup } from './emulators/company/change-group.ts';
import { changePerson, disablePerson, marryPerson } from './emulators/company/change-person.ts';
import { deletePerson, purgePerson, restorePerson } from './emulators/company/delete-person.ts';
import { hirePerson } from './emulators/company/hire-person.ts';
import { fingerprintOf } from './fingerprint.ts';
import { pastWith } from './proposal.ts';
import { proposePlan } from './propose.ts';
import { readPlan } from './read-everything.ts';
import { readPast } from './read-past.ts';
import { readKnown } from './store/known.ts';
import { findLatest } from './store/plans.ts';
import { readSettings, readWatermark } from './store/tenants.ts';
import { describeEachEngine } from './store/testing/each-engine.ts';
import type { Tenant } from './tenant.testing.ts';
import { accountId, contoso, everybodyGroupId, personId } from './vendors.testing.ts';

const everybody = () =>
  contoso()
    .employ('Ada')
    .employ('Bob')
    .employ('Cleo')
    .employ('Dan')
    .employ('Eve')
    .employ('Fay')
    .hire('Gus')
    .leave('Hal');

describeEachEngine('an incremental reading', (use) => {
  const companies = useCompanies(use);

  /** The plan that the sync makes by itself now, and whether it read every group for it. */
  const follow = async (company: Tenant, people?: readonly string[]) => {
    const { requests } = company.vendors.graph;
    const before = requests.length;
    await proposePlan(company.tools, people ? 'somebody' : 'sync', people);
    const record = await findLatest(companies.store, company.id);
    assert.ok(record);
    return { record, full: requests.slice(before).some(({ url }) => url.includes('/transitiveMembers')) };
  };

  /** It is incremental, and its plan is to the byte the one of a full reading with the same past. */
  const followExactly = async (company: Tenant, people?: readonly string[]) => {
    const { store } = companies;
    const settings = await readSettings(store, company.id);
    const past = pastWith(
      await readPast(store, company.id, settings, new Date()),
      (await readKnown(store, company.id)).people,
    );
    const { record, full } = await follow(company, people);
    const plan = await readPlan(company.tools.directory, company.tools.mobilo, settings, past);
    assert.deepEqual([full, record.summary.source, record.summary.counts], [false, plan.source, plan.counts]);
    assert.equal(record.fingerprint, fingerprintOf(plan));
    return record;
  };

  const openRead = async (story = everybody()): Promise<Tenant> => {
    const company = await companies.open(story);
    await company.propose();
    return company;
  };

  it('gives the plan of a full one, whatever happened to whom (case 51)', async () => {
    const company = await openRead();
    const { directory } = company.vendors.graph;
    const { control } = company.vendors.office;
    const edits: readonly (() => unknown)[] = [
      () => hirePerson(directory, { displayName: 'Ivy' }),
      () => changePerson(directory, personId('Ada'), { jobTitle: 'Director' }),
      () => marryPerson(directory, personId('Bob'), 'King'),
      () => disablePerson(directory, personId('Cleo')),
      () => deletePerson(directory, personId('Dan')),
      () => takeFromGroup(directory, everybodyGroupId, personId('Eve')),
      () => restorePerson(directory, personId('Dan')),
      () => purgePerson(directory, personId('Hal')),
      () => addToGroup(directory, everybodyGroupId, personId('Eve')),
      () =>
        changePerson(directory, personId('Fay'), {
          proxyAddresses: [`smtp:${company.vendors.graph.directory.findUser(personId('Gus'))?.entity.mail}`],
        }),
      () =>
        changePerson(directory, personId('Gus'), { mail: directory.findUser(personId('Ada'))?.entity.mail ?? null }),
      () => changePerson(directory, personId('Gus'), { mail: 'gus.again@contoso.example' }),
      () => control.editAccount(accountId('Cleo'), { externalId: null }),
      () => control.editAccount(accountId('Hal'), { externalId: null, email: 'hal@elsewhere.example' }),
      () => changePerson(directory, personId('Ada'), { mail: 'not an address' }),
      async () => {
        const { mail, displayName } = hirePerson(directory, { displayName: 'Joy' }).entity;
        const { profile } = (await company.tools.mobilo.readAccount(accountId('Ada'))) ?? assert.fail();
        const account = { externalId: 'elsewhere/joy', email: mail ?? '', teamId: null, sendLoginDetails: false };
        await company.tools.mobilo.createAccount(
          { ...account, profile: { ...profile, displayName: displayName ?? '' } },
          'joy',
        );
      },
      () => {},
    ];
    for (const edit of edits) {
      await edit();
      await followExactly(company);
    }
  });

  it('looks again at those on whom a run has worked', async () => {
    const company = await openRead();
    const plan = await findLatest(companies.store, company.id);
    assert.ok(plan);
    await company.approve(plan);
    await company.run(plan.id);
    assert.deepEqual(await readOutcomes(company, plan), { 'joiner Gus': 'done', 'leaver Hal': 'done' });
    const record = await followExactly(company);
    assert.deepEqual([record.summary.counts.joiner, record.summary.counts.leaver], [0, 0]);
  });

  it('asks Mobilo as often about many people as about one', async () => {
    const names = Array.from({ length: 30 }, (_, number) => `Person${number}`);
    const story = names.reduce((company, name) => company.employ(name), contoso().leave('Hal').leave('Ida'));
    const company = await openRead(story);
    const { graph, office } = company.vendors;
    const { requests } = office.emulator;
    const follow = async (change: (name: string) => void, some: readonly string[]) => {
      for (const name of some) change(name);
      const before = requests.length;
      await followExactly(company);
      const sent = requests.slice(before).map(({ path }) => path.replace(/\?.*/, ''));
      // The full reading with which it is compared begins with the first page of all accounts.
      return sent.slice(
        0,
        requests.slice(before).findIndex(({ path }) => path === '/v1/accounts?limit=200'),
      );
    };
    const promote = (name: string) => changePerson(graph.directory, personId(name), { jobTitle: 'Director' });
    const disable = (name: string) => disablePerson(graph.directory, personId(name));
    const asked = ['/v1/credits', '/v1/catalog', '/v1/accounts', '/v1/cards'].sort();
    assert.deepEqual((await follow(promote, names.slice(0, 1))).sort(), asked);
    assert.deepEqual((await follow(promote, names.slice(1))).sort(), asked);
    assert.deepEqual((await follow(disable, names)).sort(), asked);
  });

  it('about one person looks at both sides of that person', async () => {
    const company = await openRead();
    await company.vendors.office.control.editAccount(accountId('Ada'), { profile: { displayName: 'Painter' } });
    assert.equal((await follow(company)).record.summary.counts.mover, 0);
    assert.equal((await followExactly(company, [personId('Ada')])).summary.counts.mover, 1);
  });

  it('is a full one when the links were reset, and nobody is removed by the reset itself (case 52)', async () => {
    const company = await openRead(contoso().employ('Ada').employ('Bob'));
    const { graph } = company.vendors;
    for (const how of ['syncStateNotFound', 'resyncRequired', 'gone'] as const) {
      graph.delta.expire(how);
      const { record, full } = await follow(company);
      assert.deepEqual([full, record.summary.counts.leaver], [true, 0]);
      assert.equal((await follow(company)).full, false);
    }
  });

  it('changes nothing when changes are told again (case 53)', async () => {
    const company = await openRead();
    disablePerson(company.vendors.graph.directory, personId('Ada'));
    const { record } = await follow(company);
    company.vendors.graph.delta.replay({ times: 1, earlier: 10, twice: true });
    assert.equal((await followExactly(company)).id, record.id);
  });

  it('is a full one under other settings, for a person, and when a group changed as such', async () => {
    const company = await openRead(everybody().group('Second', ['Ada']));
    assert.equal((await follow(company)).full, false);
    await company.saveSettings({ deleteAfterDays: 7 });
    assert.equal((await follow(company)).full, true);
    await company.saveSettings({ groups: 'all' });
    assert.equal((await follow(company)).full, true);
    const { directory } = company.vendors.graph;
    const second = directory.list('group').find(({ entity }) => Reflect.get(entity, 'displayName') === 'Second');
    deleteGroup(directory, second?.id ?? '');
    assert.equal((await follow(company)).full, true);
    const before = company.vendors.graph.requests.length;
    await company.propose();
    assert.ok(company.vendors.graph.requests.slice(before).some(({ url }) => url.includes('/transitiveMembers')));
  });

  it('is a full one six days after the last', async () => {
    const company = await openRead();
    const age = (hours: number) =>
      companies.store.executeSql(
        `update tenants set watermark = jsonb_set(watermark, '{fullAt}', to_jsonb($2::text)) where id = $1`,
        [company.id, new Date(Date.now() - hours * 3_600_000).toISOString()],
      );
    await age(143);
    assert.equal((await follow(company)).full, false);
    await age(145);
    assert.equal((await follow(company)).full, true);
    assert.equal((await follow(company)).full, false);
  });

  it('that fails leaves plan and place as they were', async () => {
    const company = await openRead();
    changePerson(company.vendors.graph.directory, personId('Ada'), { jobTitle: 'Director' });
    const before = await dumpTables(companies.store);
    await company.vendors.office.control.addFault({ kind: 'fail', path: '/v1/accounts', times: 9 });
    await assert.rejects(follow(company), { code: 'mobilo-unavailable' });
    await company.vendors.office.control.clearFaults();
    const { 'public."tenants"': _, ...rest } = await dumpTables(companies.store);
    const { 'public."tenants"': __, ...restBefore } = before;
    assert.deepEqual(rest, restBefore);
    assert.equal((await followExactly(company)).summary.counts.mover, 1);
  });

  it('goes on from the last complete reading when one in between was not complete (law 2)', async () => {
    const company = await openRead();
    const place = await readWatermark(companies.store, company.id);
    const { graph } = company.vendors;
    graph.faults.add({ match: 'transitiveMembers', status: 200, instead: 'empty' });
    assert.equal((await company.propose()).summary.source.complete, false);
    assert.deepEqual(await readWatermark(companies.store, company.id), place);
    graph.faults.clear();
    assert.equal((await followExactly(company)).summary.source.complete, true);
  });
});
