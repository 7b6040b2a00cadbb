/** What an administrator decides once, per tenant. Kept in the database; `defaultSettings` is what a new tenant has. */
import type { Actor } from './approval.ts';
import { defaultMapping, type FieldPolicy, type Mapping } from './plan/mapping.ts';
import type { CardChoice, JoinerOrder } from './plan/plan.ts';

/** Who is out of the sync although a selected group has them (cases 6-10, 16, 30). */
export interface Exclusions {
  /** Guests are out unless this is true. */
  readonly guestsIn: boolean;
  /** People without any licence, such as shared mailboxes, are out unless this is true. */
  readonly unlicensedIn: boolean;
  /** Where there is no mailbox, the sign-in name is the address. */
  readonly signInNameAsAddress: boolean;
  /** Entra object ids of people who stay as they are. */
  readonly people: readonly string[];
  /** A group whose members stay as they are. */
  readonly groupId: string | null;
  /** Sign-in names, with `*` for any characters: `svc-*`. */
  readonly signInNames: readonly string[];
}

export interface Settings {
  /** The security groups in scope (R10), or all of them. */
  readonly groups: 'all' | readonly string[];
  /** What a joiner gets unless a group says otherwise or somebody chooses otherwise (R18). */
  readonly order: JoinerOrder;
  /** What members of a group get instead. Of several groups of one person, the first in this list counts. */
  readonly groupOrders: readonly { readonly groupId: string; readonly order: JoinerOrder }[];
  /** Entra object ids of people who may decide without being administrators. */
  readonly approvers: readonly string[];
  /** An Entra group whose members may decide too. */
  readonly approverGroupId: string | null;
  /** Offered first for the cards of leavers; null offers nothing, so that a person must choose. */
  readonly cardSuggestion: CardChoice | null;
  /** Guard G3: removals are held above max(count, percent of linked accounts), per plan and per rolling 24 hours. */
  readonly removalLimit: { readonly count: number; readonly percent: number };
  /** How held removals are released: by typing their number, or by a second person who approves the same. */
  readonly release: 'typed-number' | 'second-person';
  readonly mapping: Mapping;
  /** ISO 3166-1 alpha-2: the country of phone numbers that do not name one. */
  readonly phoneRegion: string;
  readonly photo: FieldPolicy;
  readonly exclusions: Exclusions;
  /** Days after which the deactivated account of somebody who is gone for good may be deleted; null: never. */
  readonly deleteAfterDays: number | null;
  /** Joiners are proposed so many days before their hire date; null: as soon as they are in scope. */
  readonly orderAheadDays: number | null;
  /** Who lets updates be applied without asking (their role is looked up each time); null: nobody. */
  readonly autoUpdates: Actor | null;
  /** How often the directory is read by itself; null: only when somebody asks. */
  readonly readEveryMinutes: number | null;
  /** Days after which the directory data of a tenant that has removed the app is erased (case 58). */
  readonly retentionDays: number;
}

export const defaultSettings: Settings = {
  groups: 'all',
  order: { cardSku: null, licences: ['user'], accessories: [], sendLoginDetails: false, teamId: null },
  groupOrders: [],
  approvers: [],
  approverGroupId: null,
  cardSuggestion: null,
  removalLimit: { count: 5, percent: 5 },
  release: 'typed-number',
  mapping: defaultMapping,
  phoneRegion: 'NL',
  photo: 'never',
  exclusions: {
    guestsIn: false,
    unlicensedIn: true,
    signInNameAsAddress: false,
    people: [],
    groupId: null,
    signInNames: [],
  },
  deleteAfterDays: 30,
  orderAheadDays: null,
  autoUpdates: null,
  readEveryMinutes: 60,
  retentionDays: 90,
};
