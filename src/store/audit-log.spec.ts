import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { type AuditEntry, type AuditEvent, findBreak } from '../audit.ts';
import { appendAudit, readAudit, streamAudit, verifyAudit } from './audit-log.ts';
import type { Store } from './store.ts';
import { ensureTenant } from './tenants.ts';
import { describeEachEngine } from './testing/each-engine.ts';

const makeEntry = (tenantId: string, number: number): AuditEntry => ({
  tenantId,
  kind: 'step.confirmed',
  by: 'sync',
  planId: null,
  data: { number },
});

const readAll = async (store: Store, tenantId: string): Promise<readonly AuditEvent[]> => {
  const events: AuditEvent[] = [];
  for await (const event of streamAudit(store, tenantId)) events.push(event);
  return events;
};

/** What only somebody with all rights on the database can do: switch the trigger off, and write past it. */
const tamper = (store: Store, statement: string, values: unknown[]): Promise<void> =>
  store.tx(async (tx) => {
    await tx.executeSql('alter table audit disable trigger user');
    await tx.executeSql(statement, values);
    await tx.executeSql('alter table audit enable trigger user');
  });

describeEachEngine('the audit trail', (use) => {
  let store: Store;
  const append = async (tenantId: string, count: number) => {
    await ensureTenant(store, tenantId);
    const entries = Array.from({ length: count }, (_, number) => makeEntry(tenantId, number));
    await store.tx((tx) => appendAudit(tx, entries));
  };
  before(async () => {
    store = await use().open();
  });

  it('Events of one tenant are numbered without a gap, and chained', async () => {
    const tenantId = randomUUID();
    await append(tenantId, 1_500);
    await append(tenantId, 2);
    const events = await readAll(store, tenantId);
    const numbers = events.map(({ sequence }) => sequence);
    assert.deepEqual(
      numbers,
      [...Array(1_502).keys()].map((index) => index + 1),
    );
    assert.equal(findBreak(events), null);
    assert.deepEqual(await verifyAudit(store, tenantId), { events: 1_502, brokenAt: null });
  });

  it('What a database keeps in another way than it was written still fits its hash', async () => {
    const tenantId = randomUUID();
    await ensureTenant(store, tenantId);
    const data = {
      z: 1,
      a: [undefined, 1e21, 0.1, -0],
      at: new Date(0),
      'ä"\\': 'ü\n',
      left: undefined,
      deep: { b: 1, a: 2 },
    };
    await store.tx((tx) => appendAudit(tx, [{ ...makeEntry(tenantId, 0), data }]));
    assert.deepEqual(await verifyAudit(store, tenantId), { events: 1, brokenAt: null });
  });

  it('Who appends at the same time takes turns', async () => {
    const tenantId = randomUUID();
    await Promise.all([1, 2, 3, 4, 5].map((count) => append(tenantId, count)));
    assert.deepEqual(await verifyAudit(store, tenantId), { events: 15, brokenAt: null });
  });

  it('Entries of several tenants go to the chain of each', async () => {
    const [ada, grace] = [randomUUID(), randomUUID()];
    await ensureTenant(store, ada);
    await ensureTenant(store, grace);
    await store.tx((tx) => appendAudit(tx, [makeEntry(ada, 0), makeEntry(grace, 1), makeEntry(ada, 2)]));
    const numbersOf = async (tenantId: string) => (await readAll(store, tenantId)).map(({ data }) => data.number);
    assert.deepEqual([await numbersOf(ada), await numbersOf(grace)], [[0, 2], [1]]);
  });

  it('An event that is not committed with its deed never was', async () => {
    const tenantId = randomUUID();
    await append(tenantId, 1);
    const deed = store.tx(async (tx) => {
      await appendAudit(tx, [makeEntry(tenantId, 1)]);
      throw new Error('no');
    });
    await assert.rejects(deed);
    await append(tenantId, 1);
    assert.deepEqual(await verifyAudit(store, tenantId), { events: 2, brokenAt: null });
  });

  it('The newest events come first, of one plan if that is asked, a page at a time', async () => {
    const [tenantId, planId] = [randomUUID(), randomUUID()];
    await ensureTenant(store, tenantId);
    const entries = [0, 1, 2, 3, 4].map((number) => ({
      ...makeEntry(tenantId, number),
      planId: number % 2 === 0 ? planId : null,
    }));
    await store.tx((tx) => appendAudit(tx, entries));
    const all = (await readAll(store, tenantId)).toReversed();
    assert.deepEqual(await readAudit(store, tenantId), all);
    assert.deepEqual(await readAudit(store, tenantId, { limit: 2, before: 4 }), all.slice(2, 4));
    const ofPlan = all.filter((event) => event.planId === planId);
    assert.deepEqual(await readAudit(store, tenantId, { planId }), ofPlan);
  });

  it('Nothing in it is changed or taken away', async () => {
    const tenantId = randomUUID();
    await append(tenantId, 3);
    const before = await readAll(store, tenantId);
    const refusal = /append-only/;
    for (const statement of [
      "update audit set by = 'somebody else'",
      'delete from audit',
      'truncate audit',
      'truncate audit, tenants cascade',
    ])
      await assert.rejects(store.executeSql(statement), refusal);
    assert.deepEqual(await readAll(store, tenantId), before);
  });

  it('A database administrator who changes an event breaks the chain there', async () => {
    const tenantId = randomUUID();
    await append(tenantId, 1_200);
    await tamper(store, `update audit set data = '{"number": 7}' where tenant_id = $1 and sequence = 1100`, [tenantId]);
    assert.deepEqual(await verifyAudit(store, tenantId), { events: 1_099, brokenAt: 1_100 });
  });

  it('A database administrator who takes an event away breaks the chain at the next', async () => {
    const tenantId = randomUUID();
    await append(tenantId, 5);
    await tamper(store, 'delete from audit where tenant_id = $1 and sequence = 2', [tenantId]);
    assert.deepEqual(await verifyAudit(store, tenantId), { events: 1, brokenAt: 3 });
  });
});
