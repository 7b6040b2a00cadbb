import type { CommandLine } from '../cards/help-card.ts';
import type { Words } from '../locales/words.ts';
import type { Command } from './command.ts';

/** The commands with their purposes, in the reader's language. */
export const listCommands = (commands: readonly Command[], words: Words): readonly CommandLine[] =>
  commands.map(({ name, words: typed }) => ({
    word: typed[words.language][0],
    purpose: words.say(`command.${name}`),
  }));
