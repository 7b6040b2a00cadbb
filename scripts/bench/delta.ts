import { type ProposeTools, proposePlan } from '../../src/propose.ts';
import { changesARound } from './change-people.ts';
import { median, round, time } from './measure.ts';
import { withTools } from './open-tools.ts';
import { type BenchVendors, startVendors } from './vendors.ts';

const rounds = 3;

const measure = async (vendors: BenchVendors, work: () => Promise<void>) => {
  const before = await vendors.count();
  const { ms } = await time(work);
  const after = await vendors.count();
  const graph = after.graph - before.graph;
  const mobilo = after.mobilo - before.mobilo;
  return { ms, requests: graph + mobilo, graph, mobilo };
};

type Measured = Awaited<ReturnType<typeof measure>>;

const middle = (runs: readonly Measured[]): Measured => {
  const of = (name: keyof Measured): number => median(runs.map((run) => run[name]));
  return { ms: of('ms'), requests: of('requests'), graph: of('graph'), mobilo: of('mobilo') };
};

const follow = async (vendors: BenchVendors, tools: ProposeTools) => {
  // The first one also fills the tables, which no later one does.
  await proposePlan(tools, 'bench');
  const full = [await measure(vendors, () => proposePlan(tools, 'bench'))];
  const incremental: Measured[] = [];
  for (let turn = 0; turn < rounds; turn += 1) {
    await vendors.change(turn);
    incremental.push(await measure(vendors, () => proposePlan(tools, 'sync')));
    // A full one in between, so that each round is about its own changes.
    full.push(await measure(vendors, () => proposePlan(tools, 'bench')));
  }
  return { full: middle(full), incremental: middle(incremental), runs: { full, incremental } };
};

/** What an incremental proposal takes after fifty changes, beside a full one. */
export const benchDelta = async (people: number) => {
  const vendors = await startVendors(people);
  try {
    const { full, incremental, runs } = await withTools(vendors, (tools) => follow(vendors, tools));
    return {
      bench: 'delta',
      people,
      changes: changesARound,
      figure: incremental.ms,
      baseline: full.ms,
      ratio: round(incremental.ms / full.ms),
      unit: 'ms',
      requests: {
        figure: incremental.requests,
        baseline: full.requests,
        ratio: round(incremental.requests / full.requests),
      },
      limit: { ratio: 0.05, requestsRatio: 0.1 },
      runs,
    };
  } finally {
    vendors.close();
  }
};
