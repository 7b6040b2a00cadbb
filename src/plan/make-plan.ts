/** read -> pure plan: the same input gives the same bytes, whatever its order (law 1). No clock, no randomness, no package. */
import type { Evidence, PersonInScope, Snapshot } from '../directory/directory.ts';
import type { Account, BusinessCard, CatalogItem, CreditPool } from '../mobilo/mobilo.ts';
import type { Settings } from '../settings.ts';
import { findAddressMoves } from './address-moves.ts';
import { announceLeave, postponeJoiner } from './ahead.ts';
import { chooseOrder } from './choose-order.ts';
import { deletionCandidates, isAnyDue, makeDeletions } from './delete.ts';
import { forecastCredits } from './forecast.ts';
import { holdRemovals, protectAdmins } from './guard.ts';
import { decideCandidate, disputeOnce, isLinkedTwice, leaverCandidates } from './leave.ts';
import { matchPerson } from './match.ts';
import { noPast, type Past } from './past.ts';
import { type Counts, type PlanSource, type Row, rowKinds, type SyncPlan } from './plan.ts';
import { type PlanTools, plainTools } from './plan-tools.ts';
import { priceRows } from './price.ts';
import { recycleCards } from './recycle.ts';
import { rulesOf } from './rules.ts';
import { byText, linkedPersonId, type OrderedWorld, orderWorld, viewWorld, type WorldView } from './world-view.ts';

/** Both sides as they were read. */
export interface Reading {
  readonly snapshot: Snapshot;
  readonly accounts: readonly Account[];
  readonly cards: readonly BusinessCard[];
  readonly pools: readonly CreditPool[];
  readonly catalog: readonly CatalogItem[];
}

const view = (reading: Reading, settings: Settings, past: Past, tools: PlanTools): WorldView => {
  const { snapshot, accounts, cards } = reading;
  const rules = rulesOf(settings, snapshot, past, tools);
  return viewWorld(snapshot.tenantId, orderWorld(snapshot.people, accounts), cards, rules);
};

/** The people about whom the directory must be asked one by one before anybody may be called a leaver or deleted (guard G2). */
export const peopleNeedingEvidence = (reading: Reading, settings: Settings, past: Past = noPast): readonly string[] => {
  const { snapshot } = reading;
  if (!snapshot.complete) return [];
  const world = orderWorld(snapshot.people, reading.accounts);
  const terms = { snapshot, settings, past };
  // The whole view is made for nobody else.
  const due = isAnyDue(terms) ? deletionCandidates(terms, view(reading, settings, past, plainTools)) : [];
  return [...leaverCandidates(snapshot.tenantId, world), ...due].map(({ personId }) => personId);
};

const sortRows = (rows: readonly Row[]): readonly Row[] =>
  [...rows].sort(
    (a, b) => rowKinds.indexOf(a.kind) - rowKinds.indexOf(b.kind) || byText(a.name, b.name) || byText(a.id, b.id),
  );

const countRows = (rows: readonly Row[]): Counts => {
  const counts = Object.fromEntries(rowKinds.map((kind) => [kind, 0])) as Record<Row['kind'], number>;
  for (const row of rows) counts[row.kind] += 1;
  return counts;
};

const sortGroups = (groups: PlanSource['groups']): PlanSource['groups'] =>
  [...groups].sort((a, b) => byText(a.displayName, b.displayName) || byText(a.id, b.id));

const describeSource = (snapshot: Snapshot, world: OrderedWorld): PlanSource => ({
  complete: snapshot.complete,
  problems: [...snapshot.problems].sort(byText),
  people: world.people.length,
  accounts: world.accounts.length,
  groups: sortGroups(snapshot.groups),
});

/** A joiner gets the order of their group (R18), and waits when they start much later (case 26). */
const settleJoiner = (row: Row, { person, groupIds }: PersonInScope, { readAt }: Snapshot, settings: Settings): Row =>
  row.kind === 'joiner'
    ? postponeJoiner({ ...row, ...chooseOrder(groupIds, settings) }, person, readAt, settings.orderAheadDays)
    : row;

