/** For specs of runs: companies told as stories, on the suite's store, and what became of their plans. */
import type { PlanRecord } from '../approval.ts';
import type { Jobs } from '../jobs/jobs.ts';
import type { Counts } from '../plan/plan.ts';
import { readPlan } from '../read-everything.ts';
import type { Store } from '../store/store.ts';
import { readSettings } from '../store/tenants.ts';
import type { TestDatabase } from '../store/testing/each-engine.ts';
import { openQueuesOnly, openTenant, type Tenant, type TenantOptions } from '../tenant.testing.ts';
import { type Entra, type MobiloDump, type Story, startEntra } from '../vendors.testing.ts';

export interface Companies {
  readonly store: Store;
  readonly entra: Entra;
  /** `given` replaces what the suite shares, or says how the client of Mobilo works. */
  open(story: Pick<Story, 'world'>, given?: Partial<TenantOptions>): Promise<Tenant>;
  /** With its plan approved as a whole, cards of leavers deactivated. */
  approved(story: Story): Promise<readonly [Tenant, PlanRecord]>;
  /** Closes what is open now, where a test opens many. */
  closeAll(): Promise<void>;
}

/** Hooks of the suite: one store and one Entra ID for all of its tests; companies close after their test. */
export const useCompanies = (use: () => TestDatabase): Companies => {
  let opened: Tenant[] = [];
  let shared: { readonly store: Store; readonly jobs: Jobs; readonly entra: Entra } | undefined;
  before(async () => {
    const store = await use().open();
    shared = { store, jobs: await openQueuesOnly(store), entra: await startEntra() };
  });
  after(async () => {
    await shared?.jobs.stop();
    await shared?.entra.close();
  });
  const closeAll = async (): Promise<void> => {
    await Promise.all(opened.map((tenant) => tenant.close()));
    opened = [];
  };
  afterEach(closeAll);
  const require = () => {
    if (!shared) throw new Error('The store is there from the first test on.');
    return shared;
  };
  const open = async ({ world }: Pick<Story, 'world'>, given: Partial<TenantOptions> = {}): Promise<Tenant> => {
    const tenant = await openTenant({ ...require(), ...given, world });
    opened.push(tenant);
    return tenant;
  };
  return {
    get store() {
      return require().store;
    },
    get entra() {
      return require().entra;
    },
    open,
    closeAll,
    approved: async (story) => {
      const tenant = await open(story);
      return [tenant, await tenant.approve(await tenant.propose())];
    },
  };
};

/** What became of each row: `joiner Ada` to `done`. */
export const readOutcomes = async (tenant: Tenant, { id }: PlanRecord): Promise<Readonly<Record<string, string>>> => {
  const { items } = await tenant.receipt(id);
  return Object.fromEntries(items.map(({ name, kind, outcome }) => [`${kind} ${name}`, outcome]));
};

/** The sentence that the receipt has about this person; empty without one. */
export const readWhy = async (tenant: Tenant, { id }: PlanRecord, name: string): Promise<string> =>
  (await tenant.receipt(id)).items.find((item) => item.name === name)?.why ?? '';

/** Why the run stopped; empty while it has not. */
export const readStop = async (tenant: Tenant, { id }: PlanRecord): Promise<string> => {
  const { run } = await tenant.read(id);
  return run?.state === 'stopped' ? (run.stopped ?? '') : '';
};

export const readMobilo = ({ vendors }: Tenant): Promise<MobiloDump> => vendors.office.control.readState();

export const readAvailable = async (tenant: Tenant, sku: string): Promise<number | undefined> =>
  (await readMobilo(tenant)).pools.find((pool) => pool.sku === sku)?.available;

/** What a plan of now would do. */
export const countChanges = async ({ tools, id }: Tenant): Promise<Counts> =>
  (await readPlan(tools.directory, tools.mobilo, await readSettings(tools.store, id))).counts;

export const nothing: Counts = {
  joiner: 0,
  mover: 0,
  leaver: 0,
  link: 0,
  deletion: 0,
  upcoming: 0,
  keep: 0,
  conflict: 0,
  excluded: 0,
};
