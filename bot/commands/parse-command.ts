/** What somebody typed to the bot, in a personal chat, a group or a channel. Pure. */
import type { Command } from './command.ts';
import { editDistance } from './edit-distance.ts';

type Vocabulary = Pick<Command, 'name' | 'words'>;

export type Parsed<C extends Vocabulary> =
  | { readonly kind: 'command'; readonly command: C }
  /** Nearly a command, or a command with more words around it: ask rather than guess. */
  | { readonly kind: 'near'; readonly command: C }
  | { readonly kind: 'unknown' }
  | { readonly kind: 'empty' };

/** Nothing longer is a command, and the patterns below take the square of the length. */
const longestMessage = 1_000;
const mention = /<at\b[^>]*>.*?<\/at>/gis;
const invisible = /[\u200b-\u200f\u2060\ufeff]/g;
const around = /^[\s"'`“”‘’«»„/!.,:;]+|[\s"'`“”‘’«»„!.,:;]+$/g;

/** The words alone: mentions, non-breaking spaces, quotes, a leading slash and closing marks taken off. */
const normalize = (text: string): string =>
  text
    .slice(0, longestMessage)
    .replace(mention, ' ')
    .replace(/&nbsp;/gi, ' ')
    .normalize('NFKC')
    .replace(invisible, '')
    .replace(around, '')
    .replace(/(?<=\w)\?+$/, '')
    .toLowerCase();

const wordsOf = ({ words }: Vocabulary): readonly string[] => Object.values(words).flat();

/** Short words allow one slip, longer ones two. */
const isNear = (typed: string, word: string): boolean =>
  word.length > 2 && editDistance(typed, word) <= (word.length > 5 ? 2 : 1);

/** Finds the command that is the whole message; a message that merely holds or resembles one only suggests it. */
export const parseCommand = <C extends Vocabulary>(text: string | undefined, commands: readonly C[]): Parsed<C> => {
  const typed = normalize(text ?? '');
  if (typed === '') return { kind: 'empty' };
  const exact = commands.find((command) => wordsOf(command).includes(typed));
  if (exact) return { kind: 'command', command: exact };
  const pieces = typed.split(/[\s/]+/).slice(0, 12);
  const near = commands.find((command) =>
    wordsOf(command).some((word) => pieces.some((piece) => piece === word || isNear(piece, word))),
  );
  return near ? { kind: 'near', command: near } : { kind: 'unknown' };
};
