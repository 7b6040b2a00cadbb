/** Finds things in the JSON of an Adaptive Card, wherever they are nested. */
import type { Json } from './chat-client.ts';

const isObject = (value: unknown): value is Json => typeof value === 'object' && value !== null;

/** Every object inside a card, outermost first. */
export function* walkCard(value: unknown): Generator<Json> {
  if (!isObject(value)) return;
  if (!Array.isArray(value)) yield value;
  for (const child of Object.values(value)) yield* walkCard(child);
}

export interface Button {
  readonly title: string;
  readonly verb: string;
  readonly data: Json;
}

export const readButtons = (card: Json): readonly Button[] =>
  [...walkCard(card)].flatMap(({ type, title, verb, data }) =>
    type === 'Action.Execute' ? [{ title: String(title), verb: String(verb), data: (data ?? {}) as Json }] : [],
  );

export const readChoiceInputs = (card: Json): readonly string[] =>
  [...walkCard(card)].flatMap(({ type, id }) => (type === 'Input.ChoiceSet' ? [String(id)] : []));

/** What a person reads: every text of the card, in order. */
export const readTexts = (card: Json): string =>
  [...walkCard(card)].flatMap(({ text }) => (typeof text === 'string' ? [text] : [])).join('\n');
