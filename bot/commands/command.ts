import type { Actor, PlanRecord } from '../../src/approval.ts';
import type { Sync } from '../../src/sync.ts';
import type { AdaptiveCard } from '../cards/elements.ts';
import type { View } from '../cards/view.ts';
import type { Language, WordKey } from '../locales/words.ts';

/** A command has a purpose to show in `help`, so its name follows from the dictionary. */
export type CommandName = Extract<WordKey, `command.${string}`> extends `command.${infer Name}` ? Name : never;

/** One message with a command in it, and what a command may do about it. */
export interface CommandTurn {
  readonly sync: Sync;
  readonly actor: Actor;
  readonly view: View;
  readonly commands: readonly Command[];
  say(sentence: string): Promise<void>;
  show(card: AdaptiveCard): Promise<void>;
  /** Posts the plan in this conversation and remembers it, so that it keeps up with the plan. */
  postPlan(record: PlanRecord): Promise<void>;
}

export interface Command {
  readonly name: CommandName;
  /** As people type it, by language; the first of each is the one that `help` shows. All are understood everywhere. */
  readonly words: Readonly<Record<Language, readonly [string, ...string[]]>>;
  /** Whether the command knows what to do with the words after its name; without this it has none. */
  takes?(argument: string): boolean;
  /** `argument`: the words after the command's name, in lower case; empty without any. Throws SyncErrors, which the bot says to the person. */
  run(turn: CommandTurn, argument: string): Promise<void>;
}
