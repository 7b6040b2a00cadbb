import type { BusinessCard, CreditPool, Order, OrderLine, PoolKind } from '../../mobilo/mobilo.ts';
import type { Decide } from './call.ts';
import { countBySku, poolOf, putPools, requireItem } from './credits.ts';
import { pagesOf, readPage } from './cursor.ts';
import type { MobiloState } from './mobilo-state.ts';
import { Refusal } from './refusal.ts';
import { type Change, put } from './rows.ts';

export const listOrders: Decide<'listOrders'> = (state, { query }) => ({
  status: 200,
  body:
    query.reference === undefined
      ? readPage(state.orders, query)
      : readPage(pagesOf(state.orders.find('reference', query.reference)), query),
  changes: [],
});

const skusOf = (line: OrderLine): readonly (readonly [PoolKind, string])[] => [
  ...(line.cardSku === null ? [] : [['card', line.cardSku] as const]),
  ...line.licences.map((sku) => ['licence', sku] as const),
  ...line.accessories.map((sku) => ['accessory', sku] as const),
];

const requireUsable = (state: MobiloState, line: OrderLine): void => {
  const account = state.accounts.get(line.accountId);
  if (!account) throw new Refusal(422, 'unknown_account', { detail: `There is no account ${line.accountId}.` });
  if (account.state === 'deactivated')
    throw new Refusal(409, 'account_deactivated', { detail: `${account.email} is deactivated.` });
  for (const [kind, sku] of skusOf(line))
    if (requireItem(state, sku).kind !== kind)
      throw new Refusal(422, 'unknown_sku', { detail: `${sku} is no ${kind}.` });
};

/** Licences are used at once; cards and accessories are reserved until they are shipped. */
const takeFrom = (pool: CreditPool, needed: number): CreditPool => ({
  ...pool,
  available: pool.available - needed,
  reserved: pool.kind === 'licence' ? pool.reserved : pool.reserved + needed,
});

const takeCredits = (state: MobiloState, lines: readonly OrderLine[]): readonly CreditPool[] => {
  const wanted = countBySku(lines.flatMap(skusOf).map(([, sku]) => ({ sku, quantity: 1 })));
  const needs = [...wanted].map(([sku, needed]) => ({ pool: poolOf(state, requireItem(state, sku)), needed }));
  const short = needs.filter(({ pool, needed }) => pool.available < needed);
  if (short.length > 0)
    throw new Refusal(409, 'insufficient_credits', {
      detail: short.map(({ pool, needed }) => `${pool.name}: ${needed} needed, ${pool.available} available`).join('; '),
      pools: short.map(({ pool, needed }) => ({ sku: pool.sku, needed, available: pool.available })),
    });
  return needs.map(({ pool, needed }) => takeFrom(pool, needed));
};

export const placeOrder: Decide<'placeOrder'> = (state, { body, at, newId }) => {
  const { reference, lines } = body;
  if (state.orders.findIds('reference', reference).length > 0)
    throw new Refusal(409, 'reference_taken', { detail: `There is an order with the reference ${reference} already.` });
  for (const line of lines) requireUsable(state, line);
  const pools = takeCredits(state, lines);
  const cards = lines.flatMap(({ accountId, cardSku }): BusinessCard[] => {
    if (cardSku === null) return [];
    const { printed } = requireItem(state, cardSku);
    return [{ id: newId('card'), accountId, sku: cardSku, state: 'ordered', printed }];
  });
  const cardIds = cards.map((card) => card.id);
  const order: Order = { id: newId('order'), reference, state: 'placed', lines, cardIds, placedAt: at };
  return {
    status: 201,
    body: order,
    changes: [
      put('orders', order.id, order),
      ...cards.map((card) => put('cards', card.id, card)),
      ...putPools(state, pools),
    ],
  };
};

/** The next thing that happens to an order on its way: it is made, then shipped, and then its cards work. */
export const advanceOrder = (state: MobiloState, order: Order): readonly Change[] => {
  if (order.state === 'shipped') return [];
  if (order.state === 'placed') return [put('orders', order.id, { ...order, state: 'in-production' })];
  const sent = countBySku(
    order.lines
      .flatMap(skusOf)
      .filter(([kind]) => kind !== 'licence')
      .map(([, sku]) => ({ sku, quantity: 1 })),
  );
  const pools = [...sent].map(([sku, quantity]) => {
    const pool = poolOf(state, requireItem(state, sku));
    return { ...pool, reserved: Math.max(0, pool.reserved - quantity) };
  });
  const cards = order.cardIds.flatMap((id) => state.cards.get(id) ?? []).filter((card) => card.state === 'ordered');
  return [
    put('orders', order.id, { ...order, state: 'shipped' }),
    ...cards.map((card) => put('cards', card.id, { ...card, state: 'active' })),
    ...putPools(state, pools),
  ];
};
