/** The dated events of a directory file, month by month: each month's changes are planned, approved and applied. */

import { waitUntil } from '../../bot/development/wait-until.ts';
import type { PlanRecord } from '../../src/approval.ts';
import { replayEvents } from '../../src/emulators/company/replay-events.ts';
import type { DirectoryEvent } from '../../src/emulators/world.ts';
import { countChanges, runRound } from './run-round.ts';
import type { Tenant } from './tenant.ts';

export interface Month {
  readonly until: string;
  readonly events: number;
  readonly joiners: number;
  readonly movers: number;
  readonly leavers: number;
  readonly complete: boolean;
  readonly secondPlanEmpty: boolean;
}

const monthsOf = (events: readonly DirectoryEvent[]): readonly string[] =>
  [...new Set(events.map(({ at }) => at.slice(0, 7)))].sort();

/** A text that changes with whatever the product can see of the people. */
const imageOf = ({ running: { graph } }: Tenant): string =>
  JSON.stringify(graph.directory.list('user').map((user) => [user.entity, 'memberOf' in user ? user.memberOf : []]));

interface Me {
  readonly health: { readonly lastReadingAt: string | null };
}

/** Reads the directory again. Null: what people look like to Mobilo has not changed. */
const planAnew = async (tenant: Tenant): Promise<PlanRecord | null> => {
  const readingAt = async () => (await tenant.get<Me>('/me')).health.lastReadingAt;
  const before = await readingAt();
  await tenant.post('/plans');
  await waitUntil('a new reading', async () => ((await readingAt()) === before ? null : true));
  return (await tenant.get<{ readonly plan: PlanRecord | null }>('/plans/pending')).plan;
};

/** Months after which nobody looks different from before are passed over: there is nothing to plan. */
export const replayMonths = async (tenant: Tenant): Promise<readonly Month[]> => {
  const { directory } = tenant.running.graph;
  const { events } = directory.world.directory;
  const months: Month[] = [];
  let last = '';
  for (const month of monthsOf(events)) {
    const until = `${month}-31`;
    const before = imageOf(tenant);
    const happened = replayEvents(directory, until, last);
    last = until;
    if (imageOf(tenant) === before) continue;
    const plan = await planAnew(tenant);
    const round = plan && (await runRound(tenant, plan));
    const { joiner = 0, mover = 0, leaver = 0 } = plan?.summary.counts ?? {};
    months.push({
      until,
      events: happened,
      joiners: joiner,
      movers: mover,
      leavers: leaver,
      complete: round?.receipt.complete ?? true,
      secondPlanEmpty: round === null || countChanges(round.secondPlan) === 0,
    });
  }
  return months;
};
