/** One changing row in a few words: who, where, and what would happen. */
import type { Difference, Joiner, Leaver, Link, Mover, PoolNeed } from '../../src/plan/plan.ts';
import type { Words } from '../locales/words.ts';
import { clip } from './clip.ts';
import { type RichTextBlock, rich, run } from './elements.ts';

const separator = ' · ';
const differencesShown = 2;

/** The name people know a sku by. */
export type NameOfSku = (sku: string) => string;
export const namesFrom =
  (need: readonly PoolNeed[]): NameOfSku =>
  (sku) =>
    need.find((pool) => pool.sku === sku)?.name ?? sku;

const line = (name: string, facts: readonly (string | null)[]): RichTextBlock => {
  const told = facts.filter((fact) => fact !== null && fact !== '').map((fact) => clip(fact ?? '', 90));
  return rich(
    [run(clip(name, 60), { weight: 'Bolder' }), ...told.map((fact) => run(`${separator}${fact}`, { isSubtle: true }))],
    { spacing: 'Small' },
  );
};

/** The user licence goes without saying: every account has one. */
const describeOrder = (
  { cardSku, licences, accessories }: Joiner['order'],
  nameOf: NameOfSku,
  words: Words,
): string => {
  const extras = [...licences.filter((sku) => sku !== 'user'), ...accessories];
  const items = [...(cardSku === null ? [] : [cardSku]), ...extras].map(nameOf);
  return items.length === 0 ? words.say('order.licence-only') : items.join(' + ');
};

export const describeJoiner = (row: Joiner, nameOf: NameOfSku, words: Words): RichTextBlock =>
  line(row.name, [row.department, describeOrder(row.order, nameOf, words)]);

export const describeDifference = (
  { field, from, to }: Pick<Difference, 'field' | 'from' | 'to'>,
  words: Words,
): string => {
  const show = (value: string | null) => (value === null || value === '' ? words.say('mover.empty') : clip(value, 32));
  return `${words.say(`field.${field}`)}: ${show(from)} → ${show(to)}`;
};

export const describeMover = (row: Mover | Link, words: Words): RichTextBlock => {
  const told = row.differences.filter(({ field }) => !(row.reason === 'returned' && field === 'state'));
  const shown = told.slice(0, differencesShown).map((difference) => describeDifference(difference, words));
  const hidden = told.length - shown.length;
  return line(row.name, [
    row.reason === 'returned' ? words.say('mover.returned') : null,
    ...shown,
    hidden > 0 ? words.say('pending.more', { count: hidden }) : null,
  ]);
};

export const describeCards = ({ cards }: Leaver, words: Words): string => {
  const [only, ...rest] = cards;
  if (!only) return words.say('leaver.no-cards');
  const recipients = cards.flatMap(({ recipient }) => recipient ?? []);
  if (rest.length > 0) {
    const count = words.say('leaver.cards', { count: cards.length });
    return recipients.length === 0 ? count : `${count}, ${words.say('leaver.saves', { count: recipients.length })}`;
  }
  if (only.recipient) return words.say('leaver.recipient', { card: only.name, name: clip(only.recipient.name, 40) });
  return only.printed ? `${only.name} (${words.say('confirm.printed')})` : only.name;
};

export const describeLeaver = (row: Leaver, words: Words): RichTextBlock => {
  const since = row.since === null ? '' : ` ${words.say('leaver.since', { day: words.day(row.since) })}`;
  return line(row.name, [`${words.say(`leaver.${row.reason}`)}${since}`, describeCards(row, words)]);
};
