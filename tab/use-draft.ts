import { useCallback, useMemo, useState } from 'react';
import type { Change, ChangeKind, Leaver, Plan, Pool, PoolNeed } from './api.ts';
import {
  type Blocker,
  type CardDecisions,
  countSaved,
  findBlocker,
  isBeyondRelease,
  suggestCards,
} from './decision.ts';
import { useLeavers, useSettings } from './queries.ts';
import { priceTicked, type Ticks, tickEverything, tickKind, tickRows } from './selection.ts';

/** A decision being made: what is ticked, what happens to the cards, what it costs and what still stands in the way. */
export interface Draft {
  readonly plan: Plan;
  readonly ticks: Ticks;
  readonly cards: CardDecisions;
  readonly leavers: readonly Leaver[] | undefined;
  readonly price: readonly PoolNeed[];
  readonly blocker: Blocker | null;
  readonly tickRows: (rows: readonly Change[], on: boolean) => void;
  readonly tickKind: (kind: ChangeKind, on: boolean) => void;
  readonly setCards: (cards: CardDecisions) => void;
}

/** `pools` are today's balances. Starts with everything ticked that may be approved, and with cards going to joiners where they can. */
export const useDraft = (plan: Plan, pools: readonly Pool[], mayDecide: boolean): Draft => {
  const { counts, held, need } = plan.summary;
  const [ticks, setTicks] = useState(() => tickEverything(held !== null));
  const [chosen, setCards] = useState<CardDecisions | null>(null);
  const suggestion = useSettings(mayDecide).data?.cardSuggestion ?? null;
  const cards = useMemo(() => chosen ?? suggestCards(suggestion), [chosen, suggestion]);
  const leavers = useLeavers(plan.id, mayDecide && counts.leaver > 0 && !isBeyondRelease(plan)).data;
  const price = useMemo(
    () => priceTicked(ticks, need, pools, countSaved(cards, ticks, leavers ?? [])),
    [ticks, need, pools, cards, leavers],
  );
  return {
    plan,
    ticks,
    cards,
    leavers,
    price,
    blocker: useMemo(() => findBlocker({ plan, ticks, cards, leavers, price }), [plan, ticks, cards, leavers, price]),
    tickRows: useCallback((rows, on) => setTicks((now) => tickRows(now, rows, on, counts)), [counts]),
    tickKind: useCallback((kind, on) => setTicks((now) => tickKind(now, kind, on)), []),
    setCards,
  };
};
