/** An incremental reading: those who changed since the last one, and all that hangs together with them. */
import type { Changes } from './directory/directory.ts';
import { Gathering } from './gathering.ts';
import { type Known, remember } from './known.ts';
import type { Account } from './mobilo/mobilo.ts';
import { toolsOf } from './phones.ts';
import { deletionDueAt } from './plan/delete.ts';
import { countLinked, findActive, updatePlan, type Whole } from './plan/make-plan.ts';
import type { Past } from './plan/past.ts';
import type { PlanSource, Row } from './plan/plan.ts';
import { describePlan, type Proposal, pastWith } from './proposal.ts';
import type { Base } from './read-base.ts';
import { countMembers, groupsFollowed, type ReadingTools, readMembers } from './read-everything.ts';
import { completeSides } from './read-sides.ts';
import type { Settings } from './settings.ts';
import { compareKnown, findKnownAccounts } from './store/known.ts';
import { findRowsWorkedOn } from './store/removals.ts';

/** Above max(count, share of the people in scope), reading everything is sooner done. */
const most = { count: 1000, share: 0.02 };

/** A row that may come out otherwise although nothing changed in the directory: by evidence, in Mobilo or with time. */
const isUnsettled = (row: Row): boolean =>
  row.kind === 'leaver' ||
  row.kind === 'deletion' ||
  row.kind === 'conflict' ||
  row.kind === 'upcoming' ||
  (row.kind === 'keep' && (row.reason === 'no-evidence' || row.reason === 'protected'));

/** The ids of rows are stable: `kind:objectId`. */
const personOf = (rowId: string): string => rowId.slice(rowId.indexOf(':') + 1);

/** Accounts whose time to be deleted came after the last reading: the directory does not tell of that. */
const findDue = ({ deactivatedAt }: Past, settings: Settings, since: string, until: string): readonly string[] =>
  [...deactivatedAt].flatMap(([accountId, moment]) => {
    const dueAt = deletionDueAt(moment, settings);
    return dueAt !== null && dueAt > Date.parse(since) && dueAt <= Date.parse(until) ? [accountId] : [];
  });

interface Occasion {
  readonly changes: Changes;
  /** People about whom somebody asks. */
  readonly asked: readonly string[];
  readonly readAt: string;
}

/** Everybody to begin with. */
const findTouched = async (
  { store, directory }: ReadingTools,
  base: Base,
  settings: Settings,
  past: Past,
  { changes, asked, readAt }: Occasion,
): Promise<ReadonlySet<string>> => {
  const due = findDue(past, settings, base.watermark.readAt, readAt);
  const waited = await findKnownAccounts(store, directory.tenantId, 'account_id', due);
  const workedOn = await findRowsWorkedOn(store, directory.tenantId, new Date(base.watermark.readAt));
  return new Set([
    ...changes.people,
    ...base.rows.filter(isUnsettled).map(({ personId }) => personId),
    ...[...workedOn].map(personOf),
    ...waited.flatMap(({ personId }) => personId ?? []),
    ...asked,
  ]);
};

interface Gathered {
  readonly gathering: Gathering;
  readonly exempt: readonly string[];
}

const gather = async (
  { store, directory, mobilo }: ReadingTools,
  source: PlanSource,
  { exclusions }: Settings,
  touched: ReadonlySet<string>,
  asked: readonly string[],
): Promise<Gathered | null> => {
  const groupIds = source.groups.map(({ id }) => id);
  const exempt: string[] = [];
  const gathering = new Gathering({
    store,
    mobilo,
    tenantId: directory.tenantId,
    exclusions,
    asked,
    readPeople: async (personIds) => {
      const read = await readMembers(directory, personIds, groupIds, exclusions.groupId);
      exempt.push(...read.exempt);
      return read.people;
    },
  });
  const limit = Math.max(most.count, Math.floor(source.people * most.share));
  return (await gathering.gather(touched, limit)) ? { gathering, exempt } : null;
};

