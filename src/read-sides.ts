/** Reads both sides from the first to the last, and what proves that somebody left. */
import type { Directory, Evidence, Snapshot } from './directory/directory.ts';
import type { BusinessCard, Mobilo } from './mobilo/mobilo.ts';
import { peopleNeedingEvidence, type Reading } from './plan/make-plan.ts';
import type { Past } from './plan/past.ts';
import { linkedPersonId, orderWorld } from './plan/world-view.ts';
import type { Settings } from './settings.ts';

/** From here on the whole list is sooner read than the lists of some. */
const mostHolders = 200;

/** Both sides, and what was proved about those who may be leavers. */
export interface Sides {
  readonly reading: Reading;
  readonly evidence: ReadonlyMap<string, Evidence>;
}

/** A reading of which the cards are still to come: whose, only the rest of it tells. */
export type SidesWithoutCards = Omit<Reading, 'cards'>;

const collect = async <T>(values: AsyncIterable<T>): Promise<readonly T[]> => {
  const collected: T[] = [];
  for await (const value of values) collected.push(value);
  return collected;
};

const readCards = async (mobilo: Mobilo, holders: readonly string[]): Promise<readonly BusinessCard[]> => {
  if (holders.length <= mostHolders) return mobilo.readCardsOfMany(holders);
  const wanted = new Set(holders);
  const cards: BusinessCard[] = [];
  for await (const card of mobilo.readCards()) if (card.accountId && wanted.has(card.accountId)) cards.push(card);
  return cards;
};

const provesLeaving = (evidence: Evidence | undefined): boolean =>
  evidence !== undefined && evidence.kind !== 'present' && evidence.kind !== 'unknown';

/** Asks for evidence about everybody who may be a leaver, and for the cards of those about whom there is some (G2). */
export const completeSides = async (
  directory: Directory,
  mobilo: Mobilo,
  read: SidesWithoutCards,
  settings: Settings,
  past: Past,
): Promise<Sides> => {
  // Put in order once, and not by everybody who looks at it.
  const { people, accounts } = orderWorld(read.snapshot.people, read.accounts);
  const reading = { ...read, snapshot: { ...read.snapshot, people }, accounts, cards: [] };
  const evidence = await directory.readEvidence(peopleNeedingEvidence(reading, settings, past));
  const holders = reading.accounts.filter((account) => {
    const personId = linkedPersonId(directory.tenantId, account);
    return personId !== null && provesLeaving(evidence.get(personId));
  });
  const cards = await readCards(
    mobilo,
    holders.map(({ id }) => id),
  );
  return { reading: { ...reading, cards }, evidence };
};

export const groupsInScope = async (directory: Directory, settings: Settings): Promise<readonly string[]> =>
  settings.groups === 'all' ? (await directory.readGroups()).map((group) => group.id) : settings.groups;

const readPeople = async (directory: Directory, settings: Settings, past: Past): Promise<Snapshot> =>
  directory.readSnapshot(await groupsInScope(directory, settings), {
    exemptGroupId: settings.exclusions.groupId,
    leaveDates: true,
    expected: new Map(past.groups.map(({ id, people }) => [id, people])),
  });

/** Everything but cards and evidence. Throws when a side does not answer. */
export const readBothSides = async (
  directory: Directory,
  mobilo: Mobilo,
  settings: Settings,
  past: Past,
): Promise<SidesWithoutCards> => {
  const [snapshot, accounts, credits, catalog] = await Promise.all([
    readPeople(directory, settings, past),
    collect(mobilo.readAccounts()),
    mobilo.readCredits(),
    mobilo.readCatalog(),
  ]);
  return { snapshot, accounts, pools: credits.pools, catalog };
};
