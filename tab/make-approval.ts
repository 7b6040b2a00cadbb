import type { Approval } from './api.ts';
import { keepTicked } from './decision.ts';
import { readRowsOfKind } from './read-rows-of-kind.ts';
import { findKindsToList, toSelection } from './selection.ts';
import type { Draft } from './use-draft.ts';

/** What is sent to approve a draft. Reads the ids of the rows where only some of a kind are ticked. */
export const makeApproval = async (draft: Draft, confirmedRemovals: number | null): Promise<Approval> => {
  const { plan, ticks, cards } = draft;
  const { counts } = plan.summary;
  const kinds = findKindsToList(ticks, counts);
  const listed = await Promise.all(
    kinds.map(async (kind) => [kind, (await readRowsOfKind(plan.id, kind, '')).map((row) => row.id)] as const),
  );
  return {
    fingerprint: plan.fingerprint,
    selection: toSelection(ticks, counts, Object.fromEntries(listed)),
    cards: keepTicked(cards, ticks, draft.leavers ?? []),
    confirmedRemovals,
  };
};
