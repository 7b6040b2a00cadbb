/** Who leaves: only linked accounts, only with positive evidence, only from a complete reading (law 2, guards G1, G2, G4). */
import type { Evidence, Snapshot } from '../directory/directory.ts';
import type { Account, CatalogItem } from '../mobilo/mobilo.ts';
import { findLostScope } from './guard.ts';
import { noPast, type Past } from './past.ts';
import type { Conflict, Keep, Leaver, LeaverCard, Row } from './plan.ts';
import { isDisabled } from './profile.ts';
import { linkedPersonId, type OrderedWorld, type WorldView } from './world-view.ts';

export interface Candidate {
  readonly personId: string;
  readonly account: Account;
}

/** Active linked accounts whose person is not, or no longer as an enabled person, in the reading. */
export const leaverCandidates = (tenantId: string, world: OrderedWorld): readonly Candidate[] => {
  const enabled = new Set<string>();
  for (const { person } of world.people) if (!isDisabled(person)) enabled.add(person.id);
  return world.accounts.flatMap((account) => {
    const personId = linkedPersonId(tenantId, account);
    return personId && account.state === 'active' && !enabled.has(personId) ? [{ personId, account }] : [];
  });
};

const describe = ({ personId, account }: Candidate) => ({
  name: account.profile.displayName,
  email: account.email,
  department: account.profile.department,
  personId,
  accountId: account.id,
  notes: [],
});

const activeAccounts = (personId: string, { accountsByPerson }: WorldView): readonly Account[] =>
  (accountsByPerson.get(personId) ?? []).filter(({ state }) => state === 'active');

/** Which of two accounts is theirs, and whether both may go, only a person can tell (case 5). */
export const isLinkedTwice = ({ personId }: Candidate, view: WorldView): boolean =>
  activeAccounts(personId, view).length > 1;

/** One conflict for all accounts of somebody who is not in scope; whoever is in scope has theirs already. */
export const disputeOnce = (candidate: Candidate, view: WorldView): readonly Conflict[] => {
  const accounts = activeAccounts(candidate.personId, view);
  const isFirst = accounts[0]?.id === candidate.account.id;
  if (!isFirst || view.people.some(({ person }) => person.id === candidate.personId)) return [];
  const { accountId: _, ...described } = describe(candidate);
  return [
    {
      kind: 'conflict',
      id: `conflict:${candidate.personId}`,
      reason: 'linked-twice',
      ...described,
      accountIds: accounts.map(({ id }) => id),
    },
  ];
};

const keep = (candidate: Candidate, reason: Keep['reason']): Keep => ({
  kind: 'keep',
  id: `keep:${candidate.personId}`,
  reason,
  ...describe(candidate),
});

const cardsOf = (account: Account, view: WorldView, catalog: readonly CatalogItem[]): readonly LeaverCard[] =>
  (view.cardsByAccount.get(account.id) ?? [])
    .filter((card) => card.state === 'active' || card.state === 'ordered')
    .map((card) => ({
      id: card.id,
      sku: card.sku,
      name: catalog.find((item) => item.sku === card.sku)?.name ?? card.sku,
      printed: card.printed,
      recipient: null,
    }));

const leaver = (
  candidate: Candidate,
  reason: Leaver['reason'],
  since: string | null,
  cards: readonly LeaverCard[],
): Leaver => ({
  kind: 'leaver',
  id: `leaver:${candidate.personId}`,
  reason,
  ...describe(candidate),
  accountVersion: candidate.account.version,
  since,
  cards,
});

/** Somebody who is still employed is kept (case 23); without their groups, somebody unticked those (case 40). */
const keepEmployed = (candidate: Candidate, snapshot: Snapshot, past: Past): Keep => {
  const lost = findLostScope(candidate.personId, snapshot.groups, past);
  return keep(candidate, lost.length > 0 ? 'scope-lost' : 'out-of-scope');
};

/** Of somebody deleted the directory no longer tells the sign-in name; the address of the account stands in for it. */
const isExempt = ({ personId, account }: Candidate, evidence: Evidence | undefined, { rules }: WorldView): boolean => {
  const person = evidence && 'person' in evidence ? evidence.person : null;
  return rules.isExempt(personId, person?.userPrincipalName ?? account.email);
};

/** What the evidence makes of one candidate. Somebody who is still employed is kept and never called a leaver (case 23). */
export const decideCandidate = (
  candidate: Candidate,
  evidence: Evidence | undefined,
  snapshot: Snapshot,
  view: WorldView,
  catalog: readonly CatalogItem[],
  past: Past = noPast,
): Row => {
  if (isExempt(candidate, evidence, view)) return keep(candidate, 'exempt');
  if (!snapshot.complete) return keep(candidate, 'scope-lost');
  if (!evidence || evidence.kind === 'unknown') return keep(candidate, 'no-evidence');
  if (evidence.kind === 'present') return keepEmployed(candidate, snapshot, past);
  if (candidate.account.role === 'admin') return keep(candidate, 'protected');
  const cards = cardsOf(candidate.account, view, catalog);
  switch (evidence.kind) {
    case 'disabled':
      return leaver(candidate, 'disabled', null, cards);
    case 'deleted-restorable':
      return leaver(candidate, 'deleted-restorable', evidence.deletedAt, cards);
    case 'deleted-final':
      return leaver(candidate, 'deleted-final', null, cards);
  }
};
