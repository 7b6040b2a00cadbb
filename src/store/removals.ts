/** What runs have taken away, counted in the ledger. */
import { and, count, eq, gt, inArray } from 'drizzle-orm';
import { steps } from './schema.ts';
import type { Queryable } from './store.ts';

const removing = ['deactivate-account', 'delete-account'] as const;

/** How many accounts of the tenant were deactivated or deleted after this moment (guard G3, law 7). */
export const countRemovals = async (on: Queryable, tenantId: string, since: Date): Promise<number> => {
  const [counted] = await on.db
    .select({ rows: count() })
    .from(steps)
    .where(
      and(
        eq(steps.tenantId, tenantId),
        eq(steps.state, 'confirmed'),
        inArray(steps.kind, [...removing]),
        gt(steps.updatedAt, since),
      ),
    );
  return counted?.rows ?? 0;
};

/** The rows of any plan of the tenant on which a run has worked after this moment, whatever came of them. */
export const findRowsWorkedOn = async (on: Queryable, tenantId: string, since: Date): Promise<ReadonlySet<string>> => {
  const found = await on.db
    .selectDistinct({ rowId: steps.rowId })
    .from(steps)
    .where(and(eq(steps.tenantId, tenantId), gt(steps.updatedAt, since)));
  return new Set(found.map(({ rowId }) => rowId));
};
