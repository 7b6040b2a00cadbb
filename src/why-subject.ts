/** Gathers the smallest reading that decides about one person: the person, and everybody who could stand in the way. */
import { mapAtMost } from './at-most.ts';
import type { Directory, Evidence, GroupReading, Person, PersonInScope, Snapshot } from './directory/directory.ts';
import { SyncError } from './errors.ts';
import { isAddress } from './mobilo/is-address.ts';
import type { Account, Mobilo } from './mobilo/mobilo.ts';
import { addressOf } from './plan/address.ts';
import type { Subject } from './plan/explain.ts';
import { peopleNeedingEvidence, type Reading } from './plan/make-plan.ts';
import type { Past } from './plan/past.ts';
import type { PlanSource } from './plan/plan.ts';
import { externalIdOf, linkedPersonId } from './plan/world-view.ts';
import type { Settings } from './settings.ts';

export interface SubjectTools {
  readonly directory: Directory;
  readonly mobilo: Mobilo;
}

const atOnce = 4;
/** Address moves wait for one another; a longer chain than this is a circle of our own making. */
const longestChain = 20;
const objectId = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

/** Whether somebody could have this name: an address, a sign-in name or an object id. */
export const isPersonName = (text: string): boolean => text.length <= 320 && (objectId.test(text) || isAddress(text));

interface Found {
  readonly personId: string | null;
  readonly account: Account | null;
}

const notFound = (who: string): SyncError =>
  new SyncError(
    'not-found',
    `Neither Entra ID nor Mobilo knows "${who.slice(0, 100)}". Type an e-mail address, a sign-in name or an Entra object id.`,
  );

/** The directory first; then the account with this link or address; then somebody whom Mobilo never knew and who was deleted. */
const findSubject = async ({ directory, mobilo }: SubjectTools, who: string): Promise<Found> => {
  if (!isPersonName(who)) throw notFound(who);
  const person = await directory.findPerson(who);
  if (person) return { personId: person.id, account: null };
  const isId = objectId.test(who);
  const personId = who.toLowerCase();
  const by = isId ? { externalIds: [externalIdOf(directory.tenantId, personId)] } : { emails: [personId] };
  const [account] = await mobilo.findAccounts(by);
  if (account) return { personId: linkedPersonId(directory.tenantId, account), account };
  if (isId && (await directory.readEvidence([personId])).get(personId)?.kind === 'deleted-restorable')
    return { personId, account: null };
  throw notFound(who);
};

interface Gathered {
  readonly people: Map<string, PersonInScope>;
  readonly accounts: Map<string, Account>;
}

const addressesOf = (person: Person, settings: Settings): readonly string[] => {
  const address = addressOf(person, settings.exclusions);
  return address !== null && isAddress(address) ? [address] : [];
};

/**
 * Everybody who matters: who has the same address, the accounts of the same link and address, and the people to whom
 * those are linked, since their own change of address may free this one.
 */
const gather = async (
  { directory, mobilo }: SubjectTools,
  settings: Settings,
  groupIds: readonly string[],
  { personId, account }: Found,
): Promise<Gathered> => {
  const people = new Map<string, PersonInScope>();
  const accounts = new Map<string, Account>(account ? [[account.id, account]] : []);
  const asked = new Set<string>();
  let ids = personId === null ? [] : [personId];
  for (let round = 0; ids.length > 0 && round < longestChain; round += 1) {
    for (const id of ids) asked.add(id);
    const read = await directory.readPeople(ids, groupIds, { leaveDates: true });
    for (const inScope of read) people.set(inScope.person.id, inScope);
    const relevant = read.filter(({ person, groupIds: inside }) => inside.length > 0 || person.id === personId);
    const addresses = [...new Set(relevant.flatMap(({ person }) => addressesOf(person, settings)))];
    const [ofPeople, ofAddresses, rivals] = await Promise.all([
      mobilo.findAccounts({ externalIds: ids.map((id) => externalIdOf(directory.tenantId, id)) }),
      mobilo.findAccounts({ emails: addresses }),
      mapAtMost(atOnce, addresses, (address) => directory.findPeople(address)),
    ]);
    const found = [...ofPeople, ...ofAddresses];
    for (const one of found) accounts.set(one.id, one);
    const linked = found.flatMap((one) => linkedPersonId(directory.tenantId, one) ?? []);
    ids = [...new Set([...rivals.flat().map(({ id }) => id), ...linked])].filter((id) => !asked.has(id));
  }
  return { people, accounts };
};

