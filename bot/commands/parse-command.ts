/** What somebody typed to the bot, in a personal chat, a group or a channel. Pure. */
import type { Command } from './command.ts';
import { editDistance } from './edit-distance.ts';

type Vocabulary = Pick<Command, 'name' | 'words' | 'takes'>;

export type Parsed<C extends Vocabulary> =
  | { readonly kind: 'command'; readonly command: C; readonly argument: string }
  /** Nearly a command, or a command with more words around it: ask rather than guess. */
  | { readonly kind: 'near'; readonly command: C }
  | { readonly kind: 'unknown' }
  | { readonly kind: 'empty' };

/** Nothing longer is a command, and the patterns below take the square of the length. */
const longestMessage = 1_000;
const mention = /<at\b[^>]*>.*?<\/at>/gis;
/** Teams makes links of addresses by itself, as HTML or as Markdown. */
const htmlLink = /<a\b[^>]*>(.*?)<\/a>/gis;
const markdownLink = /\[([^\]]*)\]\([^)]*\)/g;
const invisible = /[\u200b-\u200f\u2060\ufeff]/g;
const around = /^[\s"'`“”‘’«»„/!.,:;]+|[\s"'`“”‘’«»„!.,:;]+$/g;

/** The words alone: mentions, non-breaking spaces, quotes, a leading slash and closing marks taken off. */
const normalize = (text: string): string =>
  text
    .slice(0, longestMessage)
    .replace(mention, ' ')
    .replace(htmlLink, '$1')
    .replace(markdownLink, '$1')
    .replace(/&nbsp;/gi, ' ')
    .normalize('NFKC')
    .replace(invisible, '')
    .replace(around, '')
    .replace(/(?<=\w)\?+$/, '')
    .toLowerCase();

const wordsOf = ({ words }: Vocabulary): readonly string[] => Object.values(words).flat();

/** What comes after a command's name, as a person means it: without quotes, brackets and `mailto:`. */
const tidyArgument = (rest: string): string =>
  rest
    .replace(/[<>]/g, ' ')
    .replace(around, '')
    .replace(/^mailto:/, '')
    .replace(/\s+/g, ' ');

/** The command whose name comes first and that knows what to do with the rest. */
const findWithArgument = <C extends Vocabulary>(typed: string, commands: readonly C[]): Parsed<C> | null => {
  const [name = '', ...rest] = typed.split(/\s+/);
  const argument = tidyArgument(rest.join(' '));
  const command = commands.find((candidate) => wordsOf(candidate).includes(name));
  return command && argument !== '' && command.takes?.(argument) ? { kind: 'command', command, argument } : null;
};

/** Short words allow one slip, longer ones two. */
const isNear = (typed: string, word: string): boolean =>
  word.length > 2 && editDistance(typed, word) <= (word.length > 5 ? 2 : 1);

/** Finds the command that is the whole message, or that begins it and takes the rest; what merely holds or resembles one only suggests it. */
export const parseCommand = <C extends Vocabulary>(text: string | undefined, commands: readonly C[]): Parsed<C> => {
  const typed = normalize(text ?? '');
  if (typed === '') return { kind: 'empty' };
  const exact = commands.find((command) => wordsOf(command).includes(typed));
  if (exact) return { kind: 'command', command: exact, argument: '' };
  const withArgument = findWithArgument(typed, commands);
  if (withArgument) return withArgument;
  const pieces = typed.split(/[\s/]+/).slice(0, 12);
  const near = commands.find((command) =>
    wordsOf(command).some((word) => pieces.some((piece) => piece === word || isNear(piece, word))),
  );
  return near ? { kind: 'near', command: near } : { kind: 'unknown' };
};
