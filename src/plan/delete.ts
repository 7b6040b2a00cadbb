/** The last rung of the ladder: accounts that we deactivated long ago, of people who are gone for good (cases 19, 20, 22). */
import type { Evidence, Snapshot } from '../directory/directory.ts';
import type { Account } from '../mobilo/mobilo.ts';
import type { Settings } from '../settings.ts';
import type { Candidate } from './leave.ts';
import type { Past } from './past.ts';
import type { Deletion, Row } from './plan.ts';
import { linkedPersonId, type WorldView } from './world-view.ts';

const dayMilliseconds = 86_400_000;

/** An account whose waiting time is over. */
export interface DeletionCandidate extends Candidate {
  /** ISO 8601; when a run of this product deactivated the account (guard G4). */
  readonly deactivatedAt: string;
}

/** What decides over deletions besides the two sides themselves. */
export interface DeletionTerms {
  readonly snapshot: Snapshot;
  readonly settings: Settings;
  readonly past: Past;
}

/** When the account may be deleted, in milliseconds since 1970; null while the settings say never. */
export const deletionDueAt = (deactivatedAt: string, { deleteAfterDays: days }: Settings): number | null =>
  days === null ? null : Date.parse(deactivatedAt) + days * dayMilliseconds;

const isDue = ({ snapshot, settings }: DeletionTerms, deactivatedAt: string): boolean => {
  const dueAt = deletionDueAt(deactivatedAt, settings);
  return dueAt !== null && dueAt <= Date.parse(snapshot.readAt);
};

/** Whether it is worth looking for candidates at all: some account has waited long enough, and the reading is complete. */
export const isAnyDue = (terms: DeletionTerms): boolean =>
  terms.snapshot.complete && [...terms.past.deactivatedAt.values()].some((moment) => isDue(terms, moment));

/** An active or ordered card makes somebody look at the account before it can go. */
const holdsCard = (account: Account, view: WorldView): boolean =>
  (view.cardsByAccount.get(account.id) ?? []).some(({ state }) => state === 'active' || state === 'ordered');

/**
 * Linked accounts, no admins, that a run deactivated so many days before the reading, of people who are not in it at
 * all. None from a reading that is not complete (law 2), and none while the settings say never.
 */
export const deletionCandidates = (terms: DeletionTerms, view: WorldView): readonly DeletionCandidate[] => {
  const { snapshot, past } = terms;
  if (!isAnyDue(terms)) return [];
  const inScope = new Set(view.people.map(({ person }) => person.id));
  const isSpared = (personId: string, { email }: Account) =>
    inScope.has(personId) || view.rules.isExempt(personId, email);
  return view.accounts.flatMap((account) => {
    const personId = linkedPersonId(snapshot.tenantId, account);
    const deactivatedAt = past.deactivatedAt.get(account.id);
    if (!personId || !deactivatedAt || account.state !== 'deactivated' || account.role === 'admin') return [];
    if (isSpared(personId, account) || view.accountsByPerson.get(personId)?.length !== 1 || holdsCard(account, view))
      return [];
    return isDue(terms, deactivatedAt) ? [{ personId, account, deactivatedAt }] : [];
  });
};

const deletion = ({ personId, account, deactivatedAt }: DeletionCandidate): Deletion => ({
  kind: 'deletion',
  id: `deletion:${personId}`,
  reason: 'deleted-final',
  name: account.profile.displayName,
  email: account.email,
  department: account.profile.department,
  personId,
  accountId: account.id,
  accountVersion: account.version,
  notes: [],
  deactivatedAt,
});

/**
 * Only somebody who is gone for good loses the account; on any other evidence it waits without a word. An account over
 * which there is a conflict is left to a person, who may decide that its owner is back under another id (cases 3, 27).
 */
export const makeDeletions = (
  terms: DeletionTerms,
  view: WorldView,
  evidence: ReadonlyMap<string, Evidence>,
  matched: readonly Row[],
): readonly Deletion[] => {
  const disputed = new Set(matched.flatMap((row) => (row.kind === 'conflict' ? row.accountIds : [])));
  return deletionCandidates(terms, view)
    .filter(({ personId, account }) => evidence.get(personId)?.kind === 'deleted-final' && !disputed.has(account.id))
    .map(deletion);
};
