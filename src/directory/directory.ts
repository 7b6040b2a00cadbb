/** The port to the directory: what the sync core may ask of Microsoft Entra ID. It changes nothing in there. */
import type { Photo } from '../mobilo/mobilo.ts';

/** A person as Microsoft Graph's user entity describes one. Properties keep Graph's names. */
export interface Person {
  readonly id: string;
  readonly displayName: string | null;
  readonly givenName: string | null;
  readonly surname: string | null;
  readonly mail: string | null;
  readonly userPrincipalName: string | null;
  /** Those for mail that say more than `mail` does. */
  readonly proxyAddresses: readonly string[];
  readonly jobTitle: string | null;
  readonly department: string | null;
  readonly companyName: string | null;
  readonly officeLocation: string | null;
  readonly mobilePhone: string | null;
  readonly businessPhones: readonly string[];
  readonly accountEnabled: boolean | null;
  readonly userType: string | null;
  /** ISO 8601. */
  readonly employeeHireDate: string | null;
  /** ISO 8601. Null also where the directory may not tell (User-LifeCycleInfo.Read.All): a hint, never a proof. */
  readonly employeeLeaveDateTime: string | null;
  /** A room, a desk or another thing that has an account (case 16). */
  readonly isResourceAccount: boolean | null;
  /** Whether any licence is assigned; null when that was not read. */
  readonly licensed: boolean | null;
  /** Some property was missing from the answer: that is not the same as empty, and blanks nothing (case 14). */
  readonly partial?: true;
}

/** A security group (R10). `dynamic` groups are filled by a rule of the tenant. */
export interface SecurityGroup {
  readonly id: string;
  readonly displayName: string;
  readonly description: string | null;
  readonly dynamic: boolean;
}

/** What reading one group gave. `lost`: the group is gone, unreadable or no longer fully readable (cases 31, 36, 47). */
export interface GroupReading {
  readonly id: string;
  readonly displayName: string;
  readonly people: number;
  /** Members that are no people: devices, contacts, service principals; passed over (case 37). */
  readonly others: number;
  readonly lost: string | null;
  /** False once a group was converted; it is kept by its id (case 34). */
  readonly securityEnabled: boolean;
  /** Filled by a rule of the tenant, which may be paused (case 38). */
  readonly dynamic: 'on' | 'paused' | null;
}

/** A person together with the selected groups through which they are in scope (nested groups resolved). */
export interface PersonInScope {
  readonly person: Person;
  readonly groupIds: readonly string[];
}

/**
 * One reading of the selected groups. Only a `complete` snapshot may yield leavers (law 2, guard G1):
 * every page of every group was read, no row was limited to an id, and the count cross-check agreed.
 */
export interface Snapshot {
  readonly tenantId: string;
  /** ISO 8601, UTC; when the reading began. */
  readonly readAt: string;
  readonly complete: boolean;
  /** Sentences that say why the reading is not complete. */
  readonly problems: readonly string[];
  readonly groups: readonly GroupReading[];
  readonly people: readonly PersonInScope[];
  /** Object ids of the members of the exclusion group: they stay as they are (case 30). */
  readonly exempt: readonly string[];
}

export interface SnapshotOptions {
  /** Its members are read into `exempt`; when they cannot be read, the reading is not complete (case 30). */
  readonly exemptGroupId?: string | null;
  /** Also reads leave dates, where the directory lets us: without the permission they are unknown (case 25). */
  readonly leaveDates?: boolean;
  /** The number of people last time, by group id: an empty list where there were some is read twice (case 48). */
  readonly expected?: ReadonlyMap<string, number>;
}

/** Where following the changes goes on. Opaque links of Graph, which live for 7 days. */
export interface ChangeLinks {
  readonly users: string;
  readonly groups: string;
}

