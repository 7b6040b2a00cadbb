/** What an administrator decides once, per tenant. Kept in the database; `defaultSettings` is what a new tenant has. */
import type { CardChoice, JoinerOrder } from './plan/plan.ts';

export interface Settings {
  /** The security groups in scope (R10), or all of them. */
  readonly groups: 'all' | readonly string[];
  /** What a joiner gets unless somebody chooses otherwise (R18). */
  readonly order: JoinerOrder;
  /** Entra object ids of people who may decide without being administrators. */
  readonly approvers: readonly string[];
  /** An Entra group whose members may decide too. */
  readonly approverGroupId: string | null;
  /** Offered first for the cards of leavers; null offers nothing, so that a person must choose. */
  readonly cardSuggestion: CardChoice | null;
  /** Guard G3: removals are held above max(count, percent of linked accounts). */
  readonly removalLimit: { readonly count: number; readonly percent: number };
}

export const defaultSettings: Settings = {
  groups: 'all',
  order: { cardSku: null, licences: ['user'], accessories: [], sendLoginDetails: false },
  approvers: [],
  approverGroupId: null,
  cardSuggestion: null,
  removalLimit: { count: 5, percent: 5 },
};
