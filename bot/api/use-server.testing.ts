/** For specs of the API: one connected server for the suite, with a plan that waits, and a look at everything it keeps. */
import { setTimeout as wait } from 'node:timers/promises';
import type { PlanRecord } from '../../src/approval.ts';
import { type Dump, dumpTables } from '../../src/dump-tables.testing.ts';
import { defaultSettings, type Settings } from '../../src/settings.ts';
import type { Store } from '../../src/store/store.ts';
import type { TestDatabase } from '../../src/store/testing/each-engine.ts';
import { approversGroupId, contoso, staff, type World } from '../../src/vendors.testing.ts';
import { startWholeServer, type WholeServer } from './whole-server.testing.ts';

const { administrator } = staff;

/** One joiner, one mover, one leaver with a card, and a link. */
export const sampleWorld: World = contoso()
  .hire('Ada Lovelace')
  .change('Bob Marley', { jobTitle: 'Director' })
  .card('Cleo Patra')
  .leave('Cleo Patra')
  .meet('Dan Brown').world;

export const sampleSettings: Settings = {
  ...defaultSettings,
  groups: sampleWorld.groupsInScope,
  order: { cardSku: 'card-metal', licences: ['user', 'crm'], accessories: [], sendLoginDetails: true, teamId: null },
  approverGroupId: approversGroupId,
};

export interface ServerInUse {
  readonly server: () => WholeServer;
  /** Everything that is kept: every table, or, where the server alone can read them, what it shows to an administrator. */
  readState(): Promise<Dump>;
  /** Waits until a plan waits for a decision and no job is under way. */
  waitForPlan(): Promise<PlanRecord>;
}

const shown = ['/audit?limit=500', '/plans/latest', '/plans/pending', '/settings'];

const readShown = async (server: WholeServer): Promise<Dump> => {
  const dump: Record<string, readonly string[]> = {};
  for (const path of shown) dump[path] = [(await server.call(`/api/v1${path}`, {}, administrator.id)).text];
  return dump;
};

/** What nobody waits for goes on in the background: until it is over, two looks differ by themselves. */
const readWhenQuiet = async (read: () => Promise<Dump>): Promise<Dump> => {
  for (let tries = 0; tries < 100; tries += 1) {
    const [before] = [await read()];
    await wait(50);
    const after = await read();
    const isQuiet = !JSON.stringify(after['pgboss.job'] ?? []).match(/\\"state\\":\\"(created|retry|active)/);
    if (isQuiet && JSON.stringify(before) === JSON.stringify(after)) return after;
  }
  throw new Error('The server does not come to rest.');
};

export const useServer = (use: () => TestDatabase, kind: Store['kind']): ServerInUse => {
  let running: WholeServer | undefined;
  let beside: Store | undefined;
  const server = (): WholeServer => {
    if (!running) throw new Error('The server runs from the first test on.');
    return running;
  };
  const waitForPlan = async (): Promise<PlanRecord> => {
    for (let tries = 0; tries < 200; tries += 1) {
      const { body } = await server().call('/api/v1/plans/pending', {}, administrator.id);
      const plan = body?.plan as PlanRecord | null | undefined;
      if (plan?.summary.counts.joiner === 1) return plan;
      await wait(50);
    }
    throw new Error('No plan came to wait for a decision.');
  };
  before(async function () {
    this.timeout(120_000);
    if (kind === 'postgres') beside = await use().open();
    running = await startWholeServer({ world: sampleWorld, database: use().options });
    await running.connectMobilo();
    await running.call('/api/v1/settings', { method: 'PUT', body: sampleSettings }, administrator.id);
    await waitForPlan();
  });
  after(() => running?.close());
  return {
    server,
    waitForPlan,
    readState: () => readWhenQuiet(() => (beside ? dumpTables(beside) : readShown(server()))),
  };
};
