import { and, asc, eq, sql } from 'drizzle-orm';
import { knownPeople } from './schema.ts';
import type { Queryable } from './store.ts';

/** Object ids of the first few people who were in scope at the last complete reading. */
export const readSamplePeople = async (on: Queryable, tenantId: string, count: number): Promise<readonly string[]> => {
  const found = await on.db
    .select({ personId: knownPeople.personId })
    .from(knownPeople)
    .where(and(eq(knownPeople.tenantId, tenantId), sql`cardinality(${knownPeople.groupIds}) > 0`))
    .orderBy(asc(knownPeople.personId))
    .limit(count);
  return found.map(({ personId }) => personId);
};
