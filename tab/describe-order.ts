import type { Joiner, PoolNeed } from './api.ts';
import type { Formats } from './formats.ts';
import type { Words } from './words.ts';

export type NameOfSku = (sku: string) => string;

/** Names by sku, from wherever they are known; an unknown sku stands for itself. */
export const makeSkuNames = (
  ...sources: readonly (readonly { readonly sku: string; readonly name: string }[])[]
): NameOfSku => {
  const names = new Map(sources.flat().map(({ sku, name }) => [sku, name]));
  return (sku) => names.get(sku) ?? sku;
};

/** What a joiner gets: `Metal, CRM licence`, or that no card is ordered. */
export const describeOrder = (order: Joiner['order'], nameOf: NameOfSku, words: Words): string => {
  const names = [...order.licences, ...order.accessories].map(nameOf);
  const card = order.cardSku === null ? words('order.no-card') : nameOf(order.cardSku);
  return [card, ...names].join(', ');
};

/** `8 Metal, 4 Wood and 6 CRM licence`. */
export const describePrice = (price: readonly PoolNeed[], formats: Formats): string =>
  formats.list(price.map((pool) => `${formats.number(pool.needed)} ${pool.name}`));
