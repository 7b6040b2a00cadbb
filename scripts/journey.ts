/**
 * The main job without a person: `npm run -s journey -- --json [--people N] [--seed N] [--directory FILE] [--kill]`.
 * Starts on free ports, reads the directory over HTTP, approves the plan in a chat as an approver, applies it, and plans again.
 * Prints one JSON object; exits with 0 only if the receipt is complete and the second plan is empty.
 */
import { parseArgs } from 'node:util';
import { growWorld } from '../src/emulators/company/grow-world.ts';
import { loadDirectoryFile } from '../src/emulators/company/load-directory-file.ts';
import type { World } from '../src/emulators/world.ts';
import { SyncError } from '../src/errors.ts';
import { isSameReceipt } from './journey/compare-receipts.ts';
import { countOrders, killInMidApply, slowMobilo } from './journey/kill-in-mid-apply.ts';
import { type Month, replayMonths } from './journey/replay-months.ts';
import { countChanges, type Round, runRound, waitForPending } from './journey/run-round.ts';
import { openTenant } from './journey/tenant.ts';

const options = {
  json: { type: 'boolean', default: false },
  people: { type: 'string', default: '60' },
  seed: { type: 'string', default: '1' },
  directory: { type: 'string' },
  kill: { type: 'boolean', default: false },
} as const;

const readOptions = () => {
  try {
    return parseArgs({ options }).values;
  } catch (error) {
    console.error(error instanceof Error ? error.message : error);
    process.exit(2);
  }
};

const values = readOptions();

interface Journey extends Round {
  readonly start: number;
  readonly pending: number;
  readonly orders: ReturnType<typeof countOrders>;
  readonly months: readonly Month[] | null;
}

const number = (name: string, text: string): number => {
  const parsed = Number(text);
  if (Number.isInteger(parsed) && parsed > 0) return parsed;
  throw new SyncError('bad-request', `--${name} must be a whole number above zero, but it is "${text}".`);
};

const readWorld = (): World =>
  values.directory
    ? loadDirectoryFile(values.directory)
    : growWorld({ people: number('people', values.people), seed: number('seed', values.seed) });

const travel = async (
  world: World,
  options: { readonly kill: boolean; readonly replay: boolean },
): Promise<Journey> => {
  const begin = performance.now();
  const tenant = await openTenant(world, values.json ? 'silent' : 'warn');
  try {
    const start = performance.now();
    const plan = await waitForPending(tenant);
    const pending = performance.now();
    if (options.kill) await slowMobilo(tenant);
    const round = await runRound(tenant, plan, async () => {
      if (options.kill) await killInMidApply(tenant, plan.summary.counts.joiner);
    });
    const orders = countOrders(tenant);
    const months = options.replay ? await replayMonths(tenant) : null;
    return { ...round, start: Math.round(start - begin), pending: Math.round(pending - start), orders, months };
  } finally {
    await tenant.close();
  }
};

const isMonthSound = (month: Month): boolean =>
  month.complete && month.secondPlanEmpty && month.leavers === 0 && month.joiners === 0;

const findFaults = (journey: Journey, undisturbed: Journey | null): readonly string[] => {
  const faults: string[] = [];
  const joiners = journey.receipt.byKind.joiner;
  if (!journey.receipt.complete) faults.push('The receipt is not complete.');
  if (countChanges(journey.secondPlan) > 0) faults.push('The second plan is not empty.');
  if (journey.orders.accountsWithOneOrder !== joiners || journey.orders.accountsWithMore > 0)
    faults.push(`${joiners} joiners, but not exactly one order each: ${JSON.stringify(journey.orders)}.`);
  if (!(journey.months ?? []).every(isMonthSound)) faults.push('A month of the replay did not come out right.');
  if (undisturbed && !isSameReceipt(journey.receipt, undisturbed.receipt))
    faults.push('The receipt differs from that of the same journey without a kill.');
  return faults;
};

const report = (journey: Journey, undisturbed: Journey | null, faults: readonly string[]) => ({
  plan: { id: journey.plan.id, fingerprint: journey.plan.fingerprint, ...journey.plan.summary, top: undefined },
  approval: journey.approval,
  receipt: journey.receipt,
  secondPlan: {
    id: journey.secondPlan.id,
    counts: journey.secondPlan.summary.counts,
    changes: countChanges(journey.secondPlan),
  },
  timings: { start: journey.start, pending: journey.pending, ...journey.timings },
  orders: journey.orders,
  ...(journey.months && { months: journey.months }),
  ...(undisturbed && { kill: { sameReceipt: isSameReceipt(journey.receipt, undisturbed.receipt) } }),
  faults,
});

const tell = (journey: Journey, faults: readonly string[]): void => {
  const { counts } = journey.plan.summary;
  console.log(
    `plan      ${counts.joiner} joiners, ${counts.mover} movers, ${counts.leaver} leavers, ${counts.link} links`,
  );
  console.log(`approved  by ${journey.approval?.by.name} in the chat`);
  console.log(`receipt   ${JSON.stringify(journey.receipt.counts)}; orders ${JSON.stringify(journey.orders)}`);
  console.log(`again     ${countChanges(journey.secondPlan)} changes left`);
  for (const month of journey.months ?? []) console.log(`month     ${JSON.stringify(month)}`);
  console.log(faults.length === 0 ? 'done' : faults.join('\n'));
};

try {
  const world = readWorld();
  const undisturbed = values.kill ? await travel(world, { kill: false, replay: false }) : null;
  const journey = await travel(world, { kill: values.kill, replay: values.directory !== undefined });
  const faults = findFaults(journey, undisturbed);
  if (values.json) console.log(JSON.stringify(report(journey, undisturbed, faults)));
  else tell(journey, faults);
  process.exitCode = faults.length === 0 ? 0 : 1;
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
}
