import { and, asc, count, eq, gt, like, sql } from 'drizzle-orm';
import type { Row, RowKind } from '../plan/plan.ts';
import type { RowPage } from '../sync.ts';
import { rows } from './schema.ts';
import type { Queryable, Tx } from './store.ts';

const batchSize = 1000;

/** Names a plan of a tenant. A query that names another tenant's plan finds nothing. */
export interface PlanKey {
  readonly tenantId: string;
  readonly planId: string;
}

const normalize = (text: string): string => text.normalize('NFC').toLowerCase();
const ofPlan = ({ tenantId, planId }: PlanKey) => and(eq(rows.tenantId, tenantId), eq(rows.planId, planId));

/** Writes the rows in the plan's order, a thousand a statement. */
export const insertRows = async (tx: Tx, { tenantId, planId }: PlanKey, all: readonly Row[]): Promise<void> => {
  for (let from = 0; from < all.length; from += batchSize) {
    const batch = all.slice(from, from + batchSize);
    await tx.executeSql(
      `insert into plan_rows (tenant_id, plan_id, position, kind, words, row)
       select $1, $2, * from unnest($3::int[], $4::text[], $5::text[], $6::jsonb[])`,
      [
        tenantId,
        planId,
        batch.map((_, index) => from + index),
        batch.map((row) => row.kind),
        batch.map((row) => normalize(`${row.name} ${row.email ?? ''}`)),
        batch.map((row) => JSON.stringify(row)),
      ],
    );
  }
};

/** Which rows of a plan: a kind, and words that occur in the name or address. */
export interface RowQuery {
  readonly kind?: RowKind | undefined;
  readonly search?: string | undefined;
  readonly offset?: number | undefined;
  readonly limit?: number | undefined;
}

const contains = (search: string) =>
  like(rows.words, `%${normalize(search.trim()).replace(/[\\%_]/g, (sign) => `\\${sign}`)}%`);

/** One page of rows, in the plan's order; 50 rows unless `limit` says otherwise. */
export const readRowPage = async (on: Queryable, plan: PlanKey, query: RowQuery = {}): Promise<RowPage> => {
  const { kind, search, offset = 0, limit = 50 } = query;
  const wanted = and(ofPlan(plan), kind && eq(rows.kind, kind), search?.trim() ? contains(search) : undefined);
  const [counted] = await on.db.select({ total: count() }).from(rows).where(wanted);
  const page = await on.db
    .select({ row: rows.row })
    .from(rows)
    .where(wanted)
    .orderBy(asc(rows.position))
    .offset(offset)
    .limit(limit);
  const total = counted?.total ?? 0;
  const end = offset + page.length;
  return { rows: page.map(({ row }) => row), total, next: page.length > 0 && end < total ? end : null };
};

/** Every row of a plan in its order, read a thousand at a time: a plan of any size fits into memory. */
export async function* readAllRows(on: Queryable, plan: PlanKey): AsyncGenerator<Row> {
  let last = -1;
  for (;;) {
    const page = await on.db
      .select({ position: rows.position, row: rows.row })
      .from(rows)
      .where(and(ofPlan(plan), gt(rows.position, sql`${last}::int`)))
      .orderBy(asc(rows.position))
      .limit(batchSize);
    for (const { row } of page) yield row;
    const end = page.at(-1);
    if (!end || page.length < batchSize) return;
    last = end.position;
  }
}

/** What a plan says of one person, in its order. */
export const findRowsOf = async (on: Queryable, plan: PlanKey, personId: string): Promise<readonly Row[]> => {
  const found = await on.db
    .select({ row: rows.row })
    .from(rows)
    .where(and(ofPlan(plan), sql`${rows.row} ->> 'personId' = ${personId}`))
    .orderBy(asc(rows.position));
  return found.map(({ row }) => row);
};
