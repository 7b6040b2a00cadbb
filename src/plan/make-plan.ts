/** read -> pure plan: the same input gives the same bytes, whatever its order (law 1). No clock, no randomness, no package. */
import type { Evidence, Snapshot } from '../directory/directory.ts';
import type { Account, BusinessCard, CatalogItem, CreditPool } from '../mobilo/mobilo.ts';
import type { Settings } from '../settings.ts';
import { findAddressMoves } from './address-moves.ts';
import { deletionCandidates, makeDeletions } from './delete.ts';
import { holdRemovals } from './guard.ts';
import { decideCandidate, leaverCandidates } from './leave.ts';
import { matchPerson } from './match.ts';
import { noPast, type Past } from './past.ts';
import { type Counts, type PlanSource, type Row, rowKinds, type SyncPlan } from './plan.ts';
import { priceRows } from './price.ts';
import { byText, viewWorld, type WorldView } from './world-view.ts';

/** Both sides as they were read. */
export interface Reading {
  readonly snapshot: Snapshot;
  readonly accounts: readonly Account[];
  readonly cards: readonly BusinessCard[];
  readonly pools: readonly CreditPool[];
  readonly catalog: readonly CatalogItem[];
}

const view = ({ snapshot, accounts, cards }: Reading): WorldView =>
  viewWorld(snapshot.tenantId, snapshot.people, accounts, cards);

/** The people about whom the directory must be asked one by one before anybody may be called a leaver or deleted (guard G2). */
export const peopleNeedingEvidence = (reading: Reading, settings: Settings, past: Past = noPast): readonly string[] => {
  const { snapshot } = reading;
  if (!snapshot.complete) return [];
  const world = view(reading);
  const candidates = [
    ...leaverCandidates(snapshot.tenantId, world),
    ...deletionCandidates({ snapshot, settings, past }, world),
  ];
  return candidates.map((candidate) => candidate.personId);
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

const describeSource = (snapshot: Snapshot, world: WorldView): PlanSource => ({
  complete: snapshot.complete,
  problems: [...snapshot.problems].sort(byText),
  people: world.people.length,
  accounts: world.accounts.length,
  groups: [...snapshot.groups].sort((a, b) => byText(a.displayName, b.displayName) || byText(a.id, b.id)),
});

/** The plan for one reading. `evidence` answers for `peopleNeedingEvidence`; a missing answer proves nothing. `past` is what was before. */
export const makePlan = (
  reading: Reading,
  evidence: ReadonlyMap<string, Evidence>,
  settings: Settings,
  past: Past = noPast,
): SyncPlan => {
  const { snapshot, pools, catalog } = reading;
  const world = view(reading);
  const moves = findAddressMoves(world);
  const candidates = leaverCandidates(snapshot.tenantId, world);
  const matched = world.people.flatMap((inScope) => matchPerson(inScope, world, moves, settings.order));
  const rows = sortRows([
    ...matched,
    ...candidates.map((candidate) =>
      decideCandidate(candidate, evidence.get(candidate.personId), snapshot, world, catalog),
    ),
    ...makeDeletions({ snapshot, settings, past }, world, evidence, matched),
  ]);
  const counts = countRows(rows);
  return {
    tenantId: snapshot.tenantId,
    settingsHash: past.settingsHash,
    source: describeSource(snapshot, world),
    counts,
    need: priceRows(rows, pools),
    forecast: [],
    held: holdRemovals(counts.leaver, world.accountsByPerson.size, settings.removalLimit),
    rows,
  };
};
