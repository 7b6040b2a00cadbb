import type { CommandTurn } from './command.ts';
import { listCommands } from './list-commands.ts';
import { parseCommand } from './parse-command.ts';

/** Answers one message: runs its command, or says which commands there are. */
export const runCommand = async (text: string | undefined, turn: CommandTurn): Promise<void> => {
  const { words } = turn.view;
  const parsed = parseCommand(text, turn.commands);
  const commands = () => words.list(listCommands(turn.commands, words).map((command) => command.word));
  switch (parsed.kind) {
    case 'command':
      return parsed.command.run(turn, parsed.argument);
    case 'near':
      return turn.say(words.say('say.suggestion', { command: parsed.command.words[words.language][0] }));
    case 'unknown':
      return turn.say(words.say('say.unknown', { commands: commands() }));
    case 'empty':
      return turn.say(words.say('say.greeting', { commands: commands() }));
  }
};
