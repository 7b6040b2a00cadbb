/** What the emulators are filled with: plain data, so that a file, a seed or a test can bring it. */
import type { Group, User } from '@microsoft/microsoft-graph-types';
import type { Account, BusinessCard, CatalogItem, CreditPool, Team } from '../mobilo/mobilo.ts';

/** A dated change of a directory file. */
export interface DirectoryEvent {
  readonly at: string;
  readonly type: 'joinDepartment' | 'leaveDepartment';
  readonly user: string;
  readonly department: string;
  readonly jobTitle?: string;
}

/** The format of a `--directory` file. Entities are Microsoft Graph v1.0 JSON. */
export interface DirectoryData {
  readonly dataset: string;
  readonly users: readonly User[];
  readonly groups: readonly Group[];
  readonly members: Readonly<Record<string, readonly { readonly '@odata.type': string; readonly id: string }[]>>;
  readonly managers: Readonly<Record<string, string>>;
  readonly events: readonly DirectoryEvent[];
}

export interface MobiloData {
  readonly organization: string;
  readonly catalog: readonly CatalogItem[];
  readonly pools: readonly CreditPool[];
  readonly teams: readonly Team[];
  readonly accounts: readonly Omit<Account, 'version'>[];
  readonly cards: readonly BusinessCard[];
}

/** The people who try the product, in every world: their object ids, so that chat, tab and directory agree. */
export const tenantId = '11111111-1111-4111-8111-111111111111';
export const staff = {
  /** Global Administrator and Mobilo admin. */
  administrator: {
    id: 'aaaaaaaa-0000-4000-8000-000000000001',
    name: 'Anna de Vries',
    email: 'anna.devries@contoso.example',
  },
  /** Member of the group of approvers. */
  approver: { id: 'aaaaaaaa-0000-4000-8000-000000000002', name: 'Ben Okafor', email: 'ben.okafor@contoso.example' },
  /** No role at all. */
  colleague: { id: 'aaaaaaaa-0000-4000-8000-000000000003', name: 'Cleo Martin', email: 'cleo.martin@contoso.example' },
} as const;

/** The security group whose members may decide without being administrators. */
export const approversGroupId = 'bbbbbbbb-0000-4000-8000-000000000001';

/** A whole world: both sides, and the directory roles that Graph reports (user id -> role template ids). */
export interface World {
  readonly directory: DirectoryData;
  readonly directoryRoles: Readonly<Record<string, readonly string[]>>;
  /** Users that were deleted less than 30 days ago, with deletedDateTime set. */
  readonly deletedUsers: readonly User[];
  /** The groups that the sample tenant has put in scope. */
  readonly groupsInScope: readonly string[];
  readonly mobilo: MobiloData;
}
