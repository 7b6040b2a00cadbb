/** What earlier readings and runs left behind, as far as a new plan depends on it. */

export interface Past {
  /** Of the settings under which the plan is made; part of what is approved. */
  readonly settingsHash: string;
  /** The groups of the last complete reading, to notice one that collapses or was taken out of scope. */
  readonly groups: readonly { readonly id: string; readonly displayName: string; readonly people: number }[];
  /** Accounts that runs deactivated or deleted in the last 24 hours. */
  readonly removalsInADay: number;
  /** When a run deactivated an account, by account id; ISO 8601. */
  readonly deactivatedAt: ReadonlyMap<string, string>;
  /** The groups of a person at the last complete reading, by object id. */
  readonly groupsOf: ReadonlyMap<string, readonly string[]>;
  /** What directory and Mobilo last agreed on, by object id: one hash a field, see `hashProfile`. */
  readonly agreed: ReadonlyMap<string, string>;
}

/** The past of a tenant that was never read. */
export const noPast: Past = {
  settingsHash: '',
  groups: [],
  removalsInADay: 0,
  deactivatedAt: new Map(),
  groupsOf: new Map(),
  agreed: new Map(),
};
