import assert from 'node:assert/strict';
import { type Companies, useCompanies } from './apply/companies.testing.ts';
import { mapAtMost } from './at-most.ts';
import { emptyGroup } from './emulators/company/change-group.ts';
import { changePerson } from './emulators/company/change-person.ts';
import { growWorld } from './emulators/company/grow-world.ts';
import type { Row } from './plan/plan.ts';
import { readPlan } from './read-everything.ts';
import { readPast } from './read-past.ts';
import type { RoleReading } from './roles.ts';
import type { Settings } from './settings.ts';
import { readSettings } from './store/tenants.ts';
import { describeEachEngine } from './store/testing/each-engine.ts';
import type { Tenant } from './tenant.testing.ts';
import { accountId, contoso, everybodyGroupId, personId, type Story, staff, type World } from './vendors.testing.ts';
import { type Explanation, explain, explainTo, ownPartsOf } from './why.ts';

const ask = (tenant: Tenant, who: string): Promise<Explanation> => explain(tenant.tools, who);
const addressOf = (name: string): string => `${name.toLowerCase()}@contoso.example`;

const say = ({ outcome, rows, scope, match }: Explanation) => ({
  outcome,
  rows: rows.map((row) => `${row.kind} ${row.reason}`),
  scope: scope.verdict,
  match: match.how,
});

interface Example {
  readonly story: Story;
  readonly who?: string;
  readonly settings?: Partial<Settings>;
  readonly outcome: string;
  readonly rows?: readonly string[];
  readonly scope: string;
  readonly match: string;
}

const linkedTwice = (world: World): World => {
  const [first] = world.mobilo.accounts.filter(({ id }) => id === accountId('Ada'));
  const second = first && { ...first, id: 'acc_second', email: 'ada.second@contoso.example' };
  return { ...world, mobilo: { ...world.mobilo, accounts: [...world.mobilo.accounts, ...(second ? [second] : [])] } };
};

const sameAddressTwice = (world: World): World => {
  const [first] = world.mobilo.accounts.filter(({ id }) => id === accountId('Ada'));
  const second = first && { ...first, id: 'acc_second' };
  return { ...world, mobilo: { ...world.mobilo, accounts: [...world.mobilo.accounts, ...(second ? [second] : [])] } };
};

