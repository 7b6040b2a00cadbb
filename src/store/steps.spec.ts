import assert from 'node:assert/strict';
import type { StepState } from '../apply/receipt.ts';
import { acquireLease } from './leases.ts';
import type { PlanKey } from './plan-rows.ts';
import {
  countSteps,
  insertSteps,
  markIntended,
  markSent,
  type NewStep,
  openStates,
  readSteps,
  recordResults,
  type StepResult,
} from './steps.ts';
import type { Store } from './store.ts';
import { describeEachEngine } from './testing/each-engine.ts';
import { proposeSample } from './testing/sample-plan.ts';

const makeSteps = (plan: PlanKey, count: number): readonly NewStep[] =>
  Array.from({ length: count }, (_, number) => ({
    rowId: `row ${number}`,
    kind: 'update-account',
    target: number % 2 === 0 ? `account ${number}` : null,
    key: `${plan.planId} ${number}`,
  }));

const result = (position: number, state: StepState): StepResult => ({ position, state, reference: null, why: null });
const fenceOf = async (store: Store, plan: PlanKey, holder: string, seconds = 60): Promise<number> =>
  (await acquireLease(store, plan.tenantId, holder, seconds)) ?? 0;

describeEachEngine('the ledger', (use) => {
  let store: Store;
  const begin = async (count: number) => {
    const plan = await proposeSample(store);
    await store.tx((tx) => insertSteps(tx, plan, makeSteps(plan, count)));
    return { ...plan, fence: await fenceOf(store, plan, 'here') };
  };
  before(async () => {
    store = await use().open();
  });

  it('Steps are read back in the order of execution, page by page', async () => {
    const plan = await begin(2_100);
    const planned = makeSteps(plan, 2_100).map((step, position) => ({
      ...step,
      position,
      state: 'planned',
      reference: null,
      why: null,
    }));
    const first = await readSteps(store, plan);
    const second = await readSteps(store, plan, { after: first.at(-1)?.position });
    const third = await readSteps(store, plan, { after: second.at(-1)?.position });
    assert.deepEqual([first.length, second.length], [1_000, 1_000]);
    assert.deepEqual([...first, ...second, ...third], planned);
  });

  it('The same steps a second time change nothing, whatever has become of them', async () => {
    const run = await begin(3);
    await recordResults(store, run, [{ position: 1, state: 'confirmed', reference: 'account', why: null }]);
    const before = await readSteps(store, run);
    await store.tx((tx) => insertSteps(tx, run, makeSteps(run, 3)));
    assert.deepEqual(await readSteps(store, run), before);
  });

  it('A step goes from intended over sent to its end, and is open until then', async () => {
    const run = await begin(3);
    const open = async () => (await readSteps(store, run, { states: openStates })).map((step) => step.state);
    assert.deepEqual(await markIntended(store, run, [0, 1]), [0, 1]);
    assert.deepEqual(await open(), ['intended', 'intended', 'planned']);
    assert.deepEqual(await markSent(store, run, [1]), [1]);
    assert.deepEqual(await open(), ['intended', 'sent', 'planned']);
    const done = { position: 1, state: 'failed', reference: null, why: 'Mobilo refused the address.' } as const;
    assert.deepEqual(await recordResults(store, run, [done]), [1]);
    assert.deepEqual(await open(), ['intended', 'planned']);
    const { rowId, kind, target, key } = makeSteps(run, 3)[1] ?? {};
    assert.deepEqual(await readSteps(store, run, { states: ['failed'] }), [{ ...done, rowId, kind, target, key }]);
  });

  it('What has come to an end stays as it is; what is uncertain may be settled', async () => {
    const run = await begin(4);
    const ends: readonly StepState[] = ['confirmed', 'failed', 'skipped', 'uncertain'];
    await recordResults(
      store,
      run,
      ends.map((state, position) => result(position, state)),
    );
    const again = [0, 1, 2, 3].map((position) => result(position, position === 3 ? 'confirmed' : 'planned'));
    assert.deepEqual(await recordResults(store, run, again), [3]);
    const states = (await readSteps(store, run)).map((step) => step.state);
    assert.deepEqual(states, ['confirmed', 'failed', 'skipped', 'confirmed']);
  });

  it('A reference that is known stays known when the step goes on', async () => {
    const run = await begin(1);
    await recordResults(store, run, [{ position: 0, state: 'sent', reference: 'order', why: null }]);
    await recordResults(store, run, [result(0, 'confirmed')]);
    assert.deepEqual((await readSteps(store, run))[0]?.reference, 'order');
  });

  it('Who has lost the lease writes nothing', async () => {
    const plan = await begin(2);
    const slow = { ...plan, fence: await fenceOf(store, plan, 'here', 0) };
    const quick = { ...plan, fence: await fenceOf(store, plan, 'there') };
    assert.deepEqual(await markIntended(store, quick, [0]), [0]);
    const before = await readSteps(store, plan);
    assert.deepEqual(await markIntended(store, slow, [1]), []);
    assert.deepEqual(await recordResults(store, slow, [result(0, 'confirmed')]), []);
    assert.deepEqual(await readSteps(store, plan), before);
  });

  it('A result that is being written when the lease is lost is there for the next holder to see, or never', async () => {
    const plan = await begin(1);
    const slow = { ...plan, fence: await fenceOf(store, plan, 'here', 0) };
    const [written, state] = await Promise.all([
      recordResults(store, slow, [result(0, 'confirmed')]),
      fenceOf(store, plan, 'there').then(async () => (await readSteps(store, plan))[0]?.state),
    ]);
    assert.equal(state, written.length > 0 ? 'confirmed' : 'planned');
  });

  it('The steps of each state are counted', async () => {
    const run = await begin(5);
    await recordResults(store, run, [result(0, 'confirmed'), result(1, 'confirmed'), result(2, 'skipped')]);
    await markSent(store, run, [4]);
    assert.deepEqual(await countSteps(store, run), {
      planned: 1,
      intended: 0,
      sent: 1,
      confirmed: 2,
      uncertain: 0,
      failed: 0,
      skipped: 1,
    });
  });
});
