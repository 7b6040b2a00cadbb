import assert from 'node:assert/strict';
import { useCompanies } from './apply/companies.testing.ts';
import type { PlanRecord } from './approval.ts';
import { rejectPlan, resumeRun } from './decide.ts';
import { dumpTables, listJobs } from './dump-tables.testing.ts';
import { changePerson } from './emulators/company/change-person.ts';
import { hirePerson } from './emulators/company/hire-person.ts';
import { SyncError } from './errors.ts';
import { readRole } from './roles.ts';
import { readAudit } from './store/audit-log.ts';
import { readSettings } from './store/tenants.ts';
import { describeEachEngine } from './store/testing/each-engine.ts';
import type { Approval, Tenant } from './tenant.testing.ts';
import { contoso, personId, type Story, staff } from './vendors.testing.ts';

const { administrator, approver, colleague } = staff;

interface Refusal {
  readonly story: Story;
  /** What happens between the plan and the decision. */
  readonly meanwhile?: (tenant: Tenant, plan: PlanRecord) => Promise<unknown> | unknown;
  readonly approval?: Approval;
  readonly change?: Partial<PlanRecord>;
  readonly code: string;
  readonly says: RegExp;
}

const joiner = contoso().hire('Ada');

const expire = ({ tools }: Tenant, { id }: PlanRecord) =>
  tools.store.executeSql(`update plans set expires_at = now() - interval '1 second' where id = $1`, [id]);

const reject = (
  { tools, id: tenantId }: Tenant,
  { id, fingerprint }: PlanRecord,
  by: typeof approver | typeof colleague = approver,
  reason = '  Not now  ',
) =>
  rejectPlan(tools, {
    plan: { tenantId, planId: id },
    fingerprint,
    reason,
    by,
    readRole: async () => readRole(tools.directory, tools.mobilo, await readSettings(tools.store, tenantId), by.id),
  });

const refusals: Readonly<Record<string, Refusal>> = {
  'an expired plan': { story: joiner, meanwhile: expire, code: 'plan-expired', says: /Ask for a new one with "sync"/ },
  'a superseded plan': {
    story: joiner,
    meanwhile: async (tenant) => {
      hirePerson(tenant.vendors.graph.directory, { displayName: 'Bob' });
      await tenant.propose();
    },
    code: 'plan-superseded',
    says: /A newer plan has replaced this one/,
  },
  'a rejected plan': {
    story: joiner,
    meanwhile: (tenant, plan) => reject(tenant, plan),
    code: 'plan-decided',
    says: /^Ben Okafor has already rejected this plan\.$/,
  },
  'an approved plan': {
    story: joiner,
    meanwhile: (tenant, plan) => tenant.approve(plan, { by: administrator }),
    code: 'plan-decided',
    says: /^Anna de Vries has already approved this plan\.$/,
  },
  'a plan seen with another fingerprint': {
    story: joiner,
    change: { fingerprint: '0'.repeat(64) },
    code: 'fingerprint-mismatch',
    says: /Open the pending plan and look at it again/,
  },
  'a colleague': { story: joiner, approval: { by: colleague }, code: 'forbidden', says: /Ask one of them/ },
  'removals above the limit': {
    story: contoso().leave('Ada').leave('Bob'),
    meanwhile: async (tenant) => {
      await tenant.saveSettings({ removalLimit: { count: 1, percent: 0 } });
      changePerson(tenant.vendors.graph.directory, personId(colleague.name), { jobTitle: 'Director' });
    },
    code: 'removals-held',
    says: /^2 removals are held because that is more than 1\./,
  },
  'a card for which nobody chose': {
    story: contoso().card('Ada').card('Ada').leave('Ada'),
    approval: { cards: { byCard: { card_1: 'release', somebody_elses: 'release' }, others: null } },
    code: 'card-choice-missing',
    says: /^Choose what happens to the card of the leavers first/,
  },
  'too few credits': {
    story: joiner.hire('Bob').credits('card-metal', 1).credits('crm', 0),
    code: 'credits-short',
    says: /Metal: 2 needed, 1 left; CRM licence: 2 needed, 0 left/,
  },
  'a card for a joiner who is not approved': {
    story: joiner.card('Zoe').leave('Zoe'),
    approval: { selection: { kinds: ['leaver'] }, cards: { byCard: { card_1: 'reassign' }, others: null } },
    code: 'card-choice-missing',
    says: /^The card Metal of Zoe can go to Ada only when that joiner is approved as well\./,
  },
  'credits that suffice only with a recycled card': {
    story: joiner.card('Zoe').leave('Zoe').credits('card-metal', 0),
    approval: { cards: { byCard: {}, others: 'release' } },
    code: 'credits-short',
    says: /Metal: 1 needed, 0 left/,
  },
  'credits that were spent since the plan': {
    story: joiner,
    meanwhile: (tenant) => tenant.vendors.office.control.setAvailable('card-metal', 0),
    code: 'credits-short',
    says: /Metal: 1 needed, 0 left/,
  },
  'a kind of which there is none': {
    story: joiner,
    approval: { selection: { kinds: ['leaver'] } },
    code: 'selection-empty',
    says: /Select at least one change, or reject the plan/,
  },
  'rows that are not in the plan': {
    story: joiner,
    approval: { selection: { rows: ['joiner:nobody'] } },
    code: 'selection-empty',
    says: /Nothing is selected/,
  },
  'rows that only inform': {
    story: joiner.invite('Guest'),
    approval: { selection: { rows: [`excluded:${personId('Guest')}`] } },
    code: 'selection-empty',
    says: /Nothing is selected/,
  },
  'some rows that are not in the plan': {
    story: joiner,
    approval: { selection: { rows: [`joiner:${personId('Ada')}`, 'joiner:nobody'] } },
    code: 'bad-request',
    says: /Open the pending plan and select again/,
  },
  'an unknown plan': {
    story: joiner,
    change: { id: '00000000-0000-4000-8000-000000000000' },
    code: 'plan-not-found',
    says: /There is no such plan/,
  },
  'what is no plan at all': {
    story: joiner,
    change: { id: "'; drop table plans; --" },
    code: 'plan-not-found',
    says: /There is no such plan/,
  },
  'a Mobilo that is down': {
    story: joiner,
    meanwhile: (tenant) => tenant.vendors.office.control.addFault({ kind: 'fail', path: '/v1/credits', times: 9 }),
    code: 'mobilo-unavailable',
    says: /Try again/,
  },
  'a Graph that is down': {
    story: joiner,
    meanwhile: (tenant) => tenant.vendors.graph.faults.add({ match: '/', status: 503, retryAfter: 60 }),
    code: 'directory-unavailable',
    says: /Nothing was changed/,
  },
};

