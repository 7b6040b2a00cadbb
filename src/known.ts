/** What is remembered of a reading, to find out later what hangs together: ids, group ids and hashes, never a name or an address. */
import { createHash } from 'node:crypto';
import type { PersonInScope } from './directory/directory.ts';
import type { Account } from './mobilo/mobilo.ts';
import { normaliseAddress } from './plan/profile.ts';
import { linkedPersonId } from './plan/world-view.ts';

export interface KnownPerson {
  readonly personId: string;
  /** Hash of the address; null without one. */
  readonly address: string | null;
  readonly groupIds: readonly string[];
  /** What directory and Mobilo last agreed on, one hash a field. */
  readonly agreed: string | null;
  /** Not in scope any more, but with an account about which that has to be decided: `groupIds` are the last ones. */
  readonly gone: boolean;
}

export interface KnownAccount {
  readonly accountId: string;
  /** The person it is linked to in this tenant. */
  readonly personId: string | null;
  /** Hash of the address. */
  readonly address: string;
}

/** Everything of one tenant, by id. */
export interface Known {
  readonly people: ReadonlyMap<string, KnownPerson>;
  readonly accounts: ReadonlyMap<string, KnownAccount>;
}

const hashLength = 16;

/** Of a normalised address. Each tenant has hashes of its own: equal ones in two tenants would tell of a shared address. */
export const hashAddress = (tenantId: string, address: string): string =>
  createHash('sha256').update(tenantId).update(address).digest('base64url').slice(0, hashLength);

const hashOrNull = (tenantId: string, address: string | null): string | null =>
  address === null ? null : hashAddress(tenantId, address);

/** How somebody in scope is remembered. */
export const rememberPerson = (tenantId: string, inScope: PersonInScope, agreed: string | null): KnownPerson => ({
  personId: inScope.person.id,
  address: hashOrNull(tenantId, addressOf(inScope.person, settings.exclusions)),
  groupIds: inScope.groupIds,
  agreed,
  gone: false,
});

export const rememberAccount = (tenantId: string, account: Account): KnownAccount => ({
  accountId: account.id,
  personId: linkedPersonId(tenantId, account),
  address: hashAddress(tenantId, normaliseAddress(account.email) ?? ''),
});
