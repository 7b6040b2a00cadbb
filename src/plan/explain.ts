/** Why a plan says of one person what it says, as facts. The rows are those of `makePlan`, so that the two cannot differ. */
import type { Evidence, GroupPath, Person } from '../directory/directory.ts';
import type { Account } from '../mobilo/mobilo.ts';
import type { Settings } from '../settings.ts';
import { addressOf } from './address.ts';
import { compareFields, type FieldComparison } from './explain-fields.ts';
import { makePlan, type Reading } from './make-plan.ts';
import { noPast, type Past } from './past.ts';
import type { Row, RowKind } from './plan.ts';
import { type PlanTools, plainTools } from './plan-tools.ts';
import { isDisabled } from './profile.ts';
import { tidy } from './tidy.ts';
import { linkedPersonId } from './world-view.ts';

export interface PersonFacts {
  readonly id: string;
  readonly name: string | null;
  readonly email: string | null;
  readonly signInName: string | null;
  readonly enabled: boolean;
  readonly userType: string | null;
  /** ISO 8601. */
  readonly hireDate: string | null;
  /** ISO 8601; null also where the directory may not tell. */
  readonly leaveDate: string | null;
}

export interface AccountFacts {
  readonly id: string;
  readonly name: string;
  readonly email: string;
  readonly state: Account['state'];
  readonly role: Account['role'];
  /** To whom it belongs: this person, somebody else here, somebody of another organization, or nobody yet. */
  readonly linkedTo: 'this-person' | 'somebody-else' | 'another-tenant' | 'nobody';
}

export const scopeVerdicts = ['in', 'in-none', 'exempt', 'group-lost'] as const;
export interface ScopeFacts {
  readonly verdict: (typeof scopeVerdicts)[number];
  /** How many groups are selected. */
  readonly groups: number;
  readonly paths: readonly GroupPath[];
  /** The names of selected groups that are gone or cannot be read: nobody is removed until they can. */
  readonly lost: readonly string[];
}

export const matchKinds = ['linked', 'address', 'none', 'conflict'] as const;
export interface MatchFacts {
  readonly how: (typeof matchKinds)[number];
  /** The accounts that were considered; several only where a person must decide. */
  readonly accounts: readonly AccountFacts[];
}

export interface EvidenceFacts {
  readonly kind: Evidence['kind'];
  /** ISO 8601; when the person was deleted, if the directory says so. */
  readonly deletedAt: string | null;
  /** Why nothing could be learned. */
  readonly why: string | null;
}

/**
 * What would happen, in a word: the first row's kind; without a row `in-step` (the account says what the directory
 * says), `inactive` (gone or disabled, and the account is off already), `unlinked` (only Mobilo knows it, nobody's) or `outside`.
 */
export const outcomeWords = ['in-step', 'inactive', 'unlinked', 'outside'] as const;
export type ExplainedOutcome = RowKind | (typeof outcomeWords)[number];

export interface PersonExplanation {
  /** Entra object id; null for an account that is linked to nobody here. */
  readonly personId: string | null;
  readonly name: string;
  readonly outcome: ExplainedOutcome;
  /** Null when the directory does not have this person, or not any more. */
  readonly person: PersonFacts | null;
  readonly scope: ScopeFacts;
  readonly match: MatchFacts;
  readonly account: AccountFacts | null;
  /** What the directory answered when asked for this person by id; null when that was not needed. */
  readonly evidence: EvidenceFacts | null;
  /** Empty when the plan compares nothing, as for somebody without an account or out of scope. */
  readonly comparison: readonly FieldComparison[];
  readonly rows: readonly Row[];
}

/** One person and everything that decides about them, as it was looked up. */
export interface Subject {
  readonly personId: string | null;
  readonly person: Person | null;
  /** The account that was asked for, where nobody in the directory has the name. */
  readonly account: Account | null;
  readonly paths: readonly GroupPath[];
  readonly reading: Reading;
  readonly evidence: ReadonlyMap<string, Evidence>;
}

const personFacts = (person: Person, { exclusions }: Settings): PersonFacts => ({
  id: person.id,
  name: tidy(person.displayName),
  email: addressOf(person, exclusions),
  signInName: person.userPrincipalName,
  enabled: !isDisabled(person),
  userType: person.userType,
  hireDate: person.employeeHireDate,
  leaveDate: person.employeeLeaveDateTime,
});

const evidenceFacts = (evidence: Evidence | undefined): EvidenceFacts | null => {
  if (!evidence) return null;
  return {
    kind: evidence.kind,
    deletedAt: evidence.kind === 'deleted-restorable' ? evidence.deletedAt : null,
    why: evidence.kind === 'unknown' ? evidence.why : null,
  };
};

