import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { acquireLease } from '../store/leases.ts';
import { ensureTenant } from '../store/tenants.ts';
import { describeEachEngine } from '../store/testing/each-engine.ts';
import { startProcess } from '../store/testing/start-process.ts';
import { type Handlers, startJobs } from './jobs.ts';
import { makeSignal } from './testing/make-signal.ts';

const nothing = async (): Promise<void> => {};

describeEachEngine('a killed process', (use, kind) => {
  const handlers = { plan: nothing, apply: nothing, cards: nothing };
  const data = { tenantId: randomUUID(), planId: randomUUID() };
  // Who has the folder knows that nobody else works. On a server, silence must tell.
  const settings = { handlers, expireSeconds: kind === 'embedded' ? 600 : 2, log: assert.fail };

  before(async () => {
    const store = await use().open();
    const jobs = await startJobs({ ...settings, store, work: false });
    await ensureTenant(store, data.tenantId);
    await acquireLease(store, data.tenantId, 'killed', kind === 'embedded' ? 600 : 0);
    await store.tx((tx) => jobs.send(tx, 'apply', data));
    await jobs.stop();
    await store.close();
    const worker = startProcess(new URL('./testing/hang-at-work.ts', import.meta.url), use());
    await worker.lines.next();
    await worker.kill();
  });

  it('leaves its jobs and leases to the next one (case 78)', async () => {
    const { given, give } = makeSignal<unknown>();
    const store = await use().open();
    const apply: Handlers['apply'] = async (taken) => give(taken);
    const jobs = await startJobs({ ...settings, store, work: true, handlers: { ...handlers, apply } });
    assert.deepEqual(await given, data);
    assert.equal(await acquireLease(store, data.tenantId, 'next', 60), 2);
    await jobs.stop();
    await store.close();
  });
});
