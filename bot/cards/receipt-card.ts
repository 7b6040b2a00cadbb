/** The card of a plan whose run has ended: done, skipped and why, failed and what to do, cost (R27). */
import { outcomes, type Receipt } from '../../src/apply/receipt.ts';
import type { PlanRecord } from '../../src/approval.ts';
import type { Words } from '../locales/words.ts';
import { clip } from './clip.ts';
import { drawDecision } from './decided-by.ts';
import {
  type AdaptiveCard,
  type Container,
  container,
  type Element,
  heading,
  label,
  openUrl,
  rich,
  run,
  text,
} from './elements.ts';
import { frame } from './frame.ts';
import { moment } from './moment.ts';
import { drawTroubles } from './receipt-items.ts';
import type { View } from './view.ts';

const poolsShown = 8;
const ordersShown = 3;

const describeOutcomes = ({ counts }: Receipt, words: Words): string =>
  outcomes
    .filter((outcome) => counts[outcome] > 0 || outcome === 'done')
    .map((outcome) => words.say(`outcome.${outcome}`, { count: counts[outcome] }))
    .join(' · ');

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

const drawCost = (receipt: Receipt, words: Words): Container => {
  const hidden = receipt.cost.length - poolsShown;
  const spent = receipt.cost
    .slice(0, poolsShown)
    .map(({ name, quantity }) => `${clip(name, 40)} ${words.number(quantity)}`);
  if (hidden > 0) spent.push(words.say('pending.more', { count: hidden }));
  const orders = listOrders(receipt, words);
  return container(
    [
      label(words.say('receipt.cost')),
      spent.length === 0
        ? text(words.say('receipt.free'), { spacing: 'Small' })
        : rich([run(spent.join(' · '))], { spacing: 'Small' }),
      ...(orders === ''
        ? []
        : [label(words.say('receipt.orders')), rich([run(orders, { isSubtle: true })], { spacing: 'Small' })]),
    ],
    { separator: true, spacing: 'Medium' },
  );
};

const drawTitle = (record: PlanRecord, receipt: Receipt, words: Words): Element => {
  if (record.run?.state === 'stopped') return heading(words.say('receipt.stopped'), 'Attention');
  return receipt.complete
    ? heading(words.say('receipt.complete'), 'Good')
    : heading(words.say('receipt.incomplete'), 'Warning');
};

const drawEnding = (record: PlanRecord, receipt: Receipt, words: Words): readonly Element[] => {
  const stopped = record.run?.stopped;
  const finishedAt = receipt.finishedAt ?? record.run?.finishedAt;
  return [
    ...(stopped ? [rich([run(clip(stopped, 300))])] : []),
    ...(finishedAt
      ? [
          text(words.say('receipt.finished', { when: moment(finishedAt) }), {
            size: 'Small',
            isSubtle: true,
            spacing: 'None',
          }),
        ]
      : []),
  ];
};

export const drawReceipt = (record: PlanRecord, receipt: Receipt, { words, wizardUrl }: View): AdaptiveCard => {
  const title = drawTitle(record, receipt, words);
  const counts = describeOutcomes(receipt, words);
  return frame(
    words,
    `${title.type === 'TextBlock' ? title.text : ''}. ${counts}.`,
    [
      title,
      ...drawDecision(record, words),
      ...drawEnding(record, receipt, words),
      text(counts, { weight: 'Bolder' }),
      ...drawTroubles(receipt, words),
      drawCost(receipt, words),
    ],
    [openUrl(words.say('action.receipt'), wizardUrl(`history/${record.id}`))],
  );
};
