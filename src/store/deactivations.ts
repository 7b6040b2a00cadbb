import type { Queryable } from './store.ts';

/**
 * When a run deactivated an account, by account id (ISO 8601): the newest time of each account, unless a later run
 * brought it back. Accounts that somebody deactivated in Mobilo are not among them (guard G4).
 */
export const readDeactivations = async (on: Queryable, tenantId: string): Promise<ReadonlyMap<string, string>> => {
  const { rows } = await on.executeSql(
    `select target, updated_at from (
       select distinct on (target) target, kind, updated_at from steps
       where tenant_id = $1 and state = 'confirmed' and target is not null
         and kind in ('deactivate-account', 'reactivate-account')
       order by target, updated_at desc, kind desc
     ) newest
     where kind = 'deactivate-account'`,
    [tenantId],
  );
  return new Map(rows.map((row) => [String(row.target), new Date(row.updated_at as Date).toISOString()]));
};
