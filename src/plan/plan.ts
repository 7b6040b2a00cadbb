/** The words of a plan. A SyncPlan is a value: immutable JSON that is fingerprinted, stored, approved and applied as it is. */
import type { PoolKind, Profile } from '../mobilo/mobilo.ts';

/** The kinds of rows. The first four change something in Mobilo when approved; the other three only inform. */
export const changeKinds = ['joiner', 'mover', 'leaver', 'link'] as const;
export const rowKinds = [...changeKinds, 'keep', 'conflict', 'excluded'] as const;
export type ChangeKind = (typeof changeKinds)[number];
export type RowKind = (typeof rowKinds)[number];

/** What is ordered for a joiner (R18-R20). `cardSku` null: user licence only. */
export interface JoinerOrder {
  readonly cardSku: string | null;
  readonly licences: readonly string[];
  readonly accessories: readonly string[];
  readonly sendLoginDetails: boolean;
}

export type ProfileField = keyof Profile | 'email' | 'state';

/** One old -> new (R12). */
export interface Difference {
  readonly field: ProfileField;
  readonly from: string | null;
  readonly to: string | null;
}

/** What may happen to a leaver's card before the account is deactivated (R24, R25). */
export const cardChoices = ['release', 'deactivate'] as const;
export type CardChoice = (typeof cardChoices)[number];

export interface LeaverCard {
  readonly id: string;
  readonly sku: string;
  readonly name: string;
  readonly printed: boolean;
}

interface RowBase {
  /** Stable over plans: `kind:objectId` or, without a person, `kind:accountId`. */
  readonly id: string;
  readonly name: string;
  readonly email: string | null;
  readonly department: string | null;
}

export interface Joiner extends RowBase {
  readonly kind: 'joiner';
  readonly reason: 'new-in-scope';
  readonly personId: string;
  readonly groupIds: readonly string[];
  readonly profile: Profile;
  readonly order: JoinerOrder;
}

export interface Mover extends RowBase {
  readonly kind: 'mover';
  readonly reason: 'profile-changed' | 'returned';
  readonly personId: string;
  readonly accountId: string;
  readonly accountVersion: string;
  readonly differences: readonly Difference[];
  /** The rows that must be done before, because they free the address that this one takes. */
  readonly after: readonly string[];
}

export interface Leaver extends RowBase {
  readonly kind: 'leaver';
  readonly reason: 'deleted-restorable' | 'deleted-final' | 'disabled';
  readonly personId: string;
  readonly accountId: string;
  readonly accountVersion: string;
  /** ISO 8601 or null when the directory does not say. */
  readonly since: string | null;
  readonly cards: readonly LeaverCard[];
}

export interface Link extends RowBase {
  readonly kind: 'link';
  readonly reason: 'same-address';
  readonly personId: string;
  readonly accountId: string;
  readonly accountVersion: string;
  readonly differences: readonly Difference[];
}

export interface Keep extends RowBase {
  readonly kind: 'keep';
  readonly reason: 'out-of-scope' | 'scope-lost' | 'protected' | 'no-evidence';
  readonly personId: string;
  readonly accountId: string;
}

export interface Conflict extends RowBase {
  readonly kind: 'conflict';
  readonly reason: 'address-linked-to-another' | 'address-shared' | 'several-accounts' | 'linked-twice';
  readonly personId: string;
  readonly accountIds: readonly string[];
}

export interface Excluded extends RowBase {
  readonly kind: 'excluded';
  readonly reason: 'guest' | 'disabled' | 'no-address' | 'no-name';
  readonly personId: string;
}

/** A row that changes something when it is approved. */
export type Change = Joiner | Mover | Leaver | Link;
export type Row = Change | Keep | Conflict | Excluded;

/** What one pool must give for the plan (R6, R9). `short` is zero when the pool suffices. */
export interface PoolNeed {
  readonly sku: string;
  readonly kind: PoolKind;
  readonly name: string;
  readonly needed: number;
  readonly available: number;
  readonly short: number;
}

/** Removals over the threshold (guard G3) or a group that collapsed are held: listed, never applied from this plan. */
export interface Held {
  readonly reason: 'too-many-removals' | 'incomplete-reading';
  readonly removals: number;
  readonly limit: number;
}

export type Counts = Readonly<Record<RowKind, number>>;

export interface PlanSource {
  readonly complete: boolean;
  readonly problems: readonly string[];
  readonly people: number;
  readonly accounts: number;
  readonly groups: readonly {
    readonly id: string;
    readonly displayName: string;
    readonly people: number;
    readonly lost: string | null;
  }[];
}

/** Everything the fingerprint covers. */
export interface SyncPlan {
  readonly tenantId: string;
  readonly source: PlanSource;
  readonly counts: Counts;
  readonly need: readonly PoolNeed[];
  readonly held: Held | null;
  readonly rows: readonly Row[];
}

/** A plan without its rows, and the names to show first: what a card or a page header needs. */
export interface PlanSummary extends Omit<SyncPlan, 'rows'> {
  readonly top: {
    readonly joiners: readonly Joiner[];
    readonly movers: readonly Mover[];
    readonly leavers: readonly Leaver[];
  };
}
