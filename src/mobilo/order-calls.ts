import { orderAnswer, pageAnswer } from './answers.ts';
import type { Mobilo } from './mobilo.ts';
import type { Wire } from './wire.ts';

/** The part of the port that is about orders. */
export const orderCalls = ({ api, send }: Wire): Pick<Mobilo, 'placeOrder' | 'findOrder'> => ({
  placeOrder: (reference, lines, key) =>
    send({ kind: 'write', what: 'place an order' }, orderAnswer, (init) =>
      api.POST('/v1/orders', {
        ...init,
        params: { header: { 'Idempotency-Key': key } },
        body: { reference, lines },
      }),
    ),
  findOrder: async (reference) => {
    const page = await send({ kind: 'read', what: 'look for an order' }, pageAnswer(orderAnswer), (init) =>
      api.GET('/v1/orders', { ...init, params: { query: { reference, limit: 1 } } }),
    );
    return page.items[0] ?? null;
  },
});
