import assert from 'node:assert/strict';
import { inspect } from 'node:util';
import { eq } from 'drizzle-orm';
import { plainFault } from './plain-fault.ts';
import { tenants } from './schema.ts';
import type { Store } from './store.ts';
import { ensureTenant } from './tenants.ts';
import { describeEachEngine } from './testing/each-engine.ts';

describeEachEngine('a fault of the database', (use) => {
  let store: Store;
  before(async () => {
    store = await use().open();
  });

  it('says for the log what was refused where, and quotes no values (case 81)', async () => {
    await ensureTenant(store, 'Ada Lovelace');
    await ensureTenant(store, 'Grace Hopper');
    const rename = store.db.update(tenants).set({ id: 'Ada Lovelace' }).where(eq(tenants.id, 'Grace Hopper'));
    const fault = await rename.then(
      () => null,
      (error: unknown) => error,
    );
    assert.match(inspect(fault), /Ada Lovelace/);
    const plain = plainFault(fault);
    assert.match(inspect(plain), /^The database refused a statement: 23505 tenants tenants_pkey\n +at /);
    assert.doesNotMatch(inspect(plain, { depth: null }), /Ada|Grace/);
  });

  it('is the only one that is changed', () => {
    const fault = new Error('Something else');
    assert.equal(plainFault(fault), fault);
    assert.equal(plainFault('text'), 'text');
  });
});
