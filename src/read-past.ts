import { noPast, type Past } from './plan/past.ts';
import type { Settings } from './settings.ts';
import { hashSettings } from './settings-hash.ts';
import { countRemovals } from './store/removals.ts';
import type { Queryable } from './store/store.ts';
import { readWatermark } from './store/tenants.ts';

const day = 24 * 3_600_000;

/** What earlier readings and runs of this tenant left behind, as a plan that is made now depends on it. */
export const readPast = async (on: Queryable, tenantId: string, settings: Settings, now: Date): Promise<Past> => ({
  ...noPast,
  settingsHash: hashSettings(settings),
  groups: (await readWatermark(on, tenantId))?.groups ?? [],
  removalsInADay: await countRemovals(on, tenantId, new Date(now.getTime() - day)),
});