/** The selected groups as they are now; what the last reading found wrong with one holds until the next reading. */
const readSelected = async (
  directory: Directory,
  settings: Settings,
  last: PlanSource | null,
): Promise<readonly GroupReading[]> => {
  const present = new Map((await directory.readGroups()).map((group) => [group.id, group]));
  const ids = settings.groups === 'all' ? [...present.keys()] : settings.groups;
  return ids.map((id) => {
    const before = last?.groups.find((group) => group.id === id);
    const group = present.get(id);
    const converted = before?.securityEnabled === false;
    const gone = group || converted ? null : 'the group is gone';
    return {
      ...{ people: 0, others: 0, securityEnabled: true, dynamic: null },
      ...before,
      id,
      displayName: group?.displayName ?? before?.displayName ?? id,
      lost: gone ?? before?.lost ?? null,
    };
  });
};

const readExempt = async (
  directory: Directory,
  { exclusions }: Settings,
  people: Iterable<string>,
): Promise<{ readonly ids: readonly string[]; readonly complete: boolean }> => {
  const { groupId } = exclusions;
  if (groupId === null) return { ids: [], complete: true };
  const answers = await mapAtMost(atOnce, [...people], async (id) => ({
    id,
    answer: await directory.isMemberOf(id, groupId),
  }));
  return {
    ids: answers.flatMap(({ id, answer }) => (answer === 'yes' ? [id] : [])),
    complete: answers.every(({ answer }) => answer !== 'unknown'),
  };
};

/** Whether the last reading was incomplete for a reason that no group accounts for. */
const wasBroken = (last: PlanSource | null): boolean =>
  last !== null && !last.complete && last.groups.every((group) => group.lost === null);

const makeSnapshot = async (
  { directory }: SubjectTools,
  settings: Settings,
  last: PlanSource | null,
  groups: readonly GroupReading[],
  { people }: Gathered,
): Promise<Snapshot> => {
  const exempt = await readExempt(directory, settings, people.keys());
  const problems = groups.flatMap((group) => (group.lost ? [`${group.displayName}: ${group.lost}.`] : []));
  return {
    tenantId: directory.tenantId,
    readAt: new Date().toISOString(),
    complete: problems.length === 0 && exempt.complete && !wasBroken(last),
    problems,
    groups,
    people: [...people.values()].filter(({ groupIds }) => groupIds.length > 0),
    exempt: exempt.ids,
  };
};

/** Asked when the plan would ask, and where the directory does not have the person any more. */
const readProof = async (
  directory: Directory,
  personId: string | null,
  reading: Reading,
  present: boolean,
  settings: Settings,
  past: Past,
): Promise<ReadonlyMap<string, Evidence>> => {
  if (personId === null) return new Map();
  const needed = !present || peopleNeedingEvidence(reading, settings, past).includes(personId);
  return needed ? directory.readEvidence([personId]) : new Map();
};

/** Looks a person up live at both sides. `last`: what the newest plan was made of. Throws `not-found`. */
export const readSubject = async (
  tools: SubjectTools,
  settings: Settings,
  past: Past,
  last: PlanSource | null,
  who: string,
): Promise<Subject> => {
  const { directory, mobilo } = tools;
  const [found, groups, catalog] = await Promise.all([
    findSubject(tools, who.trim()),
    readSelected(directory, settings, last),
    mobilo.readCatalog(),
  ]);
  const { personId, account } = found;
  const groupIds = groups.map((group) => group.id);
  const gathered = await gather(tools, settings, groupIds, found);
  const accounts = [...gathered.accounts.values()];
  const own = accounts.filter((one) => personId !== null && linkedPersonId(directory.tenantId, one) === personId);
  const [snapshot, cards, paths] = await Promise.all([
    makeSnapshot(tools, settings, last, groups, gathered),
    mobilo.readCardsOfMany(own.map(({ id }) => id)),
    personId !== null && gathered.people.has(personId) ? directory.explainScope(personId, groupIds) : [],
  ]);
  const reading: Reading = { snapshot, accounts, cards, pools: [], catalog };
  const person = gathered.people.get(personId ?? '')?.person ?? null;
  const evidence = await readProof(directory, personId, reading, person !== null, settings, past);
  return { personId, person, account, paths, reading, evidence };
};