const examples: Readonly<Record<string, Example>> = {
  'a joiner': {
    story: contoso().hire('Ada'),
    outcome: 'joiner',
    rows: ['joiner new-in-scope'],
    scope: 'in',
    match: 'none',
  },
  'a mover with three differences': {
    story: contoso().change('Ada', { jobTitle: 'Director', department: 'Board', mobilePhone: '+31612345678' }),
    outcome: 'mover',
    rows: ['mover profile-changed'],
    scope: 'in',
    match: 'linked',
  },
  'somebody who came back': {
    story: contoso().employ('Ada', {}, { state: 'deactivated' }),
    outcome: 'mover',
    rows: ['mover returned'],
    scope: 'in',
    match: 'linked',
  },
  'a leaver who can be restored': {
    story: contoso().card('Ada').leave('Ada'),
    outcome: 'leaver',
    rows: ['leaver deleted-restorable'],
    scope: 'in-none',
    match: 'linked',
  },
  'a leaver who is gone for good': {
    story: contoso().leave('Ada', 'gone'),
    outcome: 'leaver',
    rows: ['leaver deleted-final'],
    scope: 'in-none',
    match: 'linked',
  },
  'a leaver who is disabled': {
    story: contoso().leave('Ada', 'disabled'),
    outcome: 'leaver',
    rows: ['leaver disabled'],
    scope: 'in',
    match: 'linked',
  },
  'a link': {
    story: contoso().meet('Ada'),
    outcome: 'link',
    rows: ['link same-address'],
    scope: 'in',
    match: 'address',
  },
  'a conflict with an account of somebody else': {
    story: contoso().hireWithAddressOf('Ada', 'Bob').leave('Bob'),
    who: personId('Ada'),
    outcome: 'conflict',
    rows: ['conflict address-linked-to-another'],
    scope: 'in',
    match: 'conflict',
  },
  'a conflict of two people with one address': {
    story: contoso().hire('Ada').hireWithAddressOf('Bea', 'Ada'),
    outcome: 'conflict',
    rows: ['conflict address-shared'],
    scope: 'in',
    match: 'conflict',
  },
  'a conflict of two accounts with one address': {
    story: { world: sameAddressTwice(contoso().meet('Ada').world) } as Story,
    outcome: 'conflict',
    rows: ['conflict several-accounts'],
    scope: 'in',
    match: 'conflict',
  },
  'a conflict of two accounts with one link': {
    story: { world: linkedTwice(contoso().employ('Ada').world) } as Story,
    outcome: 'conflict',
    rows: ['conflict linked-twice'],
    scope: 'in',
    match: 'conflict',
  },
  'a guest': {
    story: contoso().invite('Ada'),
    who: 'ada@fabrikam.example',
    outcome: 'excluded',
    rows: ['excluded guest'],
    scope: 'in',
    match: 'none',
  },
  'somebody disabled without an account': {
    story: contoso().hire('Ada', { accountEnabled: false }),
    outcome: 'excluded',
    rows: ['excluded disabled'],
    scope: 'in',
    match: 'none',
  },
  'somebody without an address': {
    story: contoso().hire('Ada', { mail: null, proxyAddresses: [] }),
    outcome: 'excluded',
    rows: ['excluded no-address'],
    scope: 'in',
    match: 'none',
  },
  'somebody without a name': {
    story: contoso().hire('Ada', { displayName: null }),
    outcome: 'excluded',
    rows: ['excluded no-name'],
    scope: 'in',
    match: 'none',
  },
  'somebody who left the groups': {
    story: contoso().leave('Ada', 'out-of-scope'),
    outcome: 'keep',
    rows: ['keep out-of-scope'],
    scope: 'in-none',
    match: 'linked',
  },
  'somebody whose group may be gone': {
    story: contoso().leave('Ada'),
    settings: { groups: [everybodyGroupId, '00000000-0000-4000-8000-00000000dead'] },
    outcome: 'keep',
    rows: ['keep scope-lost'],
    scope: 'group-lost',
    match: 'linked',
  },
  'a protected admin who left': {
    story: contoso().employ('Ada', {}, { role: 'admin' }).leave('Ada'),
    outcome: 'keep',
    rows: ['keep protected'],
    scope: 'in-none',
    match: 'linked',
  },
  'somebody in step': { story: contoso().employ('Ada'), outcome: 'in-step', scope: 'in', match: 'linked' },
  'somebody who left and is off already': {
    story: contoso().employ('Ada', {}, { state: 'deactivated' }).leave('Ada'),
    outcome: 'inactive',
    scope: 'in-none',
    match: 'linked',
  },
  'somebody outside without an account': {
    story: contoso().hire('Ada').leave('Ada', 'out-of-scope'),
    outcome: 'outside',
    scope: 'in-none',
    match: 'none',
  },
  'an account of nobody': {
    story: contoso().meet('Ada').leave('Ada', 'gone'),
    outcome: 'unlinked',
    scope: 'in-none',
    match: 'none',
  },
};

const openExample = async (companies: Companies, { story, settings }: Example): Promise<Tenant> => {
  const tenant = await companies.open(story);
  if (settings) await tenant.saveSettings(settings);
  return tenant;
};

const rowsOfPlan = async ({ tools, id }: Tenant): Promise<readonly Row[]> => {
  const settings = await readSettings(tools.store, id);
  const past = await readPast(tools.store, id, settings, new Date());
  return (await readPlan(tools.directory, tools.mobilo, settings, past)).rows;
};

