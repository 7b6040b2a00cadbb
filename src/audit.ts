/** The audit trail: append-only, each event holding the hash of the one before. */
import { createHash } from 'node:crypto';
import { canonicalJson } from './canonical-json.ts';

export const auditKinds = [
  'plan.requested',
  'plan.proposed',
  'plan.superseded',
  'plan.expired',
  'plan.first-approved',
  'plan.approved',
  'plan.rejected',
  'run.started',
  'run.finished',
  'run.stopped',
  'run.resumed',
  'step.confirmed',
  'step.skipped',
  'step.failed',
  'step.uncertain',
  'settings.saved',
  'mobilo.connected',
  'app.removed',
  'app.installed',
  'data.erased',
] as const;
export type AuditKind = (typeof auditKinds)[number];

export interface AuditEntry {
  readonly tenantId: string;
  readonly kind: AuditKind;
  /** Entra object id of the person, or `sync` for the product itself. */
  readonly by: string;
  readonly planId: string | null;
  /** Ids and numbers; never names or addresses (case 81). */
  readonly data: Readonly<Record<string, unknown>>;
}

export interface AuditEvent extends AuditEntry {
  /** 1, 2, 3, ... per tenant, without a gap. */
  readonly sequence: number;
  readonly at: string;
  readonly previousHash: string;
  readonly hash: string;
}

/** The hash before the first event. */
export const genesisHash = '0'.repeat(64);

/** SHA-256 over everything in the event, the previous hash included. */
export const hashEvent = (event: Omit<AuditEvent, 'hash'>): string => {
  const { tenantId, kind, by, planId, data, sequence, at, previousHash } = event;
  return createHash('sha256')
    .update(canonicalJson({ tenantId, kind, by, planId, data, sequence, at, previousHash }))
    .digest('hex');
};

/** The sequence number of the first event that does not fit the chain, or null when the whole chain holds. */
export const findBreak = (events: readonly AuditEvent[]): number | null => {
  let previousHash = genesisHash;
  let sequence = 1;
  for (const event of events) {
    if (event.sequence !== sequence || event.previousHash !== previousHash || event.hash !== hashEvent(event))
      return event.sequence;
    previousHash = event.hash;
    sequence += 1;
  }
  return null;
};
