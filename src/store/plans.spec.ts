import assert from 'node:assert/strict';
import { acquireLease } from './leases.ts';
import { readAllRows, readRowPage } from './plan-rows.ts';
import { finishRun, startRun, stopRun } from './plan-runs.ts';
import { expirePlans, findLatest, findPending, findPlan, findStopped, insertPlan, recordDecision } from './plans.ts';
import { insertSteps, recordResults } from './steps.ts';
import type { Store } from './store.ts';
import { describeEachEngine } from './testing/each-engine.ts';
import { approveSample, makeApproval } from './testing/sample-decision.ts';
import {
  makeJoiner,
  makeLeaver,
  makeMover,
  makeSamplePlan,
  proposeSample,
  sampleTimes,
} from './testing/sample-plan.ts';

const numbers = (count: number): readonly number[] => Array.from({ length: count }, (_, index) => index);
const collect = async <T>(values: AsyncIterable<T>): Promise<readonly T[]> => {
  const collected: T[] = [];
  for await (const value of values) collected.push(value);
  return collected;
};

describeEachEngine('plans', (use) => {
  let store: Store;
  before(async () => {
    store = await use().open();
  });

  it('A plan is kept as it was made, with the first eight names of each kind', async () => {
    const joiners = numbers(10).map((number) => makeJoiner(`Joiner ${number}`));
    const rows = [...joiners, makeMover('Ada'), makeLeaver('Grace')];
    const { tenantId, planId } = await proposeSample(store, rows);
    const { rows: _, ...rest } = makeSamplePlan(tenantId, rows);
    const record = {
      id: planId,
      tenantId,
      fingerprint: 'fingerprint',
      state: 'proposed',
      madeAt: sampleTimes.madeAt.toISOString(),
      expiresAt: sampleTimes.expiresAt.toISOString(),
      summary: {
        ...rest,
        top: { joiners: joiners.slice(0, 8), movers: [makeMover('Ada')], leavers: [makeLeaver('Grace')] },
      },
      decision: null,
      firstApproval: null,
      run: null,
    };
    assert.deepEqual(await findPlan(store, { tenantId, planId }), record);
    assert.deepEqual(await findPending(store, tenantId), record);
    assert.deepEqual(await findLatest(store, tenantId), record);
  });

  it('What is no id at all names no plan', async () => {
    assert.equal(await findPlan(store, { tenantId: 'T', planId: "'; drop table plans; --" }), null);
  });

  it('A newer plan supersedes the one that waits, and says so', async () => {
    const first = await proposeSample(store);
    const plan = makeSamplePlan(first.tenantId, [makeJoiner('Grace')]);
    const second = await store.tx((tx) => insertPlan(tx, { plan, fingerprint: 'another', ...sampleTimes }));
    assert.deepEqual(second.superseded, [first.planId]);
    assert.equal((await findPlan(store, first))?.state, 'superseded');
    assert.equal((await findPending(store, first.tenantId))?.id, second.planId);
  });

  it('Of plans proposed at once, one waits and the others are superseded', async () => {
    const { tenantId } = await proposeSample(store);
    const all = await Promise.all(numbers(4).map(() => proposeSample(store, [makeJoiner('Ada')], tenantId)));
    const states = await Promise.all(all.map(async (plan) => (await findPlan(store, plan))?.state));
    assert.deepEqual(states.sort(), ['proposed', 'superseded', 'superseded', 'superseded']);
  });

  it('A plan of many pages is read back row by row, in its order', async () => {
    const rows = numbers(2_345).map((number) => makeJoiner(`Person ${number}`));
    const plan = await proposeSample(store, rows);
    assert.deepEqual(await collect(readAllRows(store, plan)), rows);
  });

  it('A page holds the rows of one kind, says how many there are, and where the next page begins', async () => {
    const [ada, grace, edsger] = [makeJoiner('Ada'), makeJoiner('Grace'), makeJoiner('Edsger')];
    const plan = await proposeSample(store, [ada, makeMover('Barbara'), grace, edsger]);
    const first = await readRowPage(store, plan, { kind: 'joiner', limit: 2 });
    assert.deepEqual(first, { rows: [ada, grace], total: 3, next: 2 });
    const last = await readRowPage(store, plan, { kind: 'joiner', limit: 2, offset: 2 });
    assert.deepEqual(last, { rows: [edsger], total: 3, next: null });
    assert.deepEqual(await readRowPage(store, plan, { offset: 9 }), { rows: [], total: 4, next: null });
  });

  it('A search finds words in names and addresses, whatever their case, and takes no sign for a wildcard', async () => {
    const [chloe, percent] = [makeJoiner('Chloé Åberg'), makeJoiner('A%_B')];
    const plan = await proposeSample(store, [chloe, percent]);
    const find = async (search: string) => (await readRowPage(store, plan, { search })).rows;
    assert.deepEqual(await find(' CHLOE\u0301 å'), [chloe]);
    assert.deepEqual(await find('%_'), [percent]);
    assert.deepEqual(await find('@contoso'), [chloe, percent]);
    assert.deepEqual(await find('\\'), []);
  });

  it('Of two people who decide at once, one decides', async () => {
    const plan = await proposeSample(store);
    const decide = (name: string) =>
      store.tx((tx) =>
        recordDecision(tx, { ...plan, fingerprint: 'fingerprint', decision: makeApproval(name), total: 1 }),
      );
    const records = await Promise.all([decide('Ada'), decide('Grace')]);
    const [winner, ...others] = records.filter((record) => record !== null);
    assert.deepEqual(others, []);
    assert.deepEqual(await findPlan(store, plan), winner);
    assert.equal(winner?.state, 'approved');
    const run = { state: 'waiting', total: 1, done: 0, startedAt: null, finishedAt: null, stopped: null };
    assert.deepEqual(winner?.run, run);
  });

  it('A decision on what is not the pending plan any more changes nothing', async () => {
    const plan = await proposeSample(store);
    const before = await findPlan(store, plan);
    const decide = (fingerprint: string, at: string) =>
      store.tx((tx) =>
        recordDecision(tx, { ...plan, fingerprint, decision: { ...makeApproval('Ada'), at }, total: 1 }),
      );
    assert.equal(await decide('something else', '2026-11-23T09:00:00.000Z'), null);
    assert.equal(await decide('fingerprint', sampleTimes.expiresAt.toISOString()), null);
    assert.deepEqual(await findPlan(store, plan), before);
  });

  it('A rejected plan has a reason and no run', async () => {
    const plan = await proposeSample(store);
    const { by, at } = makeApproval('Ada');
    const decision = { action: 'reject' as const, reason: 'Too many', by, at };
    const record = await store.tx((tx) =>
      recordDecision(tx, { ...plan, fingerprint: 'fingerprint', decision, total: 1 }),
    );
    assert.deepEqual([record?.state, record?.decision, record?.run], ['rejected', decision, null]);
  });

  it('A plan expires at its moment, and not before', async () => {
    const { tenantId, planId } = await proposeSample(store);
    const expire = (at: number) => store.tx((tx) => expirePlans(tx, tenantId, new Date(at)));
    assert.deepEqual(await expire(sampleTimes.expiresAt.getTime() - 1), []);
    assert.deepEqual(await expire(sampleTimes.expiresAt.getTime()), [planId]);
    assert.deepEqual(await expire(sampleTimes.expiresAt.getTime()), []);
    assert.equal((await findPlan(store, { tenantId, planId }))?.state, 'expired');
  });

  it('A run counts the rows all of whose steps have come to an end', async () => {
    const plan = await proposeSample(store);
    await approveSample(store, plan, 2);
    const fence = (await acquireLease(store, plan.tenantId, 'here', 60)) ?? 0;
    const run = { ...plan, fence };
    const step = { kind: 'create-account', target: null } as const;
    const steps = ['a:1', 'a:2', 'b:1'].map((key) => ({
      ...step,
      rowId: key.slice(0, 1),
      key: `${plan.planId} ${key}`,
    }));
    await store.tx((tx) => insertSteps(tx, plan, steps));
    const startedAt = new Date('2026-11-23T10:00:00Z');
    const started = await store.tx((tx) => startRun(tx, run, startedAt));
    await recordResults(store, run, [
      { position: 0, state: 'confirmed', reference: 'account', why: null },
      { position: 2, state: 'uncertain', reference: null, why: 'Mobilo did not answer.' },
    ]);
    const running = { state: 'running', total: 2, done: 0, startedAt: startedAt.toISOString(), finishedAt: null };
    assert.deepEqual(started?.run, { ...running, stopped: null });
    assert.deepEqual((await findPlan(store, plan))?.run, { ...running, done: 1, stopped: null });
  });

  it('A run that was stopped begins again where it was, and finishes', async () => {
    const plan = await proposeSample(store);
    await approveSample(store, plan);
    const run = { ...plan, fence: (await acquireLease(store, plan.tenantId, 'here', 60)) ?? 0 };
    const at = (hour: number) => new Date(Date.UTC(2026, 10, 23, hour));
    await store.tx((tx) => startRun(tx, run, at(10)));
    const stopped = await store.tx((tx) => stopRun(tx, run, at(11), 'Mobilo is not connected.'));
    assert.deepEqual(await findStopped(store, plan.tenantId), stopped);
    await store.tx((tx) => startRun(tx, run, at(12)));
    assert.equal(await findStopped(store, plan.tenantId), null);
    const finished = await store.tx((tx) => finishRun(tx, run, at(13)));
    const state = { total: 1, done: 0, startedAt: at(10).toISOString() };
    const reason = 'Mobilo is not connected.';
    assert.deepEqual(stopped?.run, { ...state, state: 'stopped', finishedAt: at(11).toISOString(), stopped: reason });
    assert.deepEqual(finished?.run, { ...state, state: 'finished', finishedAt: at(13).toISOString(), stopped: null });
    assert.equal(await store.tx((tx) => startRun(tx, run, at(14))), null);
  });

  it('Who has lost the lease cannot end the run', async () => {
    const plan = await proposeSample(store);
    await approveSample(store, plan);
    const fence = (await acquireLease(store, plan.tenantId, 'slow', 0)) ?? 0;
    const newFence = (await acquireLease(store, plan.tenantId, 'quick', 60)) ?? 0;
    await store.tx((tx) => startRun(tx, { ...plan, fence: newFence }, new Date()));
    const before = await findPlan(store, plan);
    assert.equal(await store.tx((tx) => finishRun(tx, { ...plan, fence }, new Date())), null);
    assert.equal(await store.tx((tx) => stopRun(tx, { ...plan, fence }, new Date(), 'Too slow.')), null);
    assert.deepEqual(await findPlan(store, plan), before);
  });
});
