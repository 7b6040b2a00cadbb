/** "Why?": looks one person up at both sides, and lets the plan itself say what it would do with them and on what evidence. */
import { canonicalJson } from './canonical-json.ts';
import { SyncError } from './errors.ts';
import { toolsOf } from './phones.ts';
import { explainPerson, type PersonExplanation, type Subject } from './plan/explain.ts';
import type { Past } from './plan/past.ts';
import type { Row } from './plan/plan.ts';
import { normaliseAddress } from './plan/profile.ts';
import { withoutPairs } from './plan/recycle.ts';
import { pastWith } from './proposal.ts';
import { readPast } from './read-past.ts';
import { type RoleReading, requireClearRole } from './roles.ts';
import { findKnownPeople } from './store/known.ts';
import { findRowsOf } from './store/plan-rows.ts';
import { findLatest } from './store/plans.ts';
import type { Store } from './store/store.ts';
import { readSettings } from './store/tenants.ts';
import { readSubject, type SubjectTools } from './why-subject.ts';

/** What the plan that waits for a decision says of this person, and whether that is what a plan of now would say. */
export interface PendingExplanation {
  readonly planId: string;
  readonly rows: readonly Row[];
  readonly agrees: boolean;
}

export interface Explanation extends PersonExplanation {
  readonly pending: PendingExplanation | null;
  /** ISO 8601; when the newest plan in any state was made. */
  readonly lastPlanAt: string | null;
}

export interface WhyTools extends SubjectTools {
  readonly store: Store;
}

/**
 * The rows without what hangs on other people or on the clock of Mobilo: who gets whose card, and the account's version.
 * Two plans may say the same of a person although these differ.
 */
export const ownPartsOf = (rows: readonly Row[]): readonly object[] =>
  withoutPairs(rows).map((row) => ('accountVersion' in row ? { ...row, accountVersion: '' } : row));

const saySame = (one: readonly Row[], other: readonly Row[]): boolean =>
  canonicalJson(ownPartsOf(one)) === canonicalJson(ownPartsOf(other));

/** The same past as that of a plan, with what is known of everybody who matters here. */
const readPastOf = async ({ store, directory }: WhyTools, past: Past, { personId, reading }: Subject) => {
  const { tenantId } = directory;
  const ids = [...reading.snapshot.people.map(({ person }) => person.id), ...(personId === null ? [] : [personId])];
  const known = await findKnownPeople(store, tenantId, 'person_id', ids);
  return pastWith(past, new Map(known.map((one) => [one.personId, one])));
};

/**
 * The full explanation for any person: by object id, sign-in name or address, in the directory or only known to Mobilo.
 * Throws `not-found` when neither side has the name.
 */
export const explain = async (tools: WhyTools, who: string): Promise<Explanation> => {
  const { store, directory } = tools;
  const { tenantId } = directory;
  const [settings, latest] = await Promise.all([readSettings(store, tenantId), findLatest(store, tenantId)]);
  const past = await readPast(store, tenantId, settings, new Date());
  const subject = await readSubject(tools, settings, past, latest?.summary.source ?? null, who);
  const explained = explainPerson(subject, settings, await readPastOf(tools, past, subject), toolsOf(settings));
  const lastPlanAt = latest?.madeAt ?? null;
  const waits = latest?.state === 'proposed' && new Date(latest.expiresAt) > new Date();
  if (!waits || explained.personId === null) return { ...explained, pending: null, lastPlanAt };
  const rows = await findRowsOf(store, { tenantId, planId: latest.id }, explained.personId);
  return { ...explained, pending: { planId: latest.id, rows, agrees: saySame(rows, explained.rows) }, lastPlanAt };
};

const isNamed = ({ personId, person, account }: Explanation, who: string): boolean => {
  const asked = normaliseAddress(who);
  return [personId, person?.email, person?.signInName, account?.email].some(
    (name) => name && normaliseAddress(name) === asked,
  );
};

/**
 * Who may ask: whoever may decide asks about anybody, everybody else about themselves (law 7). Whether a name exists
 * is not told to those who may not ask. Throws `forbidden`.
 */
export const explainTo = async (
  ask: (who: string) => Promise<Explanation>,
  who: string,
  asker: { readonly id: string; readonly role: RoleReading },
): Promise<Explanation> => {
  if (asker.role.role !== 'colleague') return ask(who);
  const own = await ask(asker.id).catch((error: unknown) => {
    if (error instanceof SyncError && error.code === 'not-found') return null;
    throw error;
  });
  if (own && isNamed(own, who)) return own;
  requireClearRole(asker.role);
  throw new SyncError(
    'forbidden',
    'You can ask why about yourself only. Ask an administrator or an approver about somebody else.',
  );
};
