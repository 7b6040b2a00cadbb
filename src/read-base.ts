import type { PlanSource, Row } from './plan/plan.ts';
import { readAllRows } from './store/plan-rows.ts';
import { findPlan } from './store/plans.ts';
import type { Queryable } from './store/store.ts';
import { readWatermark } from './store/tenants.ts';
import type { Watermark } from './watermark.ts';

/** A full reading is repeated that often: delta links live for 7 days, and in Mobilo nothing tells what changed. */
const mostDays = 6;
const day = 24 * 3_600_000;

/** What an incremental reading builds on: where the last one ended, and the plan that came of it. */
export interface Base {
  readonly watermark: Watermark;
  readonly source: PlanSource;
  readonly rows: readonly Row[];
}

/** Null when there is none that can be used now: then everything is read. */
export const readBase = async (
  on: Queryable,
  tenantId: string,
  settingsHash: string,
  now: Date,
): Promise<Base | null> => {
  const watermark = await readWatermark(on, tenantId);
  if (!watermark || watermark.settingsHash !== settingsHash) return null;
  if (now.getTime() - Date.parse(watermark.fullAt) > mostDays * day) return null;
  const plan = { tenantId, planId: watermark.planId };
  const record = await findPlan(on, plan);
  if (!record?.summary.source.complete) return null;
  const rows: Row[] = [];
  for await (const row of readAllRows(on, plan)) rows.push(row);
  const { source, counts } = record.summary;
  const kept = Object.values(counts).reduce((sum, count) => sum + count, 0);
  return rows.length === kept ? { watermark, source, rows } : null;
};
