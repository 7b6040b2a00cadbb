/** For specs: everything that a database holds, to see that nothing changed. */
import type { Store } from './store/store.ts';

export type Dump = Readonly<Record<string, readonly string[]>>;

/** Each table of ours and the queue of jobs, row by row, whatever their order. */
export const dumpTables = async ({ executeSql }: Pick<Store, 'executeSql'>): Promise<Dump> => {
  const { rows } = await executeSql(
    `select table_name as name from information_schema.tables where table_schema = 'public'`,
  );
  const dump: Record<string, readonly string[]> = {};
  for (const table of [...rows.map(({ name }) => `public."${name}"`), 'pgboss.job'].sort()) {
    const content = await executeSql(`select row_to_json(t)::text as row from ${table} t`);
    dump[table] = content.rows.map(({ row }) => String(row)).sort();
  }
  return dump;
};

/** The names of the jobs that wait for a plan. */
export const listJobs = async (
  { executeSql }: Pick<Store, 'executeSql'>,
  planId: string,
): Promise<readonly string[]> => {
  const { rows } = await executeSql(`select name from pgboss.job where data->>'planId' = $1 order by name`, [planId]);
  return rows.map(({ name }) => String(name));
};
