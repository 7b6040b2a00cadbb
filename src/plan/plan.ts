/** The words of a plan. A SyncPlan is a value: immutable JSON that is fingerprinted, stored, approved and applied as it is. */
import type { GroupReading } from '../directory/directory.ts';
import type { PoolKind, Profile } from '../mobilo/mobilo.ts';

/** The kinds of rows. The first five change something in Mobilo when approved; the others only inform. */
export const changeKinds = ['joiner', 'mover', 'leaver', 'link', 'deletion'] as const;
export const rowKinds = [...changeKinds, 'upcoming', 'keep', 'conflict', 'excluded'] as const;
export type ChangeKind = (typeof changeKinds)[number];
export type RowKind = (typeof rowKinds)[number];

/** What is ordered for a joiner (R18-R20). `cardSku` null: user licence only. */
export interface JoinerOrder {
  readonly cardSku: string | null;
  readonly licences: readonly string[];
  readonly accessories: readonly string[];
  readonly sendLoginDetails: boolean;
  /** The Mobilo team that the account joins; null: none. */
  readonly teamId: string | null;
}

export type ProfileField = keyof Profile | 'email' | 'state';

/** One old -> new (R12). */
export interface Difference {
  readonly field: ProfileField;
  readonly from: string | null;
  readonly to: string | null;
  /** Somebody changed the value in Mobilo since both sides last agreed (three-way comparison, case 74). */
  readonly edited: boolean;
}

/** What may happen to a leaver's card before the account is deactivated (R24, R25). */
export const cardChoices = ['reassign', 'release', 'deactivate'] as const;
export type CardChoice = (typeof cardChoices)[number];

export interface LeaverCard {
  readonly id: string;
  readonly sku: string;
  readonly name: string;
  readonly printed: boolean;
  /** The joiner who could get this card instead of a new one; reassigning is offered for such cards only. */
  readonly recipient: { readonly rowId: string; readonly name: string } | null;
}

/** What a reader should know of a person although it changes nothing (cases 6, 9, 10). */
export const notes = [
  'address-from-proxy',
  'address-from-sign-in',
  'no-user-type',
  'external-member',
  'internal-guest',
] as const;
export type Note = (typeof notes)[number];

interface RowBase {
  /** Stable over plans: `kind:objectId` or, without a person, `kind:accountId`. */
  readonly id: string;
  readonly name: string;
  readonly email: string | null;
  readonly department: string | null;
  readonly notes: readonly Note[];
}

export interface Joiner extends RowBase {
  readonly kind: 'joiner';
  readonly reason: 'new-in-scope';
  readonly personId: string;
  readonly groupIds: readonly string[];
  readonly profile: Profile;
  readonly order: JoinerOrder;
  /** The group whose order this is; null: the order of the whole tenant. */
  readonly orderGroupId: string | null;
  /** A leaver's blank card of the ordered kind, which would save the credit. */
  readonly recycles: { readonly cardId: string; readonly leaverRowId: string; readonly name: string } | null;
  /** Whether the profile photo is copied, if there is one. */
  readonly photo: boolean;
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
  readonly photo: boolean;
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
  readonly photo: boolean;
}

/** The last rung of the ladder: an account that was deactivated long enough ago, of somebody who is gone for good. */
export interface Deletion extends RowBase {
  readonly kind: 'deletion';
  readonly reason: 'deleted-final';
  readonly personId: string;
  readonly accountId: string;
  readonly accountVersion: string;
  /** ISO 8601; when a run of this product deactivated the account. */
  readonly deactivatedAt: string;
}

/** Something that the directory announces and that is not due yet (cases 25, 26). */
export interface Upcoming extends RowBase {
  readonly kind: 'upcoming';
  readonly reason: 'hired-later' | 'leaves-later';
  readonly personId: string;
  /** ISO 8601; the hire date or leave date. */
  readonly on: string;
  /** What will be ordered, and from which day on it is proposed; null for somebody who leaves. */
  readonly due: { readonly on: string; readonly order: JoinerOrder } | null;
}

export interface Keep extends RowBase {
  readonly kind: 'keep';
  readonly reason: 'out-of-scope' | 'scope-lost' | 'protected' | 'no-evidence' | 'exempt';
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
  readonly reason: 'guest' | 'disabled' | 'no-address' | 'no-name' | 'resource' | 'unlicensed' | 'exempt';
  readonly personId: string;
}

/** A row that changes something when it is approved. */
export type Change = Joiner | Mover | Leaver | Link | Deletion;
export type Row = Change | Upcoming | Keep | Conflict | Excluded;

/** What one pool must give for the plan (R6, R9). `short` is zero when the pool suffices. */
export interface PoolNeed {
  readonly sku: string;
  readonly kind: PoolKind;
  readonly name: string;
  readonly needed: number;
  readonly available: number;
  readonly short: number;
}

/** Why removals are held (guard G3): listed, and applied only when they are released on purpose. */
export const holdReasons = [
  'too-many-removals',
  'too-many-removals-in-a-day',
  'group-collapsed',
  'scope-changed',
  'incomplete-reading',
] as const;
export interface Held {
  readonly reason: (typeof holdReasons)[number];
  readonly removals: number;
  readonly limit: number;
  /** The names of the groups that collapsed or were taken out of scope. */
  readonly groups: readonly string[];
}

/** What a pool will still hold once everything that is due by a day is ordered; negative: short by then. */
export interface Forecast {
  readonly sku: string;
  readonly name: string;
  /** ISO 8601 day. */
  readonly on: string;
  readonly needed: number;
  readonly left: number;
}

export type Counts = Readonly<Record<RowKind, number>>;

export interface PlanSource {
  readonly complete: boolean;
  readonly problems: readonly string[];
  readonly people: number;
  readonly accounts: number;
  readonly groups: readonly GroupReading[];
}

/** Everything the fingerprint covers. */
export interface SyncPlan {
  readonly tenantId: string;
  /** Of the settings under which the plan was made. */
  readonly settingsHash: string;
  readonly source: PlanSource;
  readonly counts: Counts;
  readonly need: readonly PoolNeed[];
  readonly forecast: readonly Forecast[];
  readonly held: Held | null;
  readonly rows: readonly Row[];
}

/** A plan without its rows, and the names to show first: what a card or a page header needs. */
export interface PlanSummary extends Omit<SyncPlan, 'rows'> {
  readonly top: {
    readonly joiners: readonly Joiner[];
    readonly movers: readonly Mover[];
    readonly leavers: readonly Leaver[];
    readonly deletions: readonly Deletion[];
  };
}
