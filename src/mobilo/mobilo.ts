/** The port to Mobilo. The HTTP client in this folder implements it; nothing else knows the wire. */

/** The fields of a Mobilo profile that the directory can fill. Null: empty in Mobilo. */
export interface Profile {
  readonly displayName: string;
  readonly givenName: string | null;
  readonly surname: string | null;
  readonly jobTitle: string | null;
  readonly department: string | null;
  readonly company: string | null;
  readonly office: string | null;
  readonly phone: string | null;
  readonly mobile: string | null;
}

export interface Account {
  readonly id: string;
  /** `tenantId/objectId`, written by this product only: the link between an Account and a Person. */
  readonly externalId: string | null;
  readonly email: string;
  readonly profile: Profile;
  readonly teamId: string | null;
  /** Fingerprint of the present profile photo: the SHA-256 of its bytes in lower-case hex. Null: no photo. */
  readonly photo: string | null;
  readonly state: 'active' | 'deactivated';
  readonly role: 'admin' | 'member';
  /** Opaque; sent back as If-Match. */
  readonly version: string;
}

/** A part of the organization in Mobilo; an account is in one or in none. */
export interface Team {
  readonly id: string;
  readonly name: string;
}

/** A profile photo, at most 4 MiB. */
export interface Photo {
  readonly bytes: Uint8Array;
  readonly type: 'image/jpeg' | 'image/png';
}

export interface BusinessCard {
  readonly id: string;
  readonly accountId: string | null;
  readonly sku: string;
  readonly state: 'ordered' | 'active' | 'released' | 'deactivated';
  /** A card with a name printed on it cannot go to somebody else. */
  readonly printed: boolean;
}

export type PoolKind = 'card' | 'licence' | 'accessory';

/** Something that can be ordered, paid from the credit pool of the same sku (R5, R6, R8). */
export interface CatalogItem {
  readonly sku: string;
  readonly kind: PoolKind;
  readonly name: string;
  /** Cards only: Metal, Wood, ... */
  readonly material: string | null;
  /** Cards only: comes with the holder's name on it. */
  readonly printed: boolean;
}

export interface CreditPool {
  readonly sku: string;
  readonly kind: PoolKind;
  readonly name: string;
  readonly available: number;
  readonly reserved: number;
}

export interface Credits {
  /** Changes with every change of a pool. */
  readonly version: string;
  readonly pools: readonly CreditPool[];
}

export interface OrderLine {
  readonly accountId: string;
  /** Null: user licence only, no card (R20). */
  readonly cardSku: string | null;
  readonly licences: readonly string[];
  readonly accessories: readonly string[];
}

export interface Order {
  readonly id: string;
  readonly reference: string;
  readonly state: 'placed' | 'in-production' | 'shipped';
  readonly lines: readonly OrderLine[];
  readonly cardIds: readonly string[];
  readonly placedAt: string;
}

/** Links or addresses of accounts, as many as one likes. */
export type AccountNames = { readonly externalIds: readonly string[] } | { readonly emails: readonly string[] };

export interface NewAccount {
  readonly externalId: string;
  readonly email: string;
  readonly profile: Profile;
  readonly teamId: string | null;
  readonly sendLoginDetails: boolean;
}

export interface AccountPatch {
  readonly externalId?: string;
  readonly email?: string;
  readonly profile?: Partial<Profile>;
  readonly teamId?: string | null;
}

/** The person on whose behalf we are connected to Mobilo. */
export interface MobiloIdentity {
  readonly id: string;
  readonly email: string;
  readonly role: 'admin' | 'member';
  readonly organization: string;
}

/**
 * Writes take an idempotency key: the same key with the same content gives the first answer again.
 * Errors are SyncErrors: `mobilo-refused` (details.problem is Mobilo's stable code: email_taken, last_admin,
 * card_is_printed, insufficient_credits, ...), `mobilo-stale` (412), `mobilo-forbidden` (401/403 after a refresh),
 * `mobilo-unavailable` (nothing was done), `mobilo-outcome-unknown` (a write that may or may not have been done).
 */
export interface Mobilo {
  readMe(): Promise<MobiloIdentity>;
  readCatalog(): Promise<readonly CatalogItem[]>;
  readCredits(): Promise<Credits>;
  readTeams(): Promise<readonly Team[]>;
  readAccounts(): AsyncIterable<Account>;
  readAccount(id: string): Promise<Account | null>;
  findAccountByExternalId(externalId: string): Promise<Account | null>;
  findAccountByEmail(email: string): Promise<Account | null>;
  /** Every account with one of these links or addresses. Mobilo keeps both unique; a plan that finds two says so. */
  findAccounts(by: AccountNames): Promise<readonly Account[]>;
  createAccount(account: NewAccount, key: string): Promise<Account>;
  /** Refused with `mobilo-stale` when the account moved on since `version`. */
  updateAccount(id: string, patch: AccountPatch, version: string, key: string): Promise<Account>;
  deactivateAccount(id: string, key: string): Promise<Account>;
  reactivateAccount(id: string, key: string): Promise<Account>;
  /** For good, and all its cards are deactivated (R24). An account that is gone already is refused as `not_found`. */
  deleteAccount(id: string, key: string): Promise<void>;
  /** Setting the photo that is there already changes nothing. */
  setPhoto(accountId: string, photo: Photo, key: string): Promise<Account>;
  readCards(): AsyncIterable<BusinessCard>;
  readCardsOf(accountId: string): Promise<readonly BusinessCard[]>;
  /** The cards of all of these accounts; one that is gone has none. */
  readCardsOfMany(accountIds: readonly string[]): Promise<readonly BusinessCard[]>;
  releaseCard(cardId: string, key: string): Promise<BusinessCard>;
  reassignCard(
    cardId: string,
    to: { accountId: string; sendLoginDetails: boolean },
    key: string,
  ): Promise<BusinessCard>;
  deactivateCard(cardId: string, key: string): Promise<BusinessCard>;
  /** All or nothing. `reference` is ours and unique for ever; `insufficient_credits` lists every short pool. */
  placeOrder(reference: string, lines: readonly OrderLine[], key: string): Promise<Order>;
  findOrder(reference: string): Promise<Order | null>;
  /** Buys credits (R7). */
  addCredits(lines: readonly { readonly sku: string; readonly quantity: number }[], key: string): Promise<Credits>;
}
