import { drawHelp } from '../cards/help-card.ts';
import type { Command } from './command.ts';
import { listCommands } from './list-commands.ts';

export const help: Command = {
  name: 'help',
  words: { en: ['help', '?'], nl: ['help', 'hulp'] },
  run: (turn) => turn.show(drawHelp(listCommands(turn.commands, turn.view.words), turn.view)),
};
