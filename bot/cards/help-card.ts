import type { Words } from '../locales/words.ts';
import { type AdaptiveCard, type Element, heading, openUrl, rich, run, text } from './elements.ts';
import { frame } from './frame.ts';
import type { View } from './view.ts';

/** A command as people type it, and what it gives them. */
export interface CommandLine {
  readonly word: string;
  readonly purpose: string;
}

const drawCommand = ({ word, purpose }: CommandLine): Element =>
  rich([run(word, { weight: 'Bolder' }), run(` · ${purpose}`, { isSubtle: true })], { spacing: 'Small' });

const drawCommands = (commands: readonly CommandLine[], words: Words): readonly Element[] => [
  ...commands.map(drawCommand),
  text(words.say('help.group'), { size: 'Small', isSubtle: true }),
];

const drawIntroduction = (
  title: string,
  sentence: string,
  commands: readonly CommandLine[],
  view: View,
): AdaptiveCard =>
  frame(
    `${title}: ${view.words.list(commands.map((command) => command.word))}.`,
    [heading(title), text(sentence), ...drawCommands(commands, view.words)],
    [openUrl(view.words.say('action.open'), view.wizardUrl())],
  );

export const drawHelp = (commands: readonly CommandLine[], view: View): AdaptiveCard =>
  drawIntroduction(view.words.say('help.title'), view.words.say('help.intro'), commands, view);

export const drawWelcome = (commands: readonly CommandLine[], view: View): AdaptiveCard =>
  drawIntroduction(
    view.words.say('welcome.title'),
    `${view.words.say('help.intro')} ${view.words.say('welcome.text')}`,
    commands,
    view,
  );
