import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { tenantId } from '../../src/emulators/world.ts';
import { startJobs } from '../../src/jobs/jobs.ts';
import type { ProposeTools } from '../../src/propose.ts';
import { openStore } from '../../src/store/store.ts';
import { saveSettings } from '../../src/store/tenants.ts';
import type { BenchVendors } from './vendors.ts';

const idle = async (): Promise<void> => {};

/** What a proposal needs, on an embedded database of its own that goes when the work is done. */
export const withTools = async <T>(vendors: BenchVendors, work: (tools: ProposeTools) => Promise<T>): Promise<T> => {
  const dataDir = mkdtempSync(join(tmpdir(), 'mobilo-sync-bench-'));
  const store = await openStore({ dataDir });
  const handlers = { plan: idle, apply: idle, cards: idle };
  const jobs = await startJobs({ store, work: false, handlers, log: () => {} });
  try {
    await saveSettings(store, tenantId, vendors.settings);
    return await work({ store, directory: vendors.directory, mobilo: vendors.mobilo, send: jobs.send });
  } finally {
    await jobs.stop();
    await store.close();
    rmSync(dataDir, { recursive: true, force: true });
  }
};
