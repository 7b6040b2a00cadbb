import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import type { Receipt } from '../../src/apply/receipt.ts';
import type { DirectoryEvent } from '../../src/emulators/world.ts';
import type { PlanSummary } from '../../src/plan/plan.ts';
import type { OrderCount } from './kill-in-mid-apply.ts';
import type { Month } from './replay-months.ts';

interface Report {
  readonly plan: Pick<PlanSummary, 'counts'>;
  readonly approval: { readonly action: string; readonly by: { readonly name: string } };
  readonly receipt: Receipt;
  readonly secondPlan: { readonly changes: number };
  readonly timings: Readonly<Record<string, number>>;
  readonly orders: OrderCount;
  readonly months?: readonly Month[];
  readonly kill?: { readonly sameReceipt: boolean };
  readonly faults: readonly string[];
}

/** Runs the script as others do, and reads what it prints. */
const travel = async (...options: readonly string[]) => {
  const child = spawn(process.execPath, ['--import', 'tsx', 'scripts/journey.ts', ...options]);
  const [output, complaints] = await Promise.all([text(child.stdout), text(child.stderr), once(child, 'exit')]);
  return { code: child.exitCode, output, complaints };
};

const travelWell = async (...options: readonly string[]): Promise<Report> => {
  const { code, output, complaints } = await travel('--json', ...options);
  assert.deepEqual([code, complaints], [0, ''], output);
  return JSON.parse(output) as Report;
};

const person = (id: string, department: string, jobTitle: string) => ({
  id,
  displayName: `Person ${id}`,
  givenName: 'Person',
  surname: id,
  userPrincipalName: `${id}@shop.example`,
  mail: `${id}@shop.example`,
  userType: 'Member',
  accountEnabled: true,
  department,
  jobTitle,
});
const event = (at: string, type: DirectoryEvent['type'], user: string, department: string, jobTitle?: string) => ({
  at,
  type,
  user,
  department,
  jobTitle: jobTitle ?? null,
});
const group = (id: string, department: string) => ({
  id,
  displayName: department,
  description: `Department ${department}`,
  securityEnabled: true,
});
const member = (id: string) => ({ '@odata.type': '#microsoft.graph.user', id });

/** In March Mo is named as joining before leaving; in April Nele is in no department; in May she is back. */
const shop = {
  dataset: 'shop',
  users: [person('lena', 'Till', 'Cashier'), person('mo', 'Till', 'Cashier'), person('nele', 'Store', 'Keeper')],
  groups: [group('g1', 'Till'), group('g2', 'Store'), group('g3', 'Office')],
  members: { g1: [member('lena'), member('mo')], g2: [member('nele')], g3: [] },
  managers: { mo: 'lena' },
  events: [
    event('2026-02-10', 'joinDepartment', 'lena', 'Office', 'Head of Office'),
    event('2026-03-01', 'joinDepartment', 'mo', 'Store', 'Keeper'),
    event('2026-03-01', 'leaveDepartment', 'mo', 'Till'),
    event('2026-03-20', 'joinDepartment', 'nele', 'Store', 'Senior Keeper'),
    event('2026-04-02', 'leaveDepartment', 'nele', 'Store'),
    event('2026-05-04', 'joinDepartment', 'nele', 'Till', 'Cashier'),
  ],
};

const month = (until: string, events: number, movers: number): Month => ({
  until,
  events,
  joiners: 0,
  movers,
  leavers: 0,
  complete: true,
  secondPlanEmpty: true,
});

describe('The journey without a person', function () {
  this.timeout(180_000);

  it('approves the plan of the sample company, applies it, and finds nothing left', async () => {
    const { plan, approval, receipt, secondPlan, orders, timings } = await travelWell('--people', '20');
    const { joiner, mover, leaver, link } = plan.counts;
    assert.deepEqual([approval.action, approval.by.name], ['approve', 'Ben Okafor']);
    assert.deepEqual(
      [receipt.complete, receipt.counts.done, secondPlan.changes],
      [true, joiner + mover + leaver + link, 0],
    );
    assert.deepEqual(orders, { orders: joiner, accountsWithOneOrder: joiner, accountsWithMore: 0 });
    assert.deepEqual(Object.keys(timings), ['start', 'pending', 'decide', 'apply', 'secondPlan']);
  });

  it('ends the same, with one order for each joiner, when the server is killed in the middle', async () => {
    const { plan, kill, orders } = await travelWell('--people', '60', '--kill');
    const { joiner } = plan.counts;
    assert.deepEqual(kill, { sameReceipt: true });
    assert.deepEqual(orders, { orders: joiner, accountsWithOneOrder: joiner, accountsWithMore: 0 });
  });

  it('makes updates of moves between departments, and removes nobody', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'journey-'));
    try {
      const file = join(folder, 'shop.json');
      await writeFile(file, JSON.stringify(shop));
      const { plan, months } = await travelWell('--directory', file);
      assert.deepEqual([plan.counts.joiner, plan.counts.leaver], [3, 0]);
      assert.deepEqual(months, [
        month('2026-02-31', 1, 1),
        month('2026-03-31', 3, 2),
        month('2026-04-31', 1, 0),
        month('2026-05-31', 1, 1),
      ]);
    } finally {
      await rm(folder, { recursive: true });
    }
  });

  const foreign = process.env.DIRECTORY_FILE ?? join('..', 'shared', 'directory', 'adventureworks.json');
  const title = 'takes everybody in from a directory that nobody here invented';
  if (!existsSync(foreign)) it.skip(`${title}: set DIRECTORY_FILE to a file of the format`);
  else
    it(title, async () => {
      const { plan, receipt, orders } = await travelWell('--directory', foreign);
      const { joiner, leaver, conflict } = plan.counts;
      assert.ok(joiner > 0);
      assert.deepEqual([leaver, conflict, receipt.counts.done], [0, 0, joiner]);
      assert.deepEqual(orders, { orders: joiner, accountsWithOneOrder: joiner, accountsWithMore: 0 });
      if (!process.env.DIRECTORY_FILE) assert.equal(joiner, 290);
    });

  it('says in a sentence what it cannot do', async () => {
    assert.deepEqual(await travel('--people', 'many'), {
      code: 1,
      output: '',
      complaints: '--people must be a whole number above zero, but it is "many".\n',
    });
  });
});
