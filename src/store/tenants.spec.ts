import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { defaultSettings } from '../settings.ts';
import type { Store } from './store.ts';
import {
  ensureTenant,
  readLastReading,
  readMobiloGrant,
  readSettings,
  saveSettings,
  touchReading,
  writeMobiloGrant,
} from './tenants.ts';
import { describeEachEngine } from './testing/each-engine.ts';

describeEachEngine('a tenant', (use) => {
  let store: Store;
  before(async () => {
    store = await use().open();
  });

  it('A new one has the default settings, no grant and no reading', async () => {
    const tenantId = randomUUID();
    await ensureTenant(store, tenantId);
    assert.deepEqual(await readSettings(store, tenantId), defaultSettings);
    assert.equal(await readMobiloGrant(store, tenantId), null);
    assert.equal(await readLastReading(store, tenantId), null);
  });

  it('What it saves stays, and becoming known again changes nothing', async () => {
    const tenantId = randomUUID();
    const settings = { ...defaultSettings, groups: ['sales'], approvers: ['ada'] };
    const at = new Date('2026-11-23T08:00:00Z');
    await saveSettings(store, tenantId, settings);
    await writeMobiloGrant(store, tenantId, 'encrypted');
    await touchReading(store, tenantId, at);
    await ensureTenant(store, tenantId);
    assert.deepEqual(await readSettings(store, tenantId), settings);
    assert.equal(await readMobiloGrant(store, tenantId), 'encrypted');
    assert.deepEqual(await readLastReading(store, tenantId), at);
  });

  it('A setting that did not exist when it saved is as by default', async () => {
    const tenantId = randomUUID();
    const { removalLimit: _, ...older } = { ...defaultSettings, groups: ['sales'] };
    await store.executeSql('insert into tenants (id, settings) values ($1, $2)', [tenantId, older]);
    const settings = { ...older, removalLimit: defaultSettings.removalLimit };
    assert.deepEqual(await readSettings(store, tenantId), settings);
  });

  it('A grant can be forgotten', async () => {
    const tenantId = randomUUID();
    await writeMobiloGrant(store, tenantId, 'encrypted');
    await writeMobiloGrant(store, tenantId, null);
    assert.equal(await readMobiloGrant(store, tenantId), null);
  });
});
