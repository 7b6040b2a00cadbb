import assert from 'node:assert/strict';
import { readAudit } from '../store/audit-log.ts';
import { findPlan } from '../store/plans.ts';
import type { Store } from '../store/store.ts';
import { ensureTenant } from '../store/tenants.ts';
import { describeEachEngine } from '../store/testing/each-engine.ts';
import { approveSample } from '../store/testing/sample-decision.ts';
import { proposeSample } from '../store/testing/sample-plan.ts';
import { type Handlers, type Jobs, startJobs } from './jobs.ts';
import { openQueues } from './open-queues.ts';
import { makeSignal } from './testing/make-signal.ts';
import type { Turn } from './work-job.ts';

const nothing = async (): Promise<void> => {};
const plan = { tenantId: 'T', planId: 'P' };

describeEachEngine('jobs', (use, kind) => {
  let store: Store;
  const open: Jobs[] = [];
  const faults: unknown[] = [];
  const start = async (handlers: Partial<Handlers> = {}, work = true, on = store): Promise<Jobs> => {
    const all = { plan: nothing, apply: nothing, cards: nothing, ...handlers };
    const jobs = await startJobs({
      store: on,
      work,
      expireSeconds: 2,
      handlers: all,
      log: (fault) => faults.push(fault),
    });
    open.push(jobs);
    return jobs;
  };
  const readJobs = async () =>
    (await store.executeSql('select name, state::text, data from pgboss.job order by created_on, id')).rows;
  const reached = async (state: string): Promise<void> => {
    while (!(await readJobs()).some((job) => job.state === state)) await new Promise(setImmediate);
  };

  before(async () => {
    store = await use().open();
    await (await start({}, false)).stop();
  });
  afterEach(async () => {
    await Promise.all(open.splice(0).map((jobs) => jobs.stop()));
    await store.executeSql('delete from pgboss.job');
    faults.length = 0;
  });

  it('Instances may open the queues together', async () => {
    const other = kind === 'postgres' ? [await use().open(), await use().open(), await use().open()] : [];
    await store.executeSql('drop schema pgboss cascade');
    const settings = { supervise: false, maintenanceSeconds: 60, log: (fault: unknown) => faults.push(fault) };
    const bosses = await Promise.all([store, ...other].map((instance) => openQueues(instance, settings)));
    const { rows } = await store.executeSql('select name, policy from pgboss.queue order by name');
    await Promise.all(bosses.map((boss) => boss.stop({ graceful: false })));
    await Promise.all(other.map((instance) => instance.close()));
    const short = ['apply', 'cards', 'plan'].map((name) => ({ name, policy: 'short' }));
    assert.deepEqual([rows, faults], [short, []]);
  });

  it('A job and its data are committed together', async () => {
    const { given, give } = makeSignal<unknown>();
    const jobs = await start({ apply: async (data) => give(data) });
    await store.tx(async (tx) => {
      await ensureTenant(tx, 'T');
      await jobs.send(tx, 'apply', plan);
    });
    assert.deepEqual(await given, plan);
  });

  it('A job whose data is not committed was never sent', async () => {
    const jobs = await start({}, false);
    const deed = store.tx(async (tx) => {
      await jobs.send(tx, 'apply', plan);
      throw new Error('no');
    });
    await assert.rejects(deed);
    assert.deepEqual(await readJobs(), []);
  });

  it('Of jobs for the same plan, one waits; jobs for others wait beside it', async () => {
    const jobs = await start({}, false);
    const other = { tenantId: 'T', planId: 'Q' };
    for (const data of [plan, plan, other]) await store.tx((tx) => jobs.send(tx, 'cards', data));
    await Promise.all([plan, other].map((data) => store.tx((tx) => jobs.send(tx, 'cards', data))));
    assert.deepEqual(
      (await readJobs()).map(({ data }) => data),
      [plan, other],
    );
  });

  if (kind === 'postgres')
    it('A job that waits does not begin before the one who relies on it has committed', async () => {
      const other = await use().open();
      const jobs = await start({}, false);
      const take = "select id from pgboss.job where state = 'created' for update skip locked";
      await store.tx((tx) => jobs.send(tx, 'cards', plan));
      await store.tx(async (tx) => {
        await jobs.send(tx, 'cards', plan);
        assert.deepEqual((await other.executeSql(take)).rows, []);
      });
      assert.equal((await other.executeSql(take)).rows.length, 1);
      await other.close();
    });

  it('Asking for a plan while one is being made changes nothing', async () => {
    const { given, give } = makeSignal();
    const jobs = await start({ plan: () => given });
    const ask = () => store.tx((tx) => jobs.send(tx, 'plan', { tenantId: 'T', by: 'ada' }));
    await ask();
    await reached('active');
    await ask();
    assert.equal((await readJobs()).length, 1);
    give();
    await reached('completed');
    await ask();
    assert.equal((await readJobs()).length, 2);
  });

  it('A run may send its own next job while it is at work', async () => {
    const { given, give } = makeSignal();
    let turns = 0;
    const jobs: Jobs = await start({
      apply: async (data) => {
        turns += 1;
        if (turns === 3) return give();
        await store.tx((tx) => jobs.send(tx, 'apply', data));
      },
    });
    await store.tx((tx) => jobs.send(tx, 'apply', plan));
    await given;
    assert.equal(turns, 3);
  });

  it('A job that fails is tried again, is told which attempt is its last, and then is given up', async () => {
    const sender = await start({}, false);
    await store.tx((tx) => sender.send(tx, 'cards', plan));
    await store.executeSql('update pgboss.job set retry_limit = 1');
    const lasts: boolean[] = [];
    const fault = new Error('The card could not be drawn.');
    await start({
      cards: async (_, { last }) => {
        lasts.push(last);
        throw fault;
      },
    });
    await reached('failed');
    assert.deepEqual(
      [lasts, faults],
      [
        [false, true],
        [fault, fault],
      ],
    );
  });

  it('A job at work shows life, and is not taken for dead', async () => {
    const readStart = async () =>
      String((await store.executeSql('select started_on from pgboss.job')).rows[0]?.started_on);
    const jobs = await start({
      apply: async () => {
        const first = await readStart();
        while ((await readStart()) === first) await new Promise(setImmediate);
      },
    });
    await store.tx((tx) => jobs.send(tx, 'apply', plan));
    await reached('completed');
    assert.deepEqual(faults, []);
  });

  it('An attempt that was taken for dead is told, and does not complete the one after it', async () => {
    const { given, give } = makeSignal<unknown>();
    const jobs = await start({
      apply: async (_, { signal }) => {
        await store.executeSql('update pgboss.job set retry_count = retry_count + 1');
        await new Promise((resolve) => signal.addEventListener('abort', resolve));
        give(signal.reason);
      },
    });
    await store.tx((tx) => jobs.send(tx, 'apply', plan));
    assert.match(String(await given), /another process has it now/);
    await jobs.stop();
    assert.deepEqual(await readJobs(), [{ name: 'apply', state: 'active', data: plan }]);
  });

  it('A process that is asked to end lets a turn come to its end, and leaves the next job to others', async () => {
    const begun = makeSignal<Turn>();
    const jobs: Jobs = await start({
      apply: async (data, turn) => {
        begun.give(turn);
        while (!turn.isOver()) await new Promise(setImmediate);
        await store.tx((tx) => jobs.send(tx, 'apply', data));
      },
    });
    await store.tx((tx) => jobs.send(tx, 'apply', plan));
    const turn = await begun.given;
    await jobs.stop();
    assert.equal(turn.signal.aborted, false);
    assert.deepEqual(
      (await readJobs()).map(({ state }) => state),
      ['completed', 'created'],
    );
  });

  it('A plan whose time is over expires without anybody asking, and its cards are drawn anew', async () => {
    const { given, give } = makeSignal<unknown>();
    const overdue = await proposeSample(store);
    await store.executeSql("update plans set expires_at = '2020-01-01' where id = $1", [overdue.planId]);
    await start({ cards: async (data) => give(data) });
    assert.deepEqual(await given, overdue);
    assert.equal((await findPlan(store, overdue))?.state, 'expired');
    const told = (await readAudit(store, overdue.tenantId)).map(({ kind, by, planId }) => ({ kind, by, planId }));
    assert.deepEqual(told, [{ kind: 'plan.expired', by: 'sync', planId: overdue.planId }]);
  });

  it('A run whose job was given up gets a new one', async () => {
    const { given, give } = makeSignal<unknown>();
    const waiting = await proposeSample(store);
    await approveSample(store, waiting);
    await start({ apply: async (data) => give(data) });
    assert.deepEqual(await given, waiting);
  });
});
