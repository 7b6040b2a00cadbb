/** Which selections a pending plan offers to approve with one press, the best first. Pure; shown as buttons. */
import type { Selection } from '../../src/approval.ts';
import { type ChangeKind, type Counts, changeKinds, type PlanSummary } from '../../src/plan/plan.ts';

export interface Offer {
  readonly name: 'approve-all' | 'approve-unheld' | 'approve-covered' | 'approve-updates' | 'approve-held';
  readonly selection: Selection;
  /** How many rows it approves. */
  readonly count: number;
}

const countOf = (counts: Counts, kinds: readonly ChangeKind[]): number =>
  kinds.reduce((sum, kind) => sum + counts[kind], 0);

export const countChanges = (counts: Counts): number => countOf(counts, changeKinds);

export const isShort = ({ need }: Pick<PlanSummary, 'need'>): boolean => need.some((pool) => pool.short > 0);

/** What a selection that leaves something out would delete for good, nobody deletes by the way: it is in 'all' or in none. */
const forGood: ChangeKind = 'deletion';

const isRemoval = (kind: ChangeKind): boolean => kind === 'leaver' || kind === forGood;

/** Joiners are left out while a pool is short, since an order is refused as a whole (R9); leavers while they are held (G3). */
const mainOffer = (summary: PlanSummary): Offer => {
  const short = isShort(summary);
  const { counts, held } = summary;
  const mayBe = (kind: ChangeKind): boolean => !(kind === 'joiner' && short) && !(isRemoval(kind) && held);
  const open = changeKinds.filter((kind) => counts[kind] > 0 && mayBe(kind));
  if (countOf(counts, open) === countChanges(counts))
    return { name: 'approve-all', selection: 'all', count: countChanges(counts) };
  const left = open.filter((kind) => kind !== forGood);
  const count = countOf(counts, left);
  return { name: short ? 'approve-covered' : 'approve-unheld', selection: { kinds: left }, count };
};

/** Everything with the held removals, which must be released first; nobody can release those of an incomplete reading. */
const heldOffer = (summary: PlanSummary): readonly Offer[] => {
  const { counts, held } = summary;
  if (!held || held.reason === 'incomplete-reading' || countOf(counts, changeKinds.filter(isRemoval)) === 0) return [];
  const short = isShort(summary);
  const kinds = changeKinds.filter((kind) => counts[kind] > 0 && !(kind === 'joiner' && short));
  const selection: Selection = short ? { kinds } : 'all';
  return [{ name: 'approve-held', selection, count: countOf(counts, kinds) }];
};

/** The widest selection that can be approved now and, when it holds more than that, the movers alone. */
const freeOffers = (summary: PlanSummary): readonly Offer[] => {
  const main = mainOffer(summary);
  const movers = summary.counts.mover;
  const updates: Offer = { name: 'approve-updates', selection: { kinds: ['mover'] }, count: movers };
  if (movers === 0) return main.count === 0 ? [] : [main];
  if (movers === main.count && main.name !== 'approve-all') return [updates];
  return movers < main.count ? [main, updates] : [main];
};

/** What can be approved now, and last what is held. */
export const makeOffers = (summary: PlanSummary): readonly Offer[] => [...freeOffers(summary), ...heldOffer(summary)];
