import { noPast } from '../../src/plan/past.ts';
import { readPlan } from '../../src/read-everything.ts';
import { measureKeeping } from './keep.ts';
import { median, peakMemoryMb, round, time } from './measure.ts';
import { fetchAgain, recordRequests } from './record-requests.ts';
import { startVendors } from './vendors.ts';

const times = 3;

/** How much reading both sides and planning takes beside fetching the same pages. */
export const benchPlan = async (people: number) => {
  const vendors = await startVendors(people);
  try {
    const { directory, mobilo, settings } = vendors;
    const plan = () => readPlan(directory, mobilo, settings, noPast);
    const before = await vendors.count();
    const recorded = await recordRequests(plan);
    const after = await vendors.count();
    const figures: number[] = [];
    const baselines: number[] = [];
    for (let turn = 0; turn < times; turn += 1) {
      baselines.push((await time(() => fetchAgain(recorded))).ms);
      figures.push((await time(plan)).ms);
    }
    const [figure, baseline] = [median(figures), median(baselines)];
    const peak = peakMemoryMb();
    return {
      bench: 'plan',
      people,
      figure,
      baseline,
      ratio: round(figure / baseline),
      unit: 'ms',
      limit: { ratio: 1.5, peakMemoryMb: 600 },
      peakMemoryMb: peak,
      requests: { graph: after.graph - before.graph, mobilo: after.mobilo - before.mobilo },
      runs: { figures, baselines },
      keep: await measureKeeping(vendors),
    };
  } finally {
    vendors.close();
  }
};