const present = <T>(values: Iterable<T | null>): readonly T[] => [...values].filter((value) => value !== null);

/** What the whole tenant looks like once the touched are exchanged for what they are now. */
const describeWhole = (base: Base, gathering: Gathering, accounts: readonly Account[], tenantId: string) => {
  const before = [...gathering.knownPeople.values()].filter(({ gone }) => !gone);
  const after = present(gathering.people.values());
  const linkedBefore = new Set([...gathering.knownAccounts.values()].flatMap(({ personId }) => personId ?? []));
  const { source, watermark } = base;
  return {
    linked: watermark.linked - linkedBefore.size + countLinked(tenantId, accounts),
    source: {
      ...source,
      people: source.people - before.length + after.length,
      accounts: source.accounts - gathering.knownAccounts.size + accounts.length,
      groups: countMembers(
        source.groups,
        before.map(({ groupIds }) => groupIds),
        after.map(({ groupIds }) => groupIds),
      ),
    },
  };
};

const readRest = async (
  { directory, mobilo }: ReadingTools,
  gathered: Gathered,
  base: Base,
  readAt: string,
  settings: Settings,
  past: Past,
) => {
  const { tenantId } = directory;
  const { gathering, exempt } = gathered;
  const [{ pools }, catalog] = await Promise.all([mobilo.readCredits(), mobilo.readCatalog()]);
  const accounts = present(gathering.accounts.values());
  const whole = describeWhole(base, gathering, accounts, tenantId);
  const people = present(gathering.people.values());
  const { groups } = whole.source;
  const snapshot = { tenantId, readAt, complete: true, problems: [], groups, people, exempt };
  const sides = await completeSides(directory, mobilo, { snapshot, accounts, pools, catalog }, settings, past);
  const of: Whole = { tenantId, ...whole, pools, activeCards: findActive(sides.reading.cards) };
  return { ...sides, whole: of };
};

/**
 * The plan as it is after what changed since `base`, byte for byte the one of a full reading. Null when only a full
 * reading can tell: the links were reset (case 52), groups changed, or too many people did.
 */
export const readTouched = async (
  tools: ReadingTools,
  settings: Settings,
  past: Past,
  base: Base,
  asked: readonly string[],
): Promise<Proposal | null> => {
  const { directory } = tools;
  const { tenantId } = directory;
  const readAt = new Date().toISOString();
  const { watermark, rows, source } = base;
  const links = { users: watermark.usersLink, groups: watermark.groupsLink };
  const changes = await directory.readChanges(links, groupsFollowed(settings));
  if (!changes || changes.needsFull !== null) return null;
  const touchedFirst = await findTouched(tools, base, settings, past, { changes, asked, readAt });
  const gathered = await gather(tools, source, settings, touchedFirst, asked);
  if (!gathered) return null;
  const { gathering } = gathered;
  const known: Known = { people: gathering.knownPeople, accounts: gathering.knownAccounts };
  const pastOfTouched = pastWith(past, known.people);
  const { reading, evidence, whole } = await readRest(tools, gathered, base, readAt, settings, past);
  const touched = { personIds: new Set(gathering.people.keys()), reading };
  const plan = updatePlan(rows, touched, whole, evidence, settings, pastOfTouched, toolsOf(settings));
  const { people } = reading.snapshot;
  const rowsOfTouched = plan.rows.filter(({ personId }) => touched.personIds.has(personId));
  const now = remember(
    { tenantId, people, accounts: reading.accounts },
    rowsOfTouched,
    pastOfTouched,
    settings.exclusions,
  );
  return {
    plan,
    memory: {
      known: compareKnown(known, now),
      watermark: {
        ...describePlan(plan, past),
        fullAt: watermark.fullAt,
        readAt,
        usersLink: changes.links.users,
        groupsLink: changes.links.groups,
        linked: whole.linked,
      },
    },
  };
};
