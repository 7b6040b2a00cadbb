/** What Mobilo remembers. */
import type { Account, BusinessCard, CatalogItem, CreditPool, Order, Team } from '../../mobilo/mobilo.ts';

/** The first answer to a write, kept under its idempotency key. */
export interface KeptAnswer {
  /** Of the method, path and body that the key was used with. */
  readonly fingerprint: string;
  readonly status: number;
  readonly body: unknown;
  readonly etag: string | null;
  /** Milliseconds since 1970. */
  readonly keptUntil: number;
}

/** An authorization code. Kept after its use, so that a second use is noticed. */
export interface AuthorizationCode {
  readonly clientId: string;
  readonly redirectUri: string;
  readonly challenge: string;
  readonly accountId: string;
  readonly scope: string;
  /** Milliseconds since 1970. */
  readonly expiresAt: number;
  /** The sign-in that came of it; null until it is used. */
  readonly family: string | null;
}

/** An access or refresh token. Everything that descends from one sign-in is one family. */
export interface Token {
  readonly kind: 'access' | 'refresh';
  readonly family: string;
  readonly clientId: string;
  readonly accountId: string;
  readonly scope: string;
  /** Milliseconds since 1970. */
  readonly expiresAt: number;
  /** A refresh token that was exchanged already. */
  readonly used: boolean;
}

export interface CreditOrder {
  readonly id: string;
  readonly placedAt: string;
  readonly lines: readonly { readonly sku: string; readonly quantity: number }[];
}

export interface Rows {
  readonly accounts: Account;
  readonly cards: BusinessCard;
  readonly orders: Order;
  readonly creditOrders: CreditOrder;
  readonly teams: Team;
  readonly catalog: CatalogItem;
  readonly pools: CreditPool;
  readonly answers: KeptAnswer;
  readonly codes: AuthorizationCode;
  readonly tokens: Token;
  /** The last number given to each kind of id, and the version of the credits. */
  readonly counters: number;
  /** `organization`: its name. */
  readonly facts: string;
}

/** One row that changes; null deletes it. */
export type Change = {
  readonly [T in keyof Rows]: { readonly table: T; readonly id: string; readonly value: Rows[T] | null };
}[keyof Rows];

/** A change of one row, with the row's type checked against its table. */
export const put = <T extends keyof Rows>(table: T, id: string, value: Rows[T] | null): Change =>
  ({ table, id, value }) as Change;