/** What happened since the links were given. A hint where to look, never a proof. */
export interface Changes {
  readonly links: ChangeLinks;
  /** Object ids of everybody who may look different, be gone, or be in other groups now. */
  readonly people: readonly string[];
  /** A sentence when only a full reading can settle it. */
  readonly needsFull: string | null;
}

/** From a selected group down to the group that holds a person directly. */
export type GroupPath = readonly { readonly id: string; readonly displayName: string }[];

/** What a look-up of one person by id proved (guard G2). `unknown` proves nothing: never a reason to remove. */
export type Evidence =
  | { readonly kind: 'present'; readonly person: Person }
  | { readonly kind: 'disabled'; readonly person: Person }
  | { readonly kind: 'deleted-restorable'; readonly deletedAt: string | null }
  | { readonly kind: 'deleted-final' }
  | { readonly kind: 'unknown'; readonly why: string };

/** `unknown`: the directory did not let us see the roles of this person. */
export type RoleAnswer = 'yes' | 'no' | 'unknown';

/** What Microsoft Graph may be asked to tell changes of. */
export const resources = ['/users', '/groups'] as const;
export type Resource = (typeof resources)[number];

/** A promise of Graph to tell when something changes. It may be broken without a word (case 55). */
export interface Subscription {
  readonly id: string;
  readonly resource: Resource;
  /** ISO 8601; unless it is renewed before. */
  readonly expiresAt: string;
}

export interface Directory {
  readonly tenantId: string;
  /** All security groups, or those whose name or description matches `search` (R10, R11). */
  readGroups(search?: string): Promise<readonly SecurityGroup[]>;
  /** Reads the given groups, nested groups resolved; faults of a group make the snapshot incomplete instead of throwing. */
  readSnapshot(groupIds: readonly string[], options?: SnapshotOptions): Promise<Snapshot>;
  /** Links that tell what changes from now on. */
  startFollowing(): Promise<ChangeLinks>;
  /** Null when the links have expired or were reset: only a full reading helps then (case 52). */
  readChanges(links: ChangeLinks, scope: 'all' | readonly string[]): Promise<Changes | null>;
  /**
   * These people as they are now, each with those of the groups that they are in, nested groups resolved. People who do
   * not exist are left out; a person of whom we may see the id only is refused as `directory-forbidden`.
   */
  readPeople(
    personIds: readonly string[],
    groupIds: readonly string[],
    options?: Pick<SnapshotOptions, 'leaveDates'>,
  ): Promise<readonly PersonInScope[]>;
  /** By object id, sign-in name or address. */
  findPerson(who: string): Promise<Person | null>;
  /** One shortest way for each of the groups that the person is in. */
  explainScope(personId: string, groupIds: readonly string[]): Promise<readonly GroupPath[]>;
  /** Null where there is none. */
  readPhoto(personId: string): Promise<Photo | null>;
  /** One look-up a person, in batches; every asked id is a key of the answer. */
  readEvidence(personIds: readonly string[]): Promise<ReadonlyMap<string, Evidence>>;
  /** Is this person a Global Administrator now, directly or through a role-assignable group (R1)? */
  isGlobalAdministrator(personId: string): Promise<RoleAnswer>;
  /** Is this person a member of the group now, nested groups resolved? */
  isMemberOf(personId: string, groupId: string): Promise<RoleAnswer>;
  /** Everybody who has this address: as sign-in name, as mail, or among the proxy addresses (case 4). */
  findPeople(address: string): Promise<readonly Person[]>;
  /**
   * Has Graph post to `notificationUrl`, with `clientState`, whenever somebody or a group changes, for 29 days at most.
   * The address must answer Graph's check before this is done.
   */
  subscribe(notificationUrl: string, clientState: string, resource: Resource): Promise<Subscription>;
  /** Begins the 29 days anew; null when Graph knows of no such subscription any more. */
  renewSubscription(id: string): Promise<Subscription | null>;
  /** Ends it; one that is gone already stays gone. */
  unsubscribe(id: string): Promise<void>;
}