const propose = async (tenant: Tenant, meanwhile: Refusal['meanwhile']): Promise<PlanRecord> => {
  const plan = await tenant.propose();
  await meanwhile?.(tenant, plan);
  return plan.summary.counts.leaver > 1 ? tenant.propose() : plan;
};

describeEachEngine('a decision', (use) => {
  const companies = useCompanies(use);

  it('to approve is recorded together with the jobs that follow, and with the trail', async () => {
    const company = await companies.open(contoso().hire('Ada').change('Bob', { jobTitle: 'Director' }));
    const plan = await company.propose();
    const approved = await company.approve(plan, { selection: { kinds: ['joiner'] } });
    assert.deepEqual(
      [approved.state, approved.decision?.by, approved.run],
      ['approved', approver, { state: 'waiting', total: 1, done: 0, startedAt: null, finishedAt: null, stopped: null }],
    );
    assert.deepEqual(await listJobs(companies.store, plan.id), ['apply', 'cards']);
    const [newest] = await readAudit(companies.store, company.id);
    assert.deepEqual(
      [newest?.kind, newest?.by, newest?.planId, newest?.data],
      [
        'plan.approved',
        approver.id,
        plan.id,
        { joiners: 1, movers: 0, leavers: 0, links: 0, deletions: 0, fingerprint: plan.fingerprint },
      ],
    );
  });

  it('to reject keeps the reason, and nothing is applied', async () => {
    const company = await companies.open(joiner);
    const plan = await company.propose();
    const rejected = await reject(company, plan);
    assert.deepEqual(
      [rejected.state, rejected.run, rejected.decision?.action === 'reject' && rejected.decision.reason],
      ['rejected', null, 'Not now'],
    );
    assert.deepEqual(await listJobs(companies.store, plan.id), ['cards']);
  });

  it('keeps choices for cards of the selected leavers, and nothing else that a client sent', async () => {
    const company = await companies.open(contoso().card('Ada').leave('Ada').hire('Bob'));
    const plan = await company.propose();
    const byCard = { card_1: 'release', 'card_\0': 'release', somebody_elses: 'deactivate' } as const;
    const { decision } = await company.approve(plan, { cards: { byCard, others: null } });
    assert.deepEqual(decision?.action === 'approve' && decision.cards, { byCard: { card_1: 'release' }, others: null });
  });

  it('to reject keeps of the reason what a database can keep', async () => {
    const company = await companies.open(joiner);
    const plan = await company.propose();
    const { decision } = await reject(company, plan, approver, 'Not\0 now\ud800.\nAsk Ben.');
    assert.equal(decision?.action === 'reject' && decision.reason, 'Not now.\nAsk Ben.');
  });

  it('of two people at once is made by one, and the other one is told by whom (case 59)', async () => {
    const company = await companies.open(joiner);
    const plan = await company.propose();
    const people = [approver, administrator, approver, administrator];
    const decided = await Promise.allSettled(people.map((by) => company.approve(plan, { by })));
    const won = decided.flatMap((one) => (one.status === 'fulfilled' ? [one.value.decision?.by.name] : []));
    assert.equal(won.length, 1);
    for (const one of decided)
      if (one.status === 'rejected') {
        assert.ok(one.reason instanceof SyncError);
        assert.deepEqual([one.reason.code, one.reason.details.by], ['plan-decided', won[0]]);
        assert.equal(one.reason.message, `${won[0]} has already approved this plan.`);
      }
    assert.deepEqual(await listJobs(companies.store, plan.id), ['apply', 'cards']);
    const trail = await readAudit(companies.store, company.id);
    assert.equal(trail.filter(({ kind }) => kind === 'plan.approved').length, 1);
  });

  it('is either an approval or a rejection when both are pressed at once', async () => {
    const company = await companies.open(joiner);
    const plan = await company.propose();
    const both = await Promise.allSettled([company.approve(plan), reject(company, plan)]);
    assert.equal(both.filter(({ status }) => status === 'fulfilled').length, 1);
    const { state, run } = await company.read(plan.id);
    assert.equal(run === null, state === 'rejected');
    assert.deepEqual((await listJobs(companies.store, plan.id)).includes('apply'), state === 'approved');
  });

  it('approves what is not held while the removals are', async () => {
    const company = await companies.open(contoso().leave('Ada').hire('Bob'));
    await company.saveSettings({ removalLimit: { count: 0, percent: 0 } });
    const plan = await company.propose();
    assert.equal((await company.approve(plan, { selection: { kinds: ['joiner', 'mover'] } })).state, 'approved');
  });

  for (const [title, refusal] of Object.entries(refusals)) {
    it(`is refused for ${title}, and nothing changes`, async () => {
      const company = await companies.open(refusal.story);
      const plan = await propose(company, refusal.meanwhile);
      const before = await dumpTables(companies.store);
      await assert.rejects(company.approve({ ...plan, ...refusal.change }, refusal.approval), {
        code: refusal.code,
        message: refusal.says,
      });
      assert.deepEqual(await dumpTables(companies.store), before);
    });
  }

  it("is refused for another tenant's plan, as if there were none (law 7)", async () => {
    const [ours, theirs] = [await companies.open(joiner), await companies.open(joiner)];
    const plan = await theirs.propose();
    const before = await dumpTables(companies.store);
    const unknown = { code: 'plan-not-found' };
    await assert.rejects(ours.approve(plan), unknown);
    await assert.rejects(reject(ours, plan), unknown);
    await assert.rejects(ours.resume(plan.id), unknown);
    assert.deepEqual(await dumpTables(companies.store), before);
  });

  it('to reject is refused for a colleague, another fingerprint, an expired and a decided plan', async () => {
    const company = await companies.open(joiner);
    const plan = await company.propose();
    const before = await dumpTables(companies.store);
    await assert.rejects(reject(company, plan, colleague), { code: 'forbidden' });
    await assert.rejects(reject(company, { ...plan, fingerprint: 'another' }), { code: 'fingerprint-mismatch' });
    assert.deepEqual(await dumpTables(companies.store), before);
    await company.approve(plan);
    const decided = await dumpTables(companies.store);
    await assert.rejects(reject(company, plan), { code: 'plan-decided' });
    assert.deepEqual(await dumpTables(companies.store), decided);
  });

  it('to resume is refused for a colleague and for a run that has not stopped', async () => {
    const [company, plan] = await companies.approved(joiner);
    const before = await dumpTables(companies.store);
    await assert.rejects(company.resume(plan.id, colleague), { code: 'forbidden' });
    await assert.rejects(company.resume(plan.id), { code: 'plan-decided', message: /has not stopped/ });
    assert.deepEqual(await dumpTables(companies.store), before);
    await company.run(plan.id);
    await assert.rejects(company.resume(plan.id), { code: 'plan-decided' });
  });

  it('to resume twice is one job', async () => {
    const [company, plan] = await companies.approved(joiner);
    await company.vendors.office.control.setAvailable('user', 0);
    await company.run(plan.id);
    const resume = () =>
      resumeRun(company.tools, {
        plan: { tenantId: company.id, planId: plan.id },
        by: administrator,
        readRole: async () => ({
          role: 'administrator',
          globalAdministrator: 'yes',
          mobiloAdmin: 'yes',
          approver: 'no',
        }),
      });
    await Promise.allSettled([resume(), resume()]);
    const jobs = await listJobs(companies.store, plan.id);
    assert.deepEqual(
      jobs.filter((name) => name === 'apply'),
      ['apply'],
    );
  });
});
