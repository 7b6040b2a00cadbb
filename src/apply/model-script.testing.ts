/** For specs: what happens while a plan is carried out, at random, and the end of it. */
import assert from 'node:assert/strict';
import fc from 'fast-check';
import type { PlanRecord } from '../approval.ts';
import { SyncError } from '../errors.ts';
import { releaseEveryLease } from '../store/sweep.ts';
import type { Tenant } from '../tenant.testing.ts';
import { type MobiloDump, type MobiloFault, staff } from '../vendors.testing.ts';
import { type Companies, readAvailable, readMobilo } from './companies.testing.ts';
import {
  createInterruptedLine,
  type InterruptedLine,
  type Interruption,
  interruptions,
} from './interrupted-line.testing.ts';
import { accountsLeftBehind, approvedKinds, photographed, type Told, tell } from './model-story.testing.ts';
import { deactivatedLongAgo, takePhoto, withPhotos } from './past.testing.ts';

/** One turn of the run, and what goes wrong in it. */
interface Act {
  readonly faults: readonly MobiloFault[];
  readonly interruption: Interruption | null;
  /** The last attempt of its job: what cannot be done now stops the run. */
  readonly last: boolean;
  /** Hands over after one chunk. */
  readonly short: boolean;
  /** Two processes have the job. */
  readonly twice: boolean;
}

const fault: fc.Arbitrary<MobiloFault> = fc.record({
  kind: fc.constantFrom('slow', 'throttle', 'fail', 'fail-after', 'drop-before', 'drop-after'),
  method: fc.constantFrom('POST', 'POST', 'PATCH', 'PUT', 'DELETE', 'GET', '.*'),
  path: fc.constantFrom('.*', '/v1/accounts$', '/v1/accounts/', '/v1/orders', '/v1/cards/', '/v1/me'),
  times: fc.integer({ min: 1, max: 6 }),
  after: fc.nat(5),
  milliseconds: fc.constant(3),
  status: fc.constantFrom(500, 503),
});

const act: fc.Arbitrary<Act> = fc.record({
  faults: fc.array(fault, { maxLength: 2 }),
  interruption: fc.option(
    fc.record({
      call: fc.integer({ min: 1, max: 24 }),
      how: fc.constantFrom(...interruptions),
      later: fc.oneof(fc.integer({ min: 1, max: 20 }), fc.constant(Number.POSITIVE_INFINITY)),
    }),
    { freq: 2 },
  ),
  last: fc.boolean(),
  short: fc.boolean(),
  twice: fc.boolean(),
});

export const script: fc.Arbitrary<readonly Act[]> = fc.array(act, { maxLength: 6 });

export interface Played {
  readonly told: Told;
  readonly tenant: Tenant;
  readonly plan: PlanRecord;
  readonly before: MobiloDump;
  /** Metal cards that were added, less those that were taken away. */
  readonly metalGiven: number;
}

const endsInSentence = (settled: readonly PromiseSettledResult<void>[]): void => {
  for (const result of settled)
    if (result.status === 'rejected') assert.ok(result.reason instanceof SyncError, result.reason);
};

class Performance {
  readonly #tenant: Tenant;
  readonly #planId: string;
  readonly #line: InterruptedLine;
  readonly #asleep: Promise<unknown>[] = [];

  constructor(tenant: Tenant, planId: string, line: InterruptedLine) {
    this.#tenant = tenant;
    this.#planId = planId;
    this.#line = line;
  }

  async play(given: Act): Promise<void> {
    this.#line.nextTurn();
    if (await this.#isFinished()) return;
    for (const wrong of given.faults) await this.#tenant.vendors.office.control.addFault(wrong);
    if (given.interruption) this.#line.interrupt(given.interruption);
    const signal = this.#line.signal();
    const turn = { signal, isOver: () => given.short || signal.aborted, last: given.last };
    const run = () => this.#tenant.run(this.#planId, turn, staff.approver.id);
    const ended = Promise.allSettled(given.twice ? [run(), run()] : [run()]).then(endsInSentence);
    if ((await Promise.race([ended, this.#line.died()])) !== 'died') return;
    this.#asleep.push(ended);
    // What a process does first that finds the lock of a dead one.
    await releaseEveryLease(this.#tenant.tools.store);
  }

  /** Nothing is in the way any more. */
  async end(): Promise<void> {
    this.#line.nextTurn();
    for (let tries = 0; tries < 4 && !(await this.#isFinished()); tries += 1)
      await this.#tenant.run(this.#planId, {}, staff.approver.id);
    await this.#line.wakeEverything();
    await Promise.all(this.#asleep);
  }

  async #isFinished(): Promise<boolean> {
    const { run } = await this.#tenant.read(this.#planId);
    if (run?.state === 'stopped') await this.#tenant.resume(this.#planId);
    return run?.state === 'finished';
  }
}

const setMetal = async (tenant: Tenant, credits: number): Promise<number> => {
  const present = (await readAvailable(tenant, 'card-metal')) ?? 0;
  await tenant.vendors.office.control.setAvailable('card-metal', credits);
  return credits - present;
};

/** The cards that go to joiners, where both rows are approved. */
export const recyclesOf = ({ recycles, left }: Told, { summary }: PlanRecord): Readonly<Record<string, 'reassign'>> => {
  const cards = summary.top.leavers.flatMap((leaver) => leaver.cards.filter(({ recipient }) => recipient !== null));
  return recycles && !left.includes('leaver') ? Object.fromEntries(cards.map(({ id }) => [id, 'reassign'])) : {};
};

export const play = async (companies: Companies, told: Told, acts: readonly Act[]): Promise<Played> => {
  const line = createInterruptedLine();
  const tenant = await companies.open(tell(told), { client: { fetch: line.fetch } });
  await deactivatedLongAgo(tenant, accountsLeftBehind(told));
  for (const name of photographed(told)) takePhoto(tenant, name);
  const before = await readMobilo(tenant);
  const plan = await withPhotos(tenant, await tenant.propose());
  await tenant.approve(plan, {
    selection: told.left.length === 0 ? 'all' : { kinds: approvedKinds(told) },
    cards: { byCard: recyclesOf(told, plan), others: told.cards },
  });
  let metalGiven = told.metalLeft === null ? 0 : await setMetal(tenant, told.metalLeft);
  const performance = new Performance(tenant, plan.id, line);
  for (const given of acts) await performance.play(given);
  await tenant.vendors.office.control.clearFaults();
  metalGiven += await setMetal(tenant, 50);
  await performance.end();
  return { told, tenant, plan, before, metalGiven };
};
