/** What a run has spent, and the orders by which Mobilo knows it. */
import type { Receipt } from '../../src/apply/receipt.ts';
import type { Words } from '../locales/words.ts';
import { clip } from './clip.ts';
import { type Container, container, label, rich, run, text } from './elements.ts';

const poolsShown = 8;
const ordersShown = 3;

const listOrders = ({ items }: Receipt, words: Words): string => {
  const references = items.flatMap((item) =>
    item.steps.flatMap(({ kind, state, reference }) =>
      kind === 'place-order' && state === 'confirmed' && reference !== null ? [reference] : [],
    ),
  );
  const orders = [...new Set(references)];
  const hidden = orders.length - ordersShown;
  const shown = orders.slice(0, ordersShown).map((order) => clip(order, 80));
  return [...shown, ...(hidden > 0 ? [words.say('pending.more', { count: hidden })] : [])].join(', ');
};

export const drawCost = (receipt: Receipt, words: Words): Container => {
  const hidden = receipt.cost.length - poolsShown;
  const spent = receipt.cost
    .slice(0, poolsShown)
    .map(({ name, quantity }) => `${clip(name, 40)} ${words.number(quantity)}`);
  if (hidden > 0) spent.push(words.say('pending.more', { count: hidden }));
  const saved = receipt.saved.map(({ name, quantity }) => `${clip(name, 40)} ${words.number(quantity)}`);
  const orders = listOrders(receipt, words);
  return container(
    [
      label(words.say('receipt.cost')),
      spent.length === 0
        ? text(words.say('receipt.free'), { spacing: 'Small' })
        : rich([run(spent.join(' · '))], { spacing: 'Small' }),
      ...(saved.length === 0
        ? []
        : [label(words.say('receipt.saved')), rich([run(saved.join(' · '))], { spacing: 'Small' })]),
      ...(orders === ''
        ? []
        : [label(words.say('receipt.orders')), rich([run(orders, { isSubtle: true })], { spacing: 'Small' })]),
    ],
    { separator: true, spacing: 'Medium' },
  );
};
