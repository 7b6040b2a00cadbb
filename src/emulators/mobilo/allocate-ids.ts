import type { Call } from './call.ts';
import type { OperationId } from './contract.ts';
import type { MobiloState } from './mobilo-state.ts';
import { type Change, put } from './rows.ts';

type Kind = Parameters<Call<OperationId>['newId']>[0];

const tables = { account: 'accounts', card: 'cards', order: 'orders', 'credit-order': 'creditOrders' } as const;

/** New ids in rising order, that nothing has yet; `changes` remembers how far they went. */
export const allocateIds = (state: MobiloState) => {
  const last = new Map<Kind, number>();
  const next = (kind: Kind): string => {
    const number = (last.get(kind) ?? state.counters.get(kind) ?? 0) + 1;
    last.set(kind, number);
    return `${kind}-${String(number).padStart(7, '0')}`;
  };
  return {
    newId: (kind: Kind): string => {
      let id = next(kind);
      while (state[tables[kind]].get(id)) id = next(kind);
      return id;
    },
    changes: (): readonly Change[] => [...last].map(([kind, number]) => put('counters', kind, number)),
  };
};
