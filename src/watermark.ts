/** What one reading leaves behind for the next one. */

/** Where an incremental reading goes on, and what it may build on. */
export interface Watermark {
  /** ISO 8601; when the last full reading began. It is repeated at least every 6 days, since delta tokens live for 7. */
  readonly fullAt: string;
  /** Links of Microsoft Graph, opaque. */
  readonly usersLink: string;
  readonly groupsLink: string;
  /** The plan that this reading led to, whose rows the next one builds on. */
  readonly planId: string;
  /** Of the settings under which it was read; under others everything is read anew. */
  readonly settingsHash: string;
  /** Every group in scope with its number of people, to notice one that collapses. */
  readonly groups: readonly { readonly id: string; readonly displayName: string; readonly people: number }[];
  readonly people: number;
  readonly accounts: number;
  /** People who have a linked account. */
  readonly linked: number;
  /** ISO 8601; when this reading began, full or not. What runs did since then is looked at again. */
  readonly readAt: string;
}

/** Readings that failed one after the other (guard G6). */
export interface Quarantine {
  readonly failures: number;
  /** ISO 8601. */
  readonly since: string;
  readonly nextAt: string;
  /** The error's code and sentence. */
  readonly code: string;
  readonly why: string;
}
