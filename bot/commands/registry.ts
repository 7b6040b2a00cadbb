import type { Command } from './command.ts';
import { help } from './help.ts';
import { pending } from './pending.ts';
import { status } from './status.ts';
import { sync } from './sync.ts';
import { why } from './why.ts';

/**
 * Every command, in the order in which `help` lists them. To add one: give it a purpose in the dictionary
 * (`command.<name>`), write its file, and name it here.
 */
export const commands: readonly Command[] = [pending, sync, why, status, help];