describeEachEngine('why', (use) => {
  const companies = useCompanies(use);

  for (const [name, example] of Object.entries(examples))
    it(`explains ${name} as the plan does`, async () => {
      const tenant = await openExample(companies, example);
      const explanation = await ask(tenant, example.who ?? addressOf('Ada'));
      const { outcome, rows = [], scope, match } = example;
      assert.deepEqual(say(explanation), { outcome, rows, scope, match });
      const planned = (await rowsOfPlan(tenant)).filter((row) => row.personId === explanation.personId);
      assert.deepEqual(explanation.rows, planned);
    });

  it('explains whom the plan keeps because Graph does not answer, with what it answered', async () => {
    const tenant = await companies.open(contoso().leave('Ada'));
    tenant.vendors.graph.faults.add({ match: `/directory/deletedItems/${personId('Ada')}`, status: 403 });
    const explanation = await ask(tenant, addressOf('Ada'));
    assert.deepEqual(say(explanation).rows, ['keep no-evidence']);
    assert.deepEqual(explanation.evidence, {
      kind: 'unknown',
      deletedAt: null,
      why: 'Microsoft Graph answered 403 when asked for this person.',
    });
    assert.deepEqual(explanation.rows, await rowsOfPlan(tenant));
  });

  it('tells field by field what each side says and what follows', async () => {
    const tenant = await companies.open(
      contoso()
        .employ('Ada', { jobTitle: 'Director', officeLocation: null }, {})
        .change('Ada', { department: 'Board' }),
    );
    const { vendors } = tenant;
    const { profile } = (await vendors.office.mobilo.findAccountByEmail(addressOf('Ada'))) ?? assert.fail();
    await vendors.office.control.editAccount(accountId('Ada'), { profile: { ...profile, office: 'Home' } });
    const { comparison } = await ask(tenant, addressOf('Ada'));
    const told = comparison.map(({ field, directory, mobilo, verdict }) => [field, directory, mobilo, verdict]);
    assert.deepEqual(
      told.filter(([, , , verdict]) => verdict !== 'same'),
      [
        ['department', 'Board', profile.department, 'update'],
        ['office', null, 'Home', 'kept'],
      ],
    );
    assert.deepEqual(told.map(([field]) => field).slice(-2), ['email', 'state']);
  });

  it('tells the way through nested groups, and ends where they go round in a circle (case 35)', async () => {
    const { world } = contoso().group('Outer', []).group('Inner', []).hire('Ada');
    const [outer = '', inner = ''] = ['Outer', 'Inner'].map(
      (name) => world.directory.groups.find(({ displayName }) => displayName === name)?.id,
    );
    const group = (id: string) => ({ '@odata.type': '#microsoft.graph.group', id });
    const person = { '@odata.type': '#microsoft.graph.user', id: personId('Ada') };
    const members = { ...world.directory.members, [outer]: [group(inner)], [inner]: [group(outer), person] };
    const tenant = await companies.open({ world: { ...world, directory: { ...world.directory, members } } });
    await tenant.saveSettings({ groups: [outer, everybodyGroupId] });
    const { scope } = await ask(tenant, personId('Ada'));
    assert.deepEqual(
      scope.paths.map((path) => path.map(({ displayName }) => displayName)),
      [['Outer', 'Inner'], ['Everybody']],
    );
  });

  it('finds a person by address, by sign-in name in any case, by an older address and by object id', async () => {
    const tenant = await companies.open(
      contoso().hire('Ada', { proxyAddresses: [`SMTP:${addressOf('Ada')}`, 'smtp:byron@contoso.example'] }),
    );
    const names = [addressOf('Ada'), ' ADA@Contoso.Example ', 'byron@contoso.example', personId('Ada')];
    const found = await Promise.all(names.map(async (who) => (await ask(tenant, who)).personId));
    assert.deepEqual(found, Array(4).fill(personId('Ada')));
  });

  it('explains by the address of their account somebody whom only Mobilo knows, with the evidence', async () => {
    const tenant = await companies.open(contoso().leave('Ada'));
    const { person, evidence, account, personId: id } = await ask(tenant, addressOf('Ada'));
    assert.deepEqual(
      { person, evidence, account: account?.linkedTo, id },
      {
        person: null,
        evidence: { kind: 'deleted-restorable', deletedAt: '2026-11-22T09:00:00Z', why: null },
        account: 'this-person',
        id: personId('Ada'),
      },
    );
  });

  it('says what can be typed when nobody has the name', async () => {
    const tenant = await companies.open(contoso());
    for (const who of ['nobody@contoso.example', 'Ada', "' or 1 eq 1", '../me', '00000000-0000-4000-8000-000000000000'])
      await assert.rejects(ask(tenant, who), { code: 'not-found', message: /an e-mail address, a sign-in name or/ });
  });

  it('knows what the pending plan says, and when that is no longer what a plan would say', async () => {
    const tenant = await companies.open(contoso().change('Ada', { jobTitle: 'Director' }));
    assert.deepEqual((await ask(tenant, addressOf('Ada'))).pending, null);
    const plan = await tenant.propose();
    const first = await ask(tenant, addressOf('Ada'));
    assert.deepEqual(first.pending, { planId: plan.id, rows: first.rows, agrees: true });
    assert.equal(first.lastPlanAt, plan.madeAt);
    changePerson(tenant.vendors.graph.directory, personId('Ada'), { jobTitle: 'Chair' });
    const second = await ask(tenant, addressOf('Ada'));
    assert.deepEqual([second.pending?.rows, second.pending?.agrees], [first.rows, false]);
  });

  it('agrees with the plan about somebody whose new address another one frees', async () => {
    const tenant = await companies.open(
      contoso()
        .change('Bob', { mail: 'robert@contoso.example', proxyAddresses: [] })
        .change('Ada', { mail: addressOf('Bob'), proxyAddresses: [] }),
    );
    const planned = (await rowsOfPlan(tenant)).filter((row) => row.personId === personId('Ada'));
    const { rows } = await ask(tenant, personId('Ada'));
    assert.deepEqual(rows, planned);
    assert.deepEqual(
      rows.map((row) => row.kind === 'mover' && row.after),
      [[`mover:${personId('Bob')}`]],
    );
  });

  it('agrees with the plan about everybody of a grown company of 60', async function () {
    this.timeout(60_000);
    const tenant = await companies.open({ world: growWorld({ people: 60, seed: 7 }) });
    const rows = await rowsOfPlan(tenant);
    const people = new Set([
      ...tenant.vendors.graph.directory.list('user').map(({ id }) => id),
      ...rows.map((row) => row.personId),
    ]);
    const explained = await mapAtMost(4, [...people], (id) => ask(tenant, id));
    assert.deepEqual(
      explained.flatMap((one) => ownPartsOf(one.rows)),
      explained.flatMap((one) => ownPartsOf(rows.filter((row) => row.personId === one.personId))),
    );
    assert.equal(explained.flatMap((one) => one.rows).length, rows.length);
  });

  it('says of an emptied group what the plan says', async () => {
    const tenant = await companies.open(contoso().employ('Ada'));
    emptyGroup(tenant.vendors.graph.directory, everybodyGroupId);
    assert.deepEqual(say(await ask(tenant, addressOf('Ada'))), {
      outcome: 'keep',
      rows: ['keep out-of-scope'],
      scope: 'in-none',
      match: 'linked',
    });
  });

  describe('is told', () => {
    const reading = (role: RoleReading['role'], approver: RoleReading['approver']): RoleReading => ({
      ...{ role, approver, globalAdministrator: 'no', mobiloAdmin: 'no' },
    });
    const told = async (id: string, role: RoleReading, who: string) => {
      const tenant = await companies.open(contoso().hire('Ada'));
      return explainTo((name) => ask(tenant, name), who, { id, role });
    };

    it('about anybody to an approver', async () => {
      const { name } = await told(staff.approver.id, reading('approver', 'yes'), addressOf('Ada'));
      assert.equal(name, 'Ada');
    });

    it('to a colleague about themselves, by any of their names', async () => {
      const { colleague } = staff;
      for (const who of [colleague.id, colleague.email.toUpperCase()])
        assert.equal((await told(colleague.id, reading('colleague', 'no'), who)).personId, colleague.id);
    });

    it('to a colleague about nobody else, whether the name exists or not (law 7)', async () => {
      for (const who of [addressOf('Ada'), 'nobody@contoso.example'])
        await assert.rejects(told(staff.colleague.id, reading('colleague', 'no'), who), {
          code: 'forbidden',
          message: /about yourself only/,
        });
    });

    it('to nobody whose role cannot be checked, with why', async () => {
      await assert.rejects(told(staff.colleague.id, reading('colleague', 'unknown'), addressOf('Ada')), {
        code: 'directory-forbidden',
      });
    });
  });
});
