import { and, asc, desc, eq, gt, lt } from 'drizzle-orm';
import { type AuditEntry, type AuditEvent, genesisHash, hashEvent } from '../audit.ts';
import { audit } from './schema.ts';
import type { Queryable, Tx } from './store.ts';
import { lockTenant } from './tenants.ts';

const batchSize = 1000;

type AuditRow = typeof audit.$inferSelect;

const toEvent = (row: AuditRow): AuditEvent => ({ ...row, at: row.at.toISOString() });

/** As the database will give it back, so that the hash still fits then. */
const plain = (data: AuditEntry['data']): AuditEntry['data'] => JSON.parse(JSON.stringify(data));

const readLast = async (on: Queryable, tenantId: string): Promise<Pick<AuditRow, 'sequence' | 'hash'>> => {
  const [last] = await on.db
    .select({ sequence: audit.sequence, hash: audit.hash })
    .from(audit)
    .where(eq(audit.tenantId, tenantId))
    .orderBy(desc(audit.sequence))
    .limit(1);
  return last ?? { sequence: 0, hash: genesisHash };
};

const insertEvents = async (tx: Tx, events: readonly AuditEvent[]): Promise<void> => {
  for (let from = 0; from < events.length; from += batchSize) {
    const batch = events.slice(from, from + batchSize);
    await tx.db.insert(audit).values(batch.map((event) => ({ ...event, at: new Date(event.at) })));
  }
};

/** Appends one tenant's entries to its chain. Who appends to the same chain meanwhile waits for this transaction. */
const appendToChain = async (tx: Tx, tenantId: string, entries: readonly AuditEntry[]): Promise<void> => {
  await lockTenant(tx, tenantId);
  const at = new Date().toISOString();
  let { sequence, hash } = await readLast(tx, tenantId);
  const events = entries.map((entry): AuditEvent => {
    sequence += 1;
    const event = { ...entry, data: plain(entry.data), sequence, at, previousHash: hash };
    hash = hashEvent(event);
    return { ...event, hash };
  });
  await insertEvents(tx, events);
};

/** Appends to the trail, in the transaction of what it tells. The tenants must be known (`ensureTenant`). */
export const appendAudit = async (tx: Tx, entries: readonly AuditEntry[]): Promise<void> => {
  const tenantIds = [...new Set(entries.map(({ tenantId }) => tenantId))].sort();
  for (const tenantId of tenantIds)
    await appendToChain(
      tx,
      tenantId,
      entries.filter((entry) => entry.tenantId === tenantId),
    );
};

/** Which events: of one plan, and older than a sequence number; 100 of them unless `limit` says otherwise. */
export interface AuditQuery {
  readonly planId?: string | undefined;
  readonly limit?: number | undefined;
  readonly before?: number | undefined;
}

/** The newest events first. */
export const readAudit = async (
  on: Queryable,
  tenantId: string,
  { planId, limit = 100, before }: AuditQuery = {},
): Promise<readonly AuditEvent[]> => {
  const wanted = and(
    eq(audit.tenantId, tenantId),
    planId === undefined ? undefined : eq(audit.planId, planId),
    before === undefined ? undefined : lt(audit.sequence, before),
  );
  const rows = await on.db.select().from(audit).where(wanted).orderBy(desc(audit.sequence)).limit(limit);
  return rows.map(toEvent);
};

/** Who connected Mobilo last, by object id; null when nobody did yet. */
export const findConnector = async (on: Queryable, tenantId: string): Promise<string | null> => {
  const connected = and(eq(audit.tenantId, tenantId), eq(audit.kind, 'mobilo.connected'));
  const [last] = await on.db
    .select({ by: audit.by })
    .from(audit)
    .where(connected)
    .orderBy(desc(audit.sequence))
    .limit(1);
  return last?.by ?? null;
};

/** The whole trail of a tenant from the first event on, read a thousand at a time. */
export async function* streamAudit(on: Queryable, tenantId: string): AsyncGenerator<AuditEvent> {
  let last = 0;
  for (;;) {
    const page = await on.db
      .select()
      .from(audit)
      .where(and(eq(audit.tenantId, tenantId), gt(audit.sequence, last)))
      .orderBy(asc(audit.sequence))
      .limit(batchSize);
    for (const row of page) yield toEvent(row);
    const end = page.at(-1);
    if (!end || page.length < batchSize) return;
    last = end.sequence;
  }
}

/** Follows the chain. `brokenAt` is the first event that does not fit, or null when the whole chain holds. */
export const verifyAudit = async (
  on: Queryable,
  tenantId: string,
): Promise<{ readonly events: number; readonly brokenAt: number | null }> => {
  let previousHash = genesisHash;
  let events = 0;
  for await (const event of streamAudit(on, tenantId)) {
    const fits = event.sequence === events + 1 && event.previousHash === previousHash;
    if (!fits || event.hash !== hashEvent(event)) return { events, brokenAt: event.sequence };
    previousHash = event.hash;
    events += 1;
  }
  return { events, brokenAt: null };
};