/** The rows of everybody in this reading: they depend on nobody who shares neither a link nor an address with them. */
const makeRows = (
  { snapshot, catalog }: Reading,
  world: WorldView,
  evidence: ReadonlyMap<string, Evidence>,
  settings: Settings,
  past: Past,
): readonly Row[] => {
  const moves = findAddressMoves(world);
  const matched = world.people.flatMap((inScope) => [
    ...matchPerson(inScope, world, moves, settings.order).map((row) => settleJoiner(row, inScope, snapshot, settings)),
    ...announceLeave(inScope, world, snapshot.readAt),
  ]);
  const rows = [
    ...matched,
    ...leaverCandidates(snapshot.tenantId, world).flatMap((candidate) =>
      isLinkedTwice(candidate, world)
        ? disputeOnce(candidate, world)
        : decideCandidate(candidate, evidence.get(candidate.personId), snapshot, world, catalog, past),
    ),
    ...makeDeletions({ snapshot, settings, past }, world, evidence, matched),
  ];
  return protectAdmins(rows, world.accounts);
};

/** What limits and prices are measured by: all of the tenant, however little of it was read anew. */
export interface Whole {
  readonly tenantId: string;
  readonly source: PlanSource;
  /** People who have a linked account. */
  readonly linked: number;
  readonly pools: readonly CreditPool[];
  /** Those of the leavers, at least. */
  readonly activeCards: ReadonlySet<string>;
}

/** Everything that looks at all rows at once: the order, the cost, the limits. Of its own marks on the rows it keeps none. */
const finishPlan = (made: readonly Row[], whole: Whole, settings: Settings, past: Past): SyncPlan => {
  const rows = sortRows(recycleCards(made, whole.activeCards));
  const counts = countRows(rows);
  return {
    tenantId: whole.tenantId,
    settingsHash: past.settingsHash,
    source: whole.source,
    counts,
    need: priceRows(rows, whole.pools),
    forecast: forecastCredits(rows, whole.pools),
    held: holdRemovals(rows, whole.source, whole.linked, settings.removalLimit, past),
    rows,
  };
};

/** How many people have a linked account. */
export const countLinked = (tenantId: string, accounts: Iterable<Account>): number => {
  const linked = new Set<string>();
  for (const account of accounts) linked.add(linkedPersonId(tenantId, account) ?? '');
  linked.delete('');
  return linked.size;
};

/** The cards that somebody can use now. */
export const findActive = (cards: readonly BusinessCard[]): ReadonlySet<string> =>
  new Set(cards.flatMap(({ id, state }) => (state === 'active' ? [id] : [])));

const describeWhole = ({ snapshot, pools, cards }: Reading, world: OrderedWorld): Whole => ({
  tenantId: snapshot.tenantId,
  source: describeSource(snapshot, world),
  linked: countLinked(snapshot.tenantId, world.accounts),
  pools,
  activeCards: findActive(cards),
});

/** The plan for one reading. `evidence` answers for `peopleNeedingEvidence`; a missing answer proves nothing. `past` is what was before. */
export const makePlan = (
  reading: Reading,
  evidence: ReadonlyMap<string, Evidence>,
  settings: Settings,
  past: Past = noPast,
  tools: PlanTools = plainTools,
): SyncPlan => {
  const world = view(reading, settings, past, tools);
  return finishPlan(makeRows(reading, world, evidence, settings, past), describeWhole(reading, world), settings, past);
};

/** Those about whom something may have changed, with all who share a link or an address with them, before or now. */
export interface Touched {
  readonly personIds: ReadonlySet<string>;
  /** All of them as they are now. Somebody who is not in it is not in scope any more. */
  readonly reading: Reading;
}

/**
 * The plan for a reading of the touched alone: byte for byte the one that `makePlan` would make of everything.
 * `rows` are those of the plan before; whoever is a leaver in it is among the touched, because cards move on.
 */
export const updatePlan = (
  rows: Iterable<Row>,
  { personIds, reading }: Touched,
  whole: Whole,
  evidence: ReadonlyMap<string, Evidence>,
  settings: Settings,
  past: Past = noPast,
  tools: PlanTools = plainTools,
): SyncPlan => {
  const kept = [...rows].filter((row) => !personIds.has(row.personId));
  const source = { ...whole.source, groups: sortGroups(whole.source.groups) };
  return finishPlan(
    [...kept, ...makeRows(reading, view(reading, settings, past, tools), evidence, settings, past)],
    { ...whole, source },
    settings,
    past,
  );
};