const accountFacts = (tenantId: string, personId: string | null) => {
  const linkedTo = (account: Account): AccountFacts['linkedTo'] => {
    if (account.externalId === null) return 'nobody';
    const linked = linkedPersonId(tenantId, account);
    if (linked === null) return 'another-tenant';
    return linked === personId ? 'this-person' : 'somebody-else';
  };
  return (account: Account): AccountFacts => ({
    id: account.id,
    name: account.profile.displayName,
    email: account.email,
    state: account.state,
    role: account.role,
    linkedTo: linkedTo(account),
  });
};

const scopeFacts = ({ reading, paths }: Subject, rows: readonly Row[]): ScopeFacts => {
  const { groups } = reading.snapshot;
  const lost = groups.filter((group) => group.lost !== null).map((group) => group.displayName);
  const facts = { groups: groups.length, paths, lost };
  if (rows.some((row) => row.reason === 'exempt')) return { verdict: 'exempt', ...facts };
  if (paths.length > 0) return { verdict: 'in', ...facts };
  return { verdict: lost.length > 0 ? 'group-lost' : 'in-none', ...facts };
};

const accountIdsOf = (row: Row): readonly string[] => {
  switch (row.kind) {
    case 'link':
    case 'mover':
    case 'leaver':
    case 'deletion':
    case 'keep':
      return [row.accountId];
    case 'conflict':
      return row.accountIds;
    case 'joiner':
    case 'upcoming':
    case 'excluded':
      return [];
  }
};

interface Match {
  readonly how: MatchFacts['how'];
  readonly accounts: readonly Account[];
  readonly own: Account | null;
}

/** The link first, then the address; what the rows say about accounts decides the rest. */
const matchOf = ({ personId, account, reading }: Subject, rows: readonly Row[]): Match => {
  const { accounts, snapshot } = reading;
  const linked = accounts.filter(
    (candidate) => personId !== null && linkedPersonId(snapshot.tenantId, candidate) === personId,
  );
  const [first, second] = linked;
  if (second) return { how: 'conflict', accounts: linked, own: null };
  const named = rows.flatMap(accountIdsOf);
  const considered = accounts.filter((candidate) => candidate.id === first?.id || named.includes(candidate.id));
  if (first) return { how: 'linked', accounts: considered, own: first };
  if (rows.some((row) => row.kind === 'conflict')) return { how: 'conflict', accounts: considered, own: null };
  const [same] = considered;
  if (same) return { how: 'address', accounts: considered, own: same };
  return { how: 'none', accounts: account ? [account] : [], own: account };
};

const outcomeOf = (rows: readonly Row[], { how, own }: Match): ExplainedOutcome => {
  const [row] = rows;
  if (row) return row.kind;
  if (own === null) return 'outside';
  if (how === 'none') return 'unlinked';
  return own.state === 'deactivated' ? 'inactive' : 'in-step';
};

/** A person is compared with their account only where the plan does so too. */
const isCompared = ({ person, reading }: Subject, rows: readonly Row[]): boolean =>
  person !== null &&
  !isDisabled(person) &&
  reading.snapshot.people.some((inScope) => inScope.person.id === person.id && inScope.groupIds.length > 0) &&
  rows.every(
    (row) => row.kind === 'mover' || row.kind === 'link' || row.kind === 'conflict' || row.kind === 'upcoming',
  );

/** Explains one person by the plan of the smallest reading that decides about them. */
export const explainPerson = (
  subject: Subject,
  settings: Settings,
  past: Past = noPast,
  tools: PlanTools = plainTools,
): PersonExplanation => {
  const { personId, person, reading } = subject;
  const plan = makePlan(reading, subject.evidence, settings, past, tools);
  const rows = plan.rows.filter((row) => row.personId === personId);
  const match = matchOf(subject, rows);
  const scope = scopeFacts(subject, rows);
  const toFacts = accountFacts(reading.snapshot.tenantId, personId);
  const compared = person && match.own && isCompared(subject, rows);
  return {
    personId,
    name:
      tidy(person?.displayName) ??
      person?.userPrincipalName ??
      match.accounts[0]?.profile.displayName ??
      personId ??
      '',
    outcome: outcomeOf(rows, match),
    person: person && personFacts(person, settings),
    scope,
    match: { how: match.how, accounts: match.accounts.map(toFacts) },
    account: match.own && toFacts(match.own),
    evidence: evidenceFacts(subject.evidence.get(personId ?? '')),
    comparison: compared ? compareFields(person, match.own, rows, settings, tools) : [],
    rows,
  };
};
